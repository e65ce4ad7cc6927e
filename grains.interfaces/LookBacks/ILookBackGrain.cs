using Orleans.Concurrency;
using Rectification.Measures;
using Rectification.Signals;
using Rectification.Trails;

namespace Rectification.LookBacks;

/// <summary>回头看：a plan's draws of signed-off measures and the check sheets filed for them (key: plan).</summary>
[Alias("look-backs")]
public interface ILookBackGrain : IChainGrain
{
    /// <summary>Draws. The same id again gives the same draw.</summary>
    [Alias("draw"), ResponseTimeout("00:05:00")]
    Task<LookBackOutcome> Draw(DrawLookBack command, Actor actor, string id);

    /// <summary>
    /// Files the check sheet of a drawn measure. One that failed is reopened first: when the answer is there it counts as signed off nowhere.
    /// </summary>
    [Alias("file-sheet"), ResponseTimeout("00:00:20")]
    Task<LookBackOutcome> File(int lookBack, int measure, FileCheckSheet command, Actor actor, string id);

    /// <summary>One look-back as the reader may see it, or <see langword="null"/>.</summary>
    [Alias("get-look-back"), AlwaysInterleave]
    Task<LookBackView?> Get(int lookBack, ReaderScope reader);

    /// <summary>One look-back as the reader may see it, with what the actor may do about each measure, or <see langword="null"/>.</summary>
    [Alias("get-look-back-for"), AlwaysInterleave]
    Task<LookBackView?> GetFor(int lookBack, ReaderScope reader, Actor actor);

    /// <summary>Why the actor may not draw now, whatever is drawn; <see langword="null"/> when he may.</summary>
    [Alias("may-draw"), AlwaysInterleave]
    Task<Refusal?> MayDraw(Actor actor);

    /// <summary>What look-backs found about one measure, oldest first: each one's number, and the sheet if it is filed.</summary>
    [Alias("drawn-in"), AlwaysInterleave]
    Task<IReadOnlyList<DrawnIn>> DrawnIn(int measure);

    /// <summary>All look-backs, oldest first, without their measures.</summary>
    [Alias("list-look-backs"), AlwaysInterleave]
    Task<IReadOnlyList<LookBackView>> List();
}

[GenerateSerializer, Immutable, Alias("draw-look-back"), Needs(Roles.Reviewer)]
public sealed record DrawLookBack
{
    /// <summary>What the draw follows from; without one it is made at random.</summary>
    [Id(0)] public string? Seed { get; init; }

    /// <summary>Share of the candidates, over 0 to 1; default: the plan's.</summary>
    [Id(1)] public decimal? Share { get; init; }

    /// <summary>At least this many are drawn; default: the plan's.</summary>
    [Id(2)] public int? Minimum { get; init; }

    /// <summary>Only measures that involve this unit.</summary>
    [Id(3)] public string? Unit { get; init; }

    /// <summary>Only measures of this problem.</summary>
    [Id(4)] public int? Problem { get; init; }
}

/// <summary>检查表：what was found on the spot.</summary>
[GenerateSerializer, Immutable, Alias("file-check-sheet"), Needs(Roles.Reviewer)]
public sealed record FileCheckSheet
{
    [Id(0)] public required bool Passed { get; init; }
    [Id(1)] public required string Findings { get; init; }
    [Id(2)] public IReadOnlyList<CheckItem> Checks { get; init => field = value ?? []; } = [];

    /// <summary>The new deadline of a measure that failed.</summary>
    [Id(3)] public DateOnly? Until { get; init; }
}

[GenerateSerializer, Immutable, Alias("check-item")]
public sealed record CheckItem
{
    [Id(0)] public required string Item { get; init; }
    [Id(1)] public required bool Ok { get; init; }
    [Id(2)] public string Note { get; init => field = value ?? ""; } = "";
}

[GenerateSerializer, Immutable, Alias("look-back-outcome")]
public sealed record LookBackOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }

    /// <summary>The look-back's number.</summary>
    [Id(1)] public int LookBack { get; init; }

    /// <summary>The reopened measure, where a sheet failed.</summary>
    [Id(2)] public MeasureView? Measure { get; init; }

    /// <summary>Receipt for readers of figures, where a sheet failed.</summary>
    [Id(3)] public string? Token { get; init; }
    [Id(4)] public bool Repeated { get; init; }

    public static implicit operator LookBackOutcome(Refusal refusal) => new() { Refusal = refusal };
}
