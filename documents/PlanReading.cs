using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>What came of reading a plan document: the document, or everything that is wrong with it.</summary>
public sealed record PlanReading
{
    /// <summary><see langword="null"/> exactly when there are errors.</summary>
    public PlanDocument? Document { get; init; }

    /// <summary>At most <see cref="PlanLimits.MaxErrors"/>, in the order of the document.</summary>
    public required IReadOnlyList<Refusal> Errors { get; init; }
}
