namespace Rectification.Documents.Ledgers;

/// <summary>Which names are units. Names match exactly, white space and the width of brackets aside; the nearest is offered, never taken.</summary>
public sealed class UnitDirectory
{
    private const int MostCandidates = 5;

    private readonly Dictionary<string, List<string>> byName = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly HashSet<string> others = new(StringComparer.Ordinal);

    /// <param name="names">All names; a name that is there twice is two units.</param>
    /// <param name="otherNames">Names a unit is also known by → the unit.</param>
    public UnitDirectory(IEnumerable<string> names, IEnumerable<KeyValuePair<string, string>> otherNames)
    {
        foreach (var name in names)
        {
            this.names.Add(name);
            Add(name, name);
        }

        // A name that a unit bears itself is that unit's, whatever it was said to be before there was such a unit.
        foreach (var (other, name) in otherNames.Where(pair => !Knows(pair.Key)).ToList())
        {
            others.Add(Fold.Tight(other));
            Add(other, name);
        }
    }

    /// <summary>Whether the name is none of the unit's own, but one it was said to go by.</summary>
    public bool IsOther(string name) => others.Count > 0 && others.Contains(Fold.Tight(name));

    /// <summary>Whether the name is known at all, even to two units.</summary>
    public bool Knows(string name) => byName.ContainsKey(Fold.Tight(name));

    /// <summary>The units of this name: one, several, or none.</summary>
    public IReadOnlyList<string> Of(string name) => byName.TryGetValue(Fold.Tight(name), out var found) ? found : [];

    /// <summary>The longest name a folded text begins with; <see langword="null"/> when it begins with none.</summary>
    public string? LongestAtStart(string folded)
    {
        for (var length = folded.Length; length > 1; length--)
        {
            if (byName.ContainsKey(folded[..length]))
            {
                return folded[..length];
            }
        }

        return null;
    }

    /// <summary>What may be offered for a name that is no unit's: the same with other digits, contained in one or holding one, or one sign apart.</summary>
    public IReadOnlyList<string> Nearest(string name)
    {
        var folded = Fold.Tight(name);
        var inDigits = ChineseNumerals.ToDigits(folded);
        var same = names.FindAll(known => ChineseNumerals.ToDigits(Fold.Tight(known)) == inDigits);
        if (same.Count > 0)
        {
            return same;
        }

        var bare = Fold.WithoutBrackets(folded);
        var holding = names.FindAll(known =>
        {
            var tight = Fold.Tight(known);
            return Fold.WithoutBrackets(tight) == bare || bare.Length > 1 && tight.Contains(bare, StringComparison.Ordinal) ||
                tight.Length > 1 && folded.Contains(tight, StringComparison.Ordinal);
        });
        return (holding.Count > 0 ? holding : names.FindAll(known => OneApart(Fold.Tight(known), folded))).Take(MostCandidates).ToList();
    }

    private static bool OneApart(string known, string folded)
    {
        if (folded.Length < 3 || Math.Abs(known.Length - folded.Length) > 1)
        {
            return false;
        }

        var start = 0;
        while (start < known.Length && start < folded.Length && known[start] == folded[start])
        {
            start++;
        }

        var end = 0;
        while (end < known.Length - start && end < folded.Length - start && known[^(end + 1)] == folded[^(end + 1)])
        {
            end++;
        }

        return Math.Max(known.Length, folded.Length) - start - end <= 1;
    }

    private void Add(string name, string unit)
    {
        var folded = Fold.Tight(name);
        if (!byName.TryGetValue(folded, out var units))
        {
            byName[folded] = units = [];
        }

        units.Add(unit);
    }
}
