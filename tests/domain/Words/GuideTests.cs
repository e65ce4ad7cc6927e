using System.Text.RegularExpressions;
using Rectification.Tests.Tidy;

namespace Rectification.Tests.Words;

/// <summary>The guides for people speak of what stands on the pages.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] Guides = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "guides"), "*.md");

    [Fact]
    public void What_a_guide_says_to_press_or_to_open_is_what_the_pages_call_it()
    {
        var pages = string.Concat(Sources.All.Where(file => file.Path.StartsWith("gateway", StringComparison.Ordinal)
            || file.Path.StartsWith("grains", StringComparison.Ordinal)).SelectMany(file => file.Lines));
        var named = Guides.SelectMany(guide => Named().Matches(File.ReadAllText(guide)).Select(name => name.Groups[1].Value)).Distinct().ToList();

        Assert.True(named.Count > 20);
        Assert.DoesNotContain(named, name => !pages.Contains($"\"{name}", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_guide_leads_to_is_there() =>
        Assert.Empty(
            from guide in Guides
            from link in Link().Matches(File.ReadAllText(guide))
            let path = Path.Combine(Path.GetDirectoryName(guide)!, link.Groups[1].Value)
            where !File.Exists(path)
            select $"{Path.GetFileName(guide)}: {link.Groups[1].Value}");

    [GeneratedRegex("\u300C([^\u300D]+)\u300D")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\[[^\]]+\]: ([^#\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex Link();
}
