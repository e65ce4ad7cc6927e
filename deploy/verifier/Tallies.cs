using System.Globalization;
using System.Text;

namespace Rectification.Verifier;

/// <summary>
/// The figures of every unit at every seal, added up from what each measure and problem counts for between one seal and another. Only
/// changes are kept, so that the cost follows what happened and not measures times seals.
/// </summary>
internal sealed class Tallies(IReadOnlyList<Seal> seals)
{
    private readonly Dictionary<string, int[]?[]> _changes = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts one from the seal <paramref name="first"/> until before <paramref name="end"/>, and only while an instant of a seal lies in the time
    /// given.
    /// </summary>
    public void Add(string unit, Figure figure, int first, int end, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var start = from is { } begins ? Math.Max(first, FirstSealAt(begins)) : first;
        var stop = until is { } ends ? Math.Min(end, FirstSealAt(ends)) : end;
        if (start >= stop)
        {
            return;
        }

        if (!_changes.TryGetValue(unit, out var figures))
        {
            _changes[unit] = figures = new int[Figures.Count][];
        }

        var changes = figures[(int)figure] ??= new int[seals.Count + 1];
        changes[start]++;
        changes[stop]--;
    }

    /// <summary>Compares every tally of every seal with what it states.</summary>
    public void Check(IReadOnlyDictionary<int, Roster> rosters)
    {
        var sums = new Dictionary<string, long[]>(StringComparer.Ordinal);
        var stated = new Dictionary<string, (long Line, string Json)>(StringComparer.Ordinal);
        for (var i = 0; i < seals.Count; i++)
        {
            foreach (var (scope, (line, json)) in seals[i].Stated)
            {
                _ = json is null ? stated.Remove(scope) : stated.TryAdd(scope, (line, json)) || (stated[scope] = (line, json)).Line > 0;
            }

            Advance(sums, i);
            Check(seals[i], rosters[seals[i].Roster], sums, stated);
        }
    }

    private void Advance(Dictionary<string, long[]> sums, int seal)
    {
        foreach (var (unit, figures) in _changes)
        {
            var sum = sums.TryGetValue(unit, out var known) ? known : sums[unit] = new long[Figures.Count];
            for (var figure = 0; figure < figures.Length; figure++)
            {
                sum[figure] += figures[figure]?[seal] ?? 0;
            }
        }
    }

    private static void Check(Seal seal, Roster roster, Dictionary<string, long[]> sums, Dictionary<string, (long Line, string Json)> stated)
    {
        var regions = roster.Regions.Keys.ToDictionary(region => region, _ => new long[Figures.Count], StringComparer.Ordinal);
        foreach (var (unit, parent) in roster.Units)
        {
            var sum = sums.GetValueOrDefault(unit) ?? new long[Figures.Count];
            Check(seal, $"unit:{unit}", sum, stated);
            for (var region = parent; region is not null; region = roster.Regions[region])
            {
                for (var figure = 0; figure < sum.Length; figure++)
                {
                    regions[region][figure] += sum[figure];
                }
            }
        }

        foreach (var (region, sum) in regions)
        {
            Check(seal, $"region:{region}", sum, stated);
        }

        if (stated.Count != roster.Units.Count + roster.Regions.Count)
        {
            throw new MisfitException(
                seal.Line, "封存含有方案之外的汇总。", "The seal has tallies of what is not in the plan.", roster.Units.Count + roster.Regions.Count, stated.Count);
        }

        var city = Text(regions[roster.RootRegion], seal.Figures);
        if (city != seal.City)
        {
            throw new MisfitException(seal.Line, "全市指标与重算结果不同。", "The city's figures are not those recomputed.", city, seal.City);
        }
    }

    private static void Check(Seal seal, string scope, long[] sum, Dictionary<string, (long Line, string Json)> stated)
    {
        var expected = Text(sum, seal.Figures);
        var (line, json) = stated.GetValueOrDefault(scope);
        if (json != expected)
        {
            // What a seal does not state anew stands as in the seal before.
            throw new MisfitException(
                seal.Stated.ContainsKey(scope) ? line : seal.Line, $"{scope} 的汇总与重算结果不同。", $"The tally of {scope} is not the one recomputed.", expected,
                json ?? "");
        }
    }

    private static string Text(long[] sum, string[] figures)
    {
        var text = new StringBuilder("{");
        for (var figure = 0; figure < sum.Length; figure++)
        {
            var count = sum[figure] + (figure == (int)Figure.Extended && !figures.Has(Figure.ReopenedLater) ? sum[(int)Figure.ReopenedLater] : 0);
            if (count != 0 && figures.Has((Figure)figure))
            {
                text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"\"{Figures.Names[figure]}\":{count}");
            }
        }

        return text.Append('}').ToString();
    }

    private int FirstSealAt(DateTimeOffset instant)
    {
        var (low, high) = (0, seals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = seals[middle].At >= instant ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
