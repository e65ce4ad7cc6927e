using System.Text.RegularExpressions;

namespace Rectification;

/// <summary>The one alphabet of ids: plans, units, regions, leaders, accounts. Nothing in it is changed by any store.</summary>
public static partial class Ids
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxLength = 64;

    public static bool IsValid(string? id) => id is not null && Pattern().IsMatch(id);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>Key of a measure's or a problem's grain: <c>plan:no</c>.</summary>
public readonly record struct NumberKey(string Plan, int No)
{
    public static NumberKey Parse(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return new(key[..colon], int.Parse(key.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Plan}:{No}";
}

/// <summary>Key of a grain named within a plan: a unit's or a region's, <c>plan:id</c>.</summary>
public readonly record struct NameKey(string Plan, string Id)
{
    public static NameKey Parse(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return new(key[..colon], key[(colon + 1)..]);
    }

    public override string ToString() => $"{Plan}:{Id}";
}
