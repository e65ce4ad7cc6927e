namespace Rectification.Telemetry;

/// <summary>How one process of the product is. What is counted is counted over the last minute, or since its start where that is shorter.</summary>
[GenerateSerializer, Immutable, Alias("process-report")]
public sealed record ProcessReport
{
    /// <summary>A silo's address and generation; a gateway's machine and process number.</summary>
    [Id(0)] public required string Process { get; init; }
    [Id(1)] public required bool IsSilo { get; init; }
    [Id(2)] public required bool IsGateway { get; init; }
    [Id(3)] public required string Version { get; init; }
    [Id(4)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was heard, by the clock of the silo that keeps it.</summary>
    [Id(5)] public DateTimeOffset HeardAt { get; init; }
    [Id(6)] public required StorageFigures Storage { get; init; }
    [Id(7)] public required FlowFigures Flow { get; init; }
    [Id(8)] public required DiskFigures Disk { get; init; }

    /// <summary>The units that changed most, the busiest first.</summary>
    [Id(9)] public required IReadOnlyList<UnitChanges> Busiest { get; init; }

    /// <summary>People who used a page in the last quarter of an hour, the last one first, and no more than are kept.</summary>
    [Id(10)] public required IReadOnlyList<SeenPerson> People { get; init; }
}

/// <summary>What a silo has written.</summary>
[GenerateSerializer, Immutable, Alias("storage-figures")]
public sealed record StorageFigures
{
    [Id(0)] public required long Writes { get; init; }

    /// <summary>Writes that failed, or of which nobody knows: not those that met a newer row.</summary>
    [Id(1)] public required long Failed { get; init; }

    /// <summary>From a write's arrival until it is durable: the mean, in milliseconds.</summary>
    [Id(2)] public double? MeanMilliseconds { get; init; }

    /// <summary>Operations of one transaction: the mean.</summary>
    [Id(3)] public double? MeanBatch { get; init; }
}

/// <summary>What goes through a process, and what waits in it.</summary>
[GenerateSerializer, Immutable, Alias("flow-figures")]
public sealed record FlowFigures
{
    [Id(0)] public required long Commands { get; init; }
    [Id(1)] public required long Denials { get; init; }

    /// <summary>From a change in a counter until its parent has it: the mean, in milliseconds.</summary>
    [Id(2)] public double? RollupMilliseconds { get; init; }

    /// <summary>Counters whose memory is being rebuilt.</summary>
    [Id(3)] public required long Recovering { get; init; }
    [Id(4)] public required long OutboxPending { get; init; }

    /// <summary>The longest that a notification has been waiting in front of a receiver.</summary>
    [Id(5)] public required double OutboxOldestSeconds { get; init; }

    /// <summary>The longest since a plan was woken by its reminder, which comes every minute.</summary>
    [Id(6)] public double? ReminderSeconds { get; init; }
    [Id(7)] public required long Requests { get; init; }

    /// <summary>Requests that were answered 5xx.</summary>
    [Id(8)] public required long Failures { get; init; }

    /// <summary>The last year whose days off are known; <see langword="null"/> in a process that does not count with them.</summary>
    [Id(9)] public int? CalendarYear { get; init; }
}

/// <summary>The disk of the data folder, in bytes; 0 and 0 where it cannot be asked.</summary>
[GenerateSerializer, Immutable, Alias("disk-figures")]
public sealed record DiskFigures([property: Id(0)] long Free, [property: Id(1)] long Size);

/// <summary>How often a unit's counter changed.</summary>
[GenerateSerializer, Immutable, Alias("unit-changes")]
public sealed record UnitChanges([property: Id(0)] string Plan, [property: Id(1)] string Unit, [property: Id(2)] long Changes);

/// <summary>Who used a page, and when last.</summary>
[GenerateSerializer, Immutable, Alias("seen-person")]
public sealed record SeenPerson([property: Id(0)] string Account, [property: Id(1)] DateTimeOffset At);
