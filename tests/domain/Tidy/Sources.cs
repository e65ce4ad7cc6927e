using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>The repository's own text files, without what is built or restored.</summary>
internal static class Sources
{
    private static readonly string[] Text = [".cs", ".csproj", ".props", ".targets", ".md", ".json", ".yml", ".yaml", ".sh", ".py", ".http", ".sql", ".js",
        ".css", ".razor", ".html", ".txt", ".ndjson"];
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults", "artifacts"];

    /// <summary>Path from the root, with forward slashes, and the lines of each file.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Under(Repository.Root)];

    public static IEnumerable<SourceFile> CSharp => All.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Where the pattern occurs, as <c>path:line: text</c>.</summary>
    public static IEnumerable<string> Matches(this IEnumerable<SourceFile> files, Regex pattern) =>
        from file in files
        from line in file.Lines.Index()
        where pattern.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    private static IEnumerable<SourceFile> Under(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Text.Contains(Path.GetExtension(file))))
        {
            yield return new(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllLines(file));
        }

        // Folders with a dot hold tools and their caches; only the pipeline in one of them is ours.
        var below = Directory.EnumerateDirectories(folder)
            .Where(inner => Path.GetFileName(inner) is var name && !NotOurs.Contains(name) && (!name.StartsWith('.') || name == ".ci"));
        foreach (var file in below.SelectMany(Under))
        {
            yield return file;
        }
    }
}

internal sealed record SourceFile(string Path, string[] Lines)
{
    /// <summary>The lines without what stands in comments.</summary>
    public SourceFile Code =>
        this with { Lines = [.. Lines.Select(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? "" : line.Split(" // ")[0])] };
}
