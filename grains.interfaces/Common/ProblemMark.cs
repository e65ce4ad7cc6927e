namespace Rectification;

/// <summary>What a measure says to its problem: whether it is signed off, and how often it has been. A measure that was reopened and signed
/// off again has another number, so a problem signed before that is no longer signed.</summary>
[GenerateSerializer, Immutable, Alias("problem-mark")]
public sealed record ProblemMark
{
    [Id(0)] public required Stamp Stamp { get; init; }
    [Id(1)] public required bool SignedOff { get; init; }
    [Id(2)] public required int SignOffs { get; init; }

    /// <summary>The measure has no part in the problem now: it is not to be carried out any more, or was added and not taken up yet.</summary>
    [Id(3)] public bool Absent { get; init; }
}
