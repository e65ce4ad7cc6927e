namespace Rectification.Chains;

/// <summary>A chain as its grain persists it: the open page, and how much is sealed before it.</summary>
[GenerateSerializer, Alias("chain-row")]
public sealed record ChainRow
{
    public const string StateName = "chain-v1";

    [Id(0)] public TrailPage OpenPage { get; init; } = TrailPage.Empty;
    [Id(1)] public int SealedPages { get; init; }
    [Id(2)] public string Hash { get; init; } = TrailPage.NoHash;
}
