using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>What nobody types here names projects, tests, benchmarks and units that there are.</summary>
public sealed partial class NotRunTests
{
    private static readonly DocumentedCommand[] NotRun =
    [
        .. DocumentedCommand.All.Where(command => command.IsMention || CommandTable.NotRun.Keys.Any(command.Text.StartsWith)),
    ];

    private static readonly Lazy<string> Tests = new(() => Text(Path.Combine(Repository.Root, "tests")));

    [Fact]
    public void Projects_are_there() =>
        Holds(Project(), static project => Directory.Exists(At(project)) && Directory.EnumerateFiles(At(project), "*.csproj").Any());

    [Fact]
    public void Programs_of_tests_are_there() =>
        Holds(TestProgram(), static program => File.Exists(At($"{program.Split(' ')[0]}/{program.Split(' ')[1]}.csproj")));

    [Fact]
    public void Classes_namespaces_and_methods_of_tests_are_there()
    {
        Holds(Namespace(), static name => Regex.IsMatch(Tests.Value, $@"\bnamespace {Regex.Escape(name)}[;.]"));
        Holds(Class(), static name => Tests.Value.Contains($"class {name.Split(' ')[^1]}", StringComparison.Ordinal)
            && Tests.Value.Contains($"namespace {name.Split(' ')[0]};", StringComparison.Ordinal));
        Holds(Method(), static name => Regex.IsMatch(Tests.Value, $@"public .* {name}"));
    }

    [Fact]
    public void Benchmarks_are_there()
    {
        var benchmarks = Text(At("tests/benchmarks"));
        Holds(Benchmarks(), names => names.Trim('[', ' ').Split(['|', ' '], StringSplitOptions.RemoveEmptyEntries)
            .All(name => benchmarks.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Units_of_systemd_are_there() =>
        Holds(Unit(), static unit => File.Exists(At($"deploy/systemd/{unit}")) || File.Exists(At($"deploy/systemd/{unit}.service")));

    [Fact]
    public void Kinds_of_machines_are_those_of_the_script()
    {
        var script = File.ReadAllText(At("deploy/bundle/make"));
        Holds(Kind(), kind => Regex.IsMatch(script, $@"\bkinds=\(.*\b{kind}\b"));
    }

    /// <summary>Of everything that the pattern finds; and it finds something.</summary>
    private static void Holds(Regex pattern, Func<string, bool> isThere)
    {
        var found = (from command in NotRun
                     from name in pattern.Matches(command.Text)
                     select (command.Place, Name: string.Join(' ', name.Groups.Values.Skip(1).Select(part => part.Value)))).ToList();
        Assert.NotEmpty(found);
        Assert.DoesNotContain(found, name => !isThere(name.Name));
    }

    private static string At(string path) => Path.Combine(Repository.Root, path);

    private static string Text(string folder) => string.Join('\n', Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

    [GeneratedRegex("--project ([^ ]+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"(tests/\w+)/bin/Release/net10\.0/([\w.]+)\.dll")]
    private static partial Regex TestProgram();

    [GeneratedRegex(@"-namespace ([\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"-class ([\w.]+)\.(\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"-method ""\*(\w+)\*""")]
    private static partial Regex Method();

    [GeneratedRegex(@"--project tests/benchmarks -- ([a-z\[][a-z| ]*)")]
    private static partial Regex Benchmarks();

    [GeneratedRegex(@"(?<=(?:systemctl|journalctl) .*)(rectification(?:\.target)?|silo@|gateway@)")]
    private static partial Regex Unit();

    [GeneratedRegex(@"\b((?:linux|win)-\w+)\b")]
    private static partial Regex Kind();
}
