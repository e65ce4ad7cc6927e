using Rectification.Telemetry;

namespace Rectification.Gateway.Operations;

/// <summary>How a process is doing, as far as the cluster knows.</summary>
internal enum ProcessStatus
{
    Active = 1,

    /// <summary>It counts as running, but has not been heard for a while.</summary>
    Silent = 2,
    Joining = 3,
    Leaving = 4,
    Dead = 5,
}

/// <summary>How the whole product is.</summary>
internal sealed record SystemView
{
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Silos first; a process that is both silo and gateway is there once.</summary>
    public required IReadOnlyList<ProcessView> Processes { get; init; }

    /// <summary>Grains that live now, by kind; <see langword="null"/>: not every silo answered in time.</summary>
    public required IReadOnlyList<GrainCount>? Grains { get; init; }

    /// <summary>The units that changed most within the last minute.</summary>
    public required IReadOnlyList<UnitChanges> Busiest { get; init; }

    /// <summary>Who used a page within the last quarter of an hour, the last one first.</summary>
    public required IReadOnlyList<SeenPerson> People { get; init; }
}

/// <summary>A silo or a gateway.</summary>
internal sealed record ProcessView
{
    public required string Process { get; init; }
    public string? Name { get; init; }
    public string? Host { get; init; }
    public required ProcessStatus Status { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>What it last said of itself; <see langword="null"/>: nothing that is remembered.</summary>
    public ProcessReport? Report { get; init; }
}

/// <summary>How many grains of a kind live.</summary>
internal sealed record GrainCount
{
    public required string Kind { get; init; }
    public required int Count { get; init; }
}
