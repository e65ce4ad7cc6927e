using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>What came of reading a plan document: the document, or everything that is wrong with it.</summary>
public sealed record PlanReading
{
    /// <summary><see langword="null"/> exactly when there are errors.</summary>
    public PlanDocument? Document { get; init; }

    /// <summary>At most <see cref="PlanLimits.MaxErrors"/>, in the order of the document.</summary>
    public required IReadOnlyList<Refusal> Errors { get; init; }

    /// <summary>The document with stand-ins for what could not be read, to be judged and never to be used; <see langword="null"/> where whole entries are
    /// missing.</summary>
    internal PlanDocument? AsFarAsRead { get; init; }

    /// <summary>Where the document came line by line: on which line each entry stands.</summary>
    internal PlanLines? Lines { get; init; }

    /// <summary>Names of the document's parts in the order of the file, where it has one.</summary>
    internal IReadOnlyList<string> Parts { get; init; } = [];
}
