using Rectification.Trails;

namespace Rectification.Measures;

/// <summary>A measure as it is persisted: one small row, whatever the history. Sealed trail pages have rows of their own.</summary>
[GenerateSerializer, Alias("measure-row")]
public sealed record MeasureRow
{
    public const string StateName = "measure-v1";
    public const string GrainType = "measure";

    [Id(0)] public MeasureState State { get; init; } = MeasureState.Initial;
    [Id(1)] public TrailPage OpenPage { get; init; } = TrailPage.Empty;
    [Id(2)] public int SealedPages { get; init; }

    public static GrainId Id(string plan, int no) => GrainId.Create(GrainType, new NumberKey(plan, no).ToString());
}
