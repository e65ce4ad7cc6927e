using System.Text.RegularExpressions;
using Rectification.Tests.Tidy;

namespace Rectification.Tests.Words;

/// <summary>Every link from one document of the repository leads somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly Dictionary<string, SourceFile> Documents = Sources.All
        .Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)).ToDictionary(file => file.Path);

    [Fact]
    public void What_a_document_leads_to_is_there()
    {
        var links = Documents.Values.SelectMany(Links).ToList();

        Assert.True(links.Count > 300);
        Assert.Empty(links.Where(link => !IsThere(link.To)).Select(link => $"{link.From.Path}: {link.Text}"));
    }

    [Fact]
    public void What_a_link_names_within_a_document_is_a_heading_there() =>
        Assert.Empty(
            from link in Documents.Values.SelectMany(Links)
            where link.Heading.Length > 0 && Documents.TryGetValue(link.To, out var document) && !Headings(document).Contains(link.Heading)
            select $"{link.From.Path}: {link.Text}");

    private static bool IsThere(string path) =>
        Path.Combine(Repository.Root, path) is var full && (File.Exists(full) || Directory.Exists(full));

    private static IEnumerable<(SourceFile From, string Text, string To, string Heading)> Links(SourceFile document)
    {
        var text = Code().Replace(Prose(document), "");
        foreach (var link in Link().Matches(text).Select(link => link.Groups[1].Value + link.Groups[2].Value).Where(link => !Elsewhere().IsMatch(link)))
        {
            var parts = link.Split('#', 2);
            var folder = Path.GetDirectoryName(document.Path)!;
            var to = parts[0].Length == 0
                ? document.Path
                : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, folder, Uri.UnescapeDataString(parts[0]))).Replace('\\', '/');
            yield return (document, link, to, parts.ElementAtOrDefault(1) ?? "");
        }
    }

    /// <summary>Anchors, and the names under which headings are reached, as GitHub makes them; the second of one name ends in <c>-1</c>.</summary>
    private static HashSet<string> Headings(SourceFile document)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = Anchor().Matches(Prose(document)).Select(anchor => anchor.Groups[1].Value).ToHashSet();
        foreach (Match heading in Heading().Matches(Prose(document)))
        {
            var shown = LinkText().Replace(heading.Groups[1].Value, "$1").Trim().ToLowerInvariant();
            var name = NotInNames().Replace(shown, "").Replace(' ', '-');
            names[name] = names.GetValueOrDefault(name, -1) + 1;
            all.Add(names[name] == 0 ? name : $"{name}-{names[name]}");
        }

        return all;
    }

    /// <summary>Without blocks of code.</summary>
    private static string Prose(SourceFile document) => Block().Replace(string.Join('\n', document.Lines) + "\n", "");

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)(?: ""[^""]*"")?\)|^\[[^\]]+\]: (\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<a (?:id|name)=\"([^\"]+)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("^#{1,6} (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInNames();
}
