using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>docs/security.md answers every requirement of OWASP ASVS 5.0.0 up to level 2, once, and names tests that there are.</summary>
public sealed partial class AsvsTests
{
    /// <summary>The numbers of the standard's levels 1 and 2: of each section, the last parts.</summary>
    private static readonly string[] Sections =
    [
        "1.1 1 2", "1.2 1 2 3 4 5 6 7 8 9", "1.3 1 2 3 4 5 6 7 8 9 10 11", "1.4 1 2 3", "1.5 1 2", "2.1 1 2 3", "2.2 1 2 3", "2.3 1 2 3 4", "2.4 1",
        "3.2 1 2", "3.3 1 2 3 4", "3.4 1 2 3 4 5 6", "3.5 1 2 3 4 5", "3.7 1 2", "4.1 1 2 3", "4.2 1", "4.3 1 2", "4.4 1 2 3 4", "5.1 1",
        "5.2 1 2 3", "5.3 1 2", "5.4 1 2 3", "6.1 1 2 3", "6.2 1 2 3 4 5 6 7 8 9 10 11 12", "6.3 1 2 3 4", "6.4 1 2 3 4", "6.5 1 2 3 4 5",
        "6.6 1 2 3", "6.8 1 2 3 4", "7.1 1 2 3", "7.2 1 2 3 4", "7.3 1 2", "7.4 1 2 3 4 5", "7.5 1 2", "7.6 1 2", "8.1 1 2", "8.2 1 2 3", "8.3 1",
        "8.4 1", "9.1 1 2 3", "9.2 1 2 3 4", "10.1 1 2", "10.2 1 2", "10.3 1 2 3 4", "10.4 1 2 3 4 5 6 7 8 9 10 11", "10.5 1 2 3 4 5", "10.6 1 2",
        "10.7 1 2 3", "11.1 1 2", "11.2 1 2 3", "11.3 1 2 3", "11.4 1 2 3 4", "11.5 1", "11.6 1", "12.1 1 2 3", "12.2 1 2", "12.3 1 2 3 4", "13.1 1",
        "13.2 1 2 3 4 5", "13.3 1 2", "13.4 1 2 3 4 5", "14.1 1 2", "14.2 1 2 3 4", "14.3 1 2 3", "15.1 1 2 3", "15.2 1 2 3", "15.3 1 2 3 4 5 6 7",
        "16.1 1", "16.2 1 2 3 4 5", "16.3 1 2 3 4", "16.4 1 2 3", "16.5 1 2 3", "17.1 1", "17.2 1 2 3 4", "17.3 1 2",
    ];

    private static readonly string[] Statuses = ["met", "part", "not met", "n/a", "operator"];

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    private static readonly string[][] Rows =
    [
        .. Page.Split('\n').Where(line => Row().IsMatch(line)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Every_requirement_is_answered_once()
    {
        var asked = Sections.SelectMany(section => section.Split(' ')[1..].Select(last => $"{section.Split(' ')[0]}.{last}"));

        Assert.Equal(asked.Order(StringComparer.Ordinal), Rows.SelectMany(row => row[0].Split(' ')).Order(StringComparer.Ordinal));
        Assert.All(Rows, row => Assert.Contains(row[1], Statuses));
        Assert.All(Rows, row => Assert.NotEmpty(row[2]));
    }

    [Fact]
    public void How_many_are_met_is_counted_right() => Assert.All(Statuses, status =>
        Assert.Contains($"{Rows.Where(row => row[1] == status).Sum(row => row[0].Split(' ').Length)} {status}", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var there = Sources.CSharp.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path).Split('.')[0]).ToHashSet();

        Assert.Empty(Test().Matches(Page).Select(test => test.Groups[1].Value).Distinct().Except(there));
    }

    [GeneratedRegex("^\\| [0-9]+\\.[0-9]+\\.[0-9]+ ")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex Test();
}
