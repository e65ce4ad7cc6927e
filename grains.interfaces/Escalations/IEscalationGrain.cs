using Orleans.Concurrency;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Escalations;

/// <summary>预警升级：watches a plan's lights (key: plan) and tells unit, office and leaders at the delays the plan's rules set, each once.</summary>
[Alias("escalations")]
public interface IEscalationGrain : IChainGrain
{
    /// <summary>Looks soon whether anything is due; does not wait for it.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task Wake();

    /// <summary>What was fired, oldest first.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<EscalationPage> List(EscalationFilter filter);
}

[GenerateSerializer, Immutable, Alias("escalation-filter")]
public sealed record EscalationFilter
{
    [Id(0)] public int? Measure { get; init; }

    /// <summary>Only what was fired after this number.</summary>
    [Id(1)] public int After { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(2)] public int Limit { get; init; } = 100;

    /// <summary>Only measures that involve one of these units, or one of <see cref="VisibleLeaders"/>; <see langword="null"/>: all.</summary>
    [Id(3)] public IReadOnlyList<string>? VisibleUnits { get; init; }
    [Id(4)] public IReadOnlyList<string> VisibleLeaders { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("escalation-page")]
public sealed record EscalationPage
{
    [Id(0)] public required IReadOnlyList<EscalationView> Items { get; init; }

    /// <summary>
    /// Pass as <see cref="EscalationFilter.After"/> for the next page; <see langword="null"/> at the end. A page may be short and still have a next
    /// one.
    /// </summary>
    [Id(1)] public int? Next { get; init; }
}

/// <summary>One step of the plan's escalation that was fired for a measure.</summary>
[GenerateSerializer, Immutable, Alias("escalation-view")]
public sealed record EscalationView
{
    /// <summary>Its number within the plan, from 1.</summary>
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required int Measure { get; init; }
    [Id(2)] public required Light Light { get; init; }

    /// <summary>The kind of the rule that lights the measure.</summary>
    [Id(3)] public required LightKind Rule { get; init; }

    /// <summary>From when the light is on.</summary>
    [Id(4)] public required DateTimeOffset Since { get; init; }

    /// <summary>The step: so many days after the light went on.</summary>
    [Id(5)] public required int After { get; init; }
    [Id(6)] public required DayKind Days { get; init; }
    [Id(7)] public required EscalationTarget To { get; init; }
    [Id(8)] public required DateTimeOffset At { get; init; }
}
