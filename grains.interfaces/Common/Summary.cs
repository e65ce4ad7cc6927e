namespace Rectification;

/// <summary>Who reports to a roll-up: a unit or a lower region. A unit with units below it also has a region of its own id.</summary>
[GenerateSerializer, Alias("source-kind")]
public enum SourceKind
{
    Unit = 1,
    Region = 2,
}

/// <summary>A child of a roll-up.</summary>
[GenerateSerializer, Immutable, Alias("source")]
public readonly record struct Source([property: Id(0)] SourceKind Kind, [property: Id(1)] string Id);

/// <summary>What a counter tells its parent: its whole tally under a stamp, or that its memory is in doubt.</summary>
[GenerateSerializer, Immutable, Alias("summary")]
public sealed record Summary
{
    [Id(0)] public required Stamp Stamp { get; init; }

    /// <summary>The settled tally, or <see langword="null"/> while the counter has nothing settled to say.</summary>
    [Id(1)] public Tally? Tally { get; init; }

    /// <summary>Units (this one or below it) whose counts are being rebuilt.</summary>
    [Id(2)] public int Recovering { get; init; }
}

/// <summary>The parent's answer to a summary.</summary>
[GenerateSerializer, Alias("push-answer")]
public enum PushAnswer
{
    Accepted = 1,

    /// <summary>A newer activation of the same counter has spoken: the sender ends itself.</summary>
    Superseded = 2,

    /// <summary>The parent does not know the sender (not on its roster); it keeps nothing.</summary>
    Unknown = 3,
}
