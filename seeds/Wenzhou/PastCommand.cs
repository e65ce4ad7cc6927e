using Rectification.Measures;

namespace Rectification.Seeds.Wenzhou;

/// <summary>Something somebody did at a time past: a command to a measure, or the sign-off of a problem.</summary>
internal abstract record PastCommand
{
    /// <summary>Unique and the same each time; given once everything is in order of time.</summary>
    public string Id { get; init; } = "";

    public required DateTimeOffset At { get; init; }

    public required Actor Actor { get; init; }
}

internal sealed record PastMeasureCommand : PastCommand
{
    public required int Measure { get; init; }

    public required MeasureCommand Command { get; init; }
}

internal sealed record PastProblemSignOff : PastCommand
{
    public required int Problem { get; init; }

    public required string Statement { get; init; }
}
