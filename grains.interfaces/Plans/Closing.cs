using System.Text.Json.Serialization;

namespace Rectification.Plans;

/// <summary>结束：what comes before a plan is closed.</summary>
[GenerateSerializer, Immutable, Alias("closing-rule")]
public sealed record ClosingRule
{
    /// <summary>公示期：the working days during which anybody may object; 0: there is none.</summary>
    [Id(0)] public int ObjectionDays { get; init; }
}

/// <summary>Why a measure that is not signed off does not keep the plan open.</summary>
[GenerateSerializer, Immutable, Alias("measure-explanation")]
public sealed record MeasureExplanation
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required string Text { get; init; }
}

/// <summary>A closed plan: when and by whom it was closed, and the figures that were frozen then.</summary>
[GenerateSerializer, Immutable, Alias("closed-view")]
public sealed record ClosedView
{
    [Id(0)] public required DateTimeOffset At { get; init; }

    /// <summary>Who took the last step.</summary>
    [Id(1)] public required string By { get; init; }
    [Id(2)] public string? OnBehalfOf { get; init; }
    [Id(3)] public required string Reason { get; init; }
    [Id(4)] public string? Document { get; init; }

    /// <summary>The amendment by which it was proposed and approved.</summary>
    [Id(5)] public required int Amendment { get; init; }

    /// <summary>The seal that binds the figures.</summary>
    [Id(6)] public required long Seal { get; init; }

    /// <summary>Every figure of the whole plan that was not zero, by name.</summary>
    [Id(7)] public required IReadOnlyDictionary<string, long> Figures { get; init; }
    [Id(8)] public required IReadOnlyList<MeasureExplanation> Explanations { get; init; }
}

/// <summary>公示期 that runs or is over.</summary>
[GenerateSerializer, Immutable, Alias("objection-view")]
public sealed record ObjectionView
{
    [Id(0)] public required DateTimeOffset OpenedAt { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required int WorkingDays { get; init; }

    /// <summary>The last day on which anybody may object; the plan may be closed after it.</summary>
    [Id(3)] public required DateOnly LastDay { get; init; }

    /// <summary>暂定：it was counted in a year whose working days are not known yet; once they are, it is counted anew. Left out where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Id(4)] public bool LastDayIsProvisional { get; init; }
}
