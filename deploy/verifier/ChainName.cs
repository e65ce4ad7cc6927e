using System.Globalization;

namespace Rectification.Verifier;

/// <summary>A chain's name, and its place in an export: measures by number, problems by number, then the plan's own by name.</summary>
internal readonly record struct ChainName(string Text, ChainKind Kind, int No) : IComparable<ChainName>
{
    public static ChainName Of(string text) =>
        NumberAfter(text, "measure:") is { } measure ? new(text, ChainKind.Measure, measure)
        : NumberAfter(text, "problem:") is { } problem ? new(text, ChainKind.Problem, problem)
        : new(text, ChainKind.Plan, 0);

    public int CompareTo(ChainName other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : No != other.No ? No.CompareTo(other.No) : string.CompareOrdinal(Text, other.Text);

    private static int? NumberAfter(string text, string kind) =>
        text.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(text.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var no)
            ? no : null;
}

internal enum ChainKind
{
    Measure = 1,
    Problem = 2,
    Plan = 3,
}

/// <summary>A chain as far as it was read, and how far each seal found it.</summary>
internal sealed class Chain
{
    /// <summary>Hash of every entry, from version 1.</summary>
    public List<Hash> Hashes { get; } = [];

    /// <summary>Line of its last entry.</summary>
    public long LastLine { get; set; }

    /// <summary>From which seal (index from 0) on it stood at which version.</summary>
    public List<(int Seal, int Version)> Sealed { get; } = [];

    public Hash Head => Hashes.Count == 0 ? Hash.None : Hashes[^1];
}
