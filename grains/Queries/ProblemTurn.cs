namespace Rectification.Queries;

/// <summary>From an instant on, in ticks of UTC, a measure is this to its problem.</summary>
internal sealed record ProblemTurn(long From, ProblemMark Mark);
