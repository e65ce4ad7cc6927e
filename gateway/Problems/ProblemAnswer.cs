using Rectification.Problems;

namespace Rectification.Gateway.Problems;

/// <summary>An acknowledged sign-off of a problem.</summary>
internal sealed record ProblemAnswer
{
    public required ProblemView Problem { get; init; }

    /// <summary>Pass as <c>atLeast</c> to see figures that include it.</summary>
    public required string Token { get; init; }
}
