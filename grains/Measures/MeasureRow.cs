using Rectification.Chains;

namespace Rectification.Measures;

/// <summary>A measure as it is persisted: one small row, independent of the history's length. Sealed trail pages have rows of their own.</summary>
[GenerateSerializer, Alias("measure-row")]
public sealed record MeasureRow
{
    public const string StateName = "measure-v1";
    public const string GrainType = "measure";

    [Id(0)] public MeasureState State { get; init; } = MeasureState.Initial;
    [Id(1)] public TrailPage OpenPage { get; init; } = TrailPage.Empty;
    [Id(2)] public int SealedPages { get; init; }

    /// <summary>Version up to which the plan's outbox is known to hold what people should hear of.</summary>
    [Id(3)] public long Notified { get; init; }

    /// <summary>Version of the newest entry people should hear of; above <see cref="Notified"/> it may still have to be posted.</summary>
    [Id(4)] public long Notable { get; init; }

    /// <summary>The trail's part of the row.</summary>
    internal ChainRow Chain => new() { OpenPage = OpenPage, SealedPages = SealedPages, Hash = State.TrailHash };

    public static GrainId Id(string plan, int no) => GrainId.Create(GrainType, new NumberKey(plan, no).ToString());
}
