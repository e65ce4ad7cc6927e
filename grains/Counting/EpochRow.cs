namespace Rectification.Counting;

/// <summary>How often a counter has been activated: each activation takes the next number, durably, before it says anything.</summary>
[GenerateSerializer, Alias("epoch-row")]
public sealed record EpochRow
{
    public const string StateName = "epoch-v1";

    [Id(0)] public long Epoch { get; init; }
}
