using Rectification.Measures;
using Rectification.Problems;

namespace Rectification.Gateway.History;

/// <summary>A past command whose form is right: for a measure, or for a problem.</summary>
internal sealed record HistoryLine
{
    /// <summary>Its place in the file, from 0.</summary>
    public required int Line { get; init; }
    public required string Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Actor Actor { get; init; }

    /// <summary>Number of the measure or problem.</summary>
    public required int No { get; init; }

    /// <summary>The measure's command; or else <see cref="SignOff"/>.</summary>
    public MeasureCommand? Command { get; init; }
    public SignOffProblem? SignOff { get; init; }

    public bool IsOfProblem => SignOff is not null;
}
