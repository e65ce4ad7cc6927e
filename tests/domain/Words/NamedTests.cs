using System.Text.RegularExpressions;
using Rectification.Tests.Tidy;

namespace Rectification.Tests.Words;

/// <summary>What documents name by its name is there under that name: settings, variables of the environment, options, files, tests.</summary>
public sealed partial class NamedTests
{
    /// <summary>Options that are not the product's, and the word that stands for any.</summary>
    private static readonly string[] Foreign = ["--no-build", "--vulnerable", "--include-transitive", "--now", "--Name"];

    /// <summary>Settings of frameworks that documents name and the list of settings does not.</summary>
    private static readonly string[] Frameworks = ["Orleans", "Logging", "Kestrel"];

    private static readonly SourceFile[] Documents = [.. Sources.All.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal))];

    /// <summary>All that is no document: programs, scripts, service files.</summary>
    private static readonly string Programs = string.Join('\n',
        Sources.All.Where(file => !file.Path.EndsWith(".md", StringComparison.Ordinal)).SelectMany(file => file.Lines)
            .Concat(new[] { "tests/run", "tests/chaos/run", "tests/sites/run", "deploy/bundle/make", "deploy/bundle/install" }
                .SelectMany(script => File.ReadLines(Path.Combine(Repository.Root, script)))));

    [Fact]
    public void A_setting_that_is_named_is_one()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "settings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Code().Matches(line.Split('|')[1])).Select(name => name.Groups[1].Value).ToHashSet();

        Assert.DoesNotContain(Named(Setting()), setting =>
            setting.Name.Replace("__", ":", StringComparison.Ordinal) is var name && !rows.Contains(name) && !Frameworks.Contains(name.Split(':')[0]));
    }

    [Fact]
    public void A_variable_that_is_named_is_read() =>
        Assert.DoesNotContain(Named(Variable()), variable => !Programs.Contains(variable.Name, StringComparison.Ordinal));

    [Fact]
    public void An_option_that_is_named_is_one()
    {
        var known = Option().Matches(Programs).Select(option => option.Value).ToHashSet();
        var settings = File.ReadAllText(Path.Combine(Repository.Root, "docs", "settings.md"));

        Assert.DoesNotContain(Named(Option()), option =>
            !known.Contains(option.Name) && !Foreign.Contains(option.Name) && !settings.Contains($"`{option.Name[2..]}`", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_named_is_there() =>
        Assert.Empty(
            from document in Documents
            from code in Code().Matches(string.Join('\n', document.Lines))
            let path = code.Groups[1].Value
            where OurPath().IsMatch(path) && !new[] { "", ".cs" }.Any(ending => Path.Combine(Repository.Root, path + ending) is var full
                && (File.Exists(full) || Directory.Exists(full)))
            select $"{document.Path}: {path}");

    [Fact]
    public void A_test_that_is_named_is_one() =>
        Assert.Empty(
            from test in Named(TestClass()).Concat(Named(TestMethod()))
            where !Regex.IsMatch(Programs, test.Name.Contains('_', StringComparison.Ordinal)
                ? $@"\b{test.Name}{(test.IsBegin ? "" : @"\(")}"
                : $@"\bclass {test.Name}\b")
            select test);

    private static IEnumerable<(string Document, string Name, bool IsBegin)> Named(Regex pattern) =>
        from document in Documents
        from name in pattern.Matches(string.Join('\n', document.Lines))
        select (document.Path, name.Groups[1].Success ? name.Groups[1].Value : name.Value, name.Value[^1] is '\u2026' or '*');

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\w)[A-Z][A-Za-z]+(?:(?::|__)[A-Z][A-Za-z]+)+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\bRECTIFICATION_[A-Z_]*[A-Z]")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<![\w-])--[A-Za-z]+(?:[:-][A-Za-z]+)*")]
    private static partial Regex Option();

    [GeneratedRegex(@"^(tests|docs|deploy|gateway|grains|grains\.interfaces|silo|seeds|documents|findings)/[\w./-]+$")]
    private static partial Regex OurPath();

    [GeneratedRegex(@"(?<=`[^`\n]*)\b[A-Z]\w+(?:Tests|Conformance)\b")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"(?<=`[^`\n]*)\b([A-Z][a-z0-9]*(?:_[A-Za-z0-9]+){2,})[\u2026*]?")]
    private static partial Regex TestMethod();
}
