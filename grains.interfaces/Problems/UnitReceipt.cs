namespace Rectification.Problems;

/// <summary>From which stamp on a unit's counter includes what it was told.</summary>
[GenerateSerializer, Immutable, Alias("unit-receipt")]
public sealed record UnitReceipt
{
    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public required Stamp Stamp { get; init; }
}
