namespace Rectification.Verifier;

/// <summary>A seal as its chain states it.</summary>
internal sealed record Seal(
    int No, DateTimeOffset At, int Roster, int Chains, int Tallies, string Root, string[] Figures, string City, string Event, string AtText, Hash WithoutRoot)
{
    /// <summary>Where the seal's own line is, once it was read.</summary>
    public long Line { get; set; }

    /// <summary>The leaves of tallies it states anew, by scope; null where the scope is gone.</summary>
    public Dictionary<string, (long Line, string? Json)> Stated { get; } = new(StringComparer.Ordinal);
}
