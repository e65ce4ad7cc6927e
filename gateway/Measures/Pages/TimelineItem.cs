namespace Rectification.Gateway.Measures.Pages;

/// <summary>One thing that happened to a measure, in words.</summary>
public sealed record TimelineItem
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What sort of thing it is, for its colour: <c>report</c>, <c>request</c>,
    /// <c>approved</c>, <c>returned</c>, <c>deadline</c>, <c>oversight</c>.</summary>
    public required string Tone { get; init; }

    /// <summary>What happened.</summary>
    public required string What { get; init; }

    /// <summary>What was written with it; <see langword="null"/> for nothing.</summary>
    public string? Words { get; init; }

    /// <summary>Who did it; the account.</summary>
    public required string By { get; init; }

    /// <summary>The person it was done for, where a substitute did it.</summary>
    public string? For { get; init; }

    /// <summary>Version of its entry in the measure's own trail; <see langword="null"/> for what other chains hold.</summary>
    public long? Version { get; init; }

    /// <summary>When it was recorded, where that is later than when it happened: history that was brought in.</summary>
    public DateTimeOffset? Recorded { get; init; }

    /// <summary>Where there is more of it; <see langword="null"/>: nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>Files it names.</summary>
    public int Files { get; init; }
}
