using System.Text.RegularExpressions;
using Rectification.Settings;

namespace Rectification.Tests.Contracts.Settings;

/// <summary>docs/settings.md and the settings that are checked at the start are the same.</summary>
public sealed partial class KnownSettingsTests
{
    /// <summary>More than so many would be too many for people to turn.</summary>
    private const int MostEveryday = 24;

    private static readonly (string[] Names, string[] Cells)[] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "settings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Select(cells => (Name().Matches(cells[0]).Select(name => name.Groups[1].Value).ToArray(), cells)),
    ];

    [Fact]
    public void Every_setting_has_its_row_and_every_row_its_setting()
    {
        var told = Rows.SelectMany(row => row.Names).ToList();

        Assert.Equal(KnownSettings.All.Select(setting => setting.Key).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.All(Rows, row => Assert.All(row.Cells, Assert.NotEmpty));
    }

    [Fact]
    public void Those_that_people_turn_stand_apart_and_the_others_have_a_reason()
    {
        var everyday = KnownSettings.All.Where(setting => setting.IsEveryday).Select(setting => setting.Key).ToHashSet();

        Assert.InRange(everyday.Count, 1, MostEveryday);
        Assert.All(Rows, row => Assert.All(row.Names, name => Assert.Equal(everyday.Contains(name) ? 3 : 4, row.Cells.Length)));
    }

    /// <summary>What a row gives as a default has to be allowed, where it is one value for each of its names.</summary>
    [Fact]
    public void A_default_may_stand_in_its_setting()
    {
        var known = KnownSettings.All.ToDictionary(setting => setting.Key);
        var checkedSome = 0;
        foreach (var (names, cells) in Rows)
        {
            var values = Value().Matches(cells[1]).Select(value => value.Value.Trim('`')).ToArray();
            if (values.Length == names.Length && string.Join(", ", Value().Matches(cells[1]).Select(value => value.Value)) == cells[1])
            {
                checkedSome += names.Length;
                Assert.All(names.Zip(values), pair => Assert.True(known[pair.First].Allowed.Fits(pair.Second), $"{pair.First}={pair.Second}"));
            }
        }

        Assert.InRange(checkedSome, 20, int.MaxValue);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("`[^`]+`|\\b[0-9]+\\b")]
    private static partial Regex Value();
}
