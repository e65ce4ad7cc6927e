using Rectification.Measures;

namespace Rectification.Queries;

/// <summary>What somebody has to do in a plan: enough to order it and to count it; what a page shows of a task is asked for by its number.</summary>
[GenerateSerializer, Immutable, Alias("open-tasks")]
public sealed record OpenTasks
{
    /// <summary>By <see cref="OpenTask.Urgency"/>, then by number.</summary>
    [Id(0)] public required IReadOnlyList<OpenTask> Open { get; init; }

    /// <summary>How many more are done.</summary>
    [Id(1)] public required int Done { get; init; }

    /// <summary>The units acted for that have open tasks.</summary>
    [Id(2)] public required IReadOnlyList<UnitTasks> Units { get; init; }
}

/// <summary>One measure with an assignment of a unit acted for, or of a leader acted for.</summary>
[GenerateSerializer, Immutable, Alias("open-task")]
public sealed record OpenTask
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required DateOnly Deadline { get; init; }
    [Id(2)] public required bool Overdue { get; init; }

    /// <summary>Somebody waits for him alone: a request was returned, or a supporting unit is done and is to be confirmed.</summary>
    [Id(3)] public required bool CameBack { get; init; }

    /// <summary>The order of tasks, those of several plans too: overdue ones first, then what came back, then by deadline.</summary>
    public long Urgency => (Overdue ? 0 : 1L << 62) | (CameBack ? 0 : 1L << 61) | ((long)Deadline.DayNumber << 32);
}

/// <summary>What one unit has to do in a plan.</summary>
[GenerateSerializer, Immutable, Alias("unit-tasks")]
public sealed record UnitTasks
{
    [Id(0)] public required string Unit { get; init; }

    /// <summary>The first open task in which its assignment is not done.</summary>
    [Id(1)] public int? FirstUndone { get; init; }

    /// <summary>The first open task on which it may report.</summary>
    [Id(2)] public int? FirstToReport { get; init; }

    /// <summary>Whether there is a second one on which it may report.</summary>
    [Id(3)] public bool ReportsOnMany { get; init; }
}

/// <summary>Something on a measure that waits for a decision.</summary>
[GenerateSerializer, Immutable, Alias("awaited-decision")]
public sealed record AwaitedDecision
{
    [Id(0)] public required int No { get; init; }

    /// <summary>The act by which it is decided, one of <see cref="MeasureActs"/>.</summary>
    [Id(1)] public required string Act { get; init; }

    /// <summary>From when it has waited; unknown for a proposal that was followed by something else.</summary>
    [Id(2)] public required DateTimeOffset Since { get; init; }
    [Id(3)] public required string Text { get; init; }
    [Id(4)] public required string LeadUnit { get; init; }

    /// <summary>Pieces of evidence on the measure, repeats included.</summary>
    [Id(5)] public int Evidence { get; init; }
}
