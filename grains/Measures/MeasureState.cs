using System.Collections.Immutable;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>
/// A measure after its events so far: all that its rules need, and nothing that grows with its history. Immutable: the next state
/// is built aside and takes this one's place only after it is durable.
/// </summary>
[GenerateSerializer, Immutable, Alias("measure-state")]
public sealed record MeasureState
{
    public static readonly MeasureState Initial = new();

    /// <summary>Accepted commands so far; also the version of the newest trail entry.</summary>
    [Id(0)] public long Version { get; init; }
    [Id(1)] public MeasureStatus Status { get; init; }

    /// <summary>Assignments with at least one command; one that is missing is at 0 %.</summary>
    [Id(2)] public ImmutableArray<AssignmentState> Assignments { get; init; } = [];

    /// <summary>The current deadline where it differs from the plan's.</summary>
    [Id(3)] public DateOnly? Deadline { get; init; }

    /// <summary>
    /// Per light rule of the plan that needs it (falling behind the pace, a reported metric under its line): since when its condition has
    /// held without a break, or will if nothing is reported.
    /// </summary>
    [Id(4)] public ImmutableArray<DateTimeOffset?> LightMarks { get; init; } = [];
    [Id(5)] public SignOffRequest? Request { get; init; }

    /// <summary>How often the measure has been signed off.</summary>
    [Id(6)] public int SignOffs { get; init; }
    [Id(7)] public DateTimeOffset? SignedOffAt { get; init; }
    [Id(8)] public StandingTerms? Standing { get; init; }
    [Id(9)] public int Reopenings { get; init; }
    [Id(10)] public int EvidenceCount { get; init; }
    [Id(11)] public int EvidenceSinceReopening { get; init; }
    [Id(12)] public ReturnView? Returned { get; init; }
    [Id(13)] public ExtensionView? Extension { get; init; }
    [Id(14)] public int ExtensionsAsked { get; init; }
    [Id(15)] public int ExtensionsGranted { get; init; }
    [Id(16)] public BasicallyDoneState? BasicallyDone { get; init; }
    [Id(17)] public InstitutionView? Institution { get; init; }

    /// <summary>Own time of the newest entry; own times never run backwards.</summary>
    [Id(18)] public DateTimeOffset LastAt { get; init; }

    /// <summary>A command came live, so history is closed.</summary>
    [Id(19)] public bool HasLiveCommands { get; init; }

    /// <summary>Hash of the newest trail entry, hexadecimal; the fingerprint of a request builds on it.</summary>
    [Id(20)] public string TrailHash { get; init; } = new('0', 64);

    /// <summary>The last standing check that passed since the sign-off.</summary>
    [Id(21)] public DateTimeOffset? LastCheckAt { get; init; }

    /// <summary>The roster version of the newest amendment the measure took over; 0 while it is as the plan first had it.</summary>
    [Id(22)] public int Roster { get; init; }

    /// <summary>The first deadline, where an amendment moved it.</summary>
    [Id(23)] public DateOnly? FirstDeadline { get; init; }

    /// <summary>What set <see cref="Deadline"/>; where a state stored before this was kept says nothing, what it counts tells.</summary>
    [Id(24)]
    public DeadlineSource DeadlineBy
    {
        get => field != DeadlineSource.Plan || Deadline is null ? field
            : ExtensionsGranted > 0 ? DeadlineSource.Extension
            : DeadlineSource.Reopening;
        init;
    }

    /// <summary>Waiting that is asked for or was approved; one that its day has ended stands here until the next is asked for.</summary>
    [Id(25)] public WaitingState? Waiting { get; init; }

    /// <summary>Every approved waiting in order, at most <see cref="MeasureDecider.MaxWaits"/>: what lies in them is not on the unit's clock.</summary>
    [Id(26)] public ImmutableArray<Wait> Waits { get; init; } = [];

    /// <summary>What a unit has reported. Before its first report all noughts, without its name: asked far oftener than changed, it is one for all.</summary>
    public AssignmentState Assignment(string unit)
    {
        foreach (var assignment in Assignments)
        {
            if (assignment.Unit == unit)
            {
                return assignment;
            }
        }

        return AssignmentState.None;
    }

    public MeasureState With(AssignmentState assignment)
    {
        var at = Assignments.FindIndex(a => a.Unit == assignment.Unit);
        return this with { Assignments = at < 0 ? Assignments.Add(assignment) : Assignments.SetItem(at, assignment) };
    }
}

/// <summary>What one unit has reported on the measure.</summary>
[GenerateSerializer, Immutable, Alias("assignment-state")]
public sealed record AssignmentState
{
    /// <summary>Of every unit that has not reported yet.</summary>
    internal static readonly AssignmentState None = new() { Unit = "" };

    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public int Percent { get; init; }
    [Id(2)] public decimal? Quantity { get; init; }
    [Id(3)] public bool Confirmed { get; init; }
    [Id(4)] public int Reports { get; init; }
    [Id(5)] public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>The latest value of each metric, in order of name.</summary>
    [Id(6)] public ImmutableArray<MetricValue> Metrics { get; init; } = [];
}

/// <summary>One metric of one unit.</summary>
[GenerateSerializer, Immutable, Alias("metric-value")]
public readonly record struct MetricValue([property: Id(0)] string Name, [property: Id(1)] decimal Value);

/// <summary>The pending request and the steps already approved.</summary>
[GenerateSerializer, Immutable, Alias("sign-off-request")]
public sealed record SignOffRequest
{
    [Id(0)] public required SignOffRequested Stated { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }
    [Id(3)] public ImmutableArray<StepView> Steps { get; init; } = [];

    /// <summary>The person whose substitute asked.</summary>
    [Id(4)] public string? OnBehalfOf { get; init; }
}

/// <summary>A basically-done proposal, pending or approved.</summary>
[GenerateSerializer, Immutable, Alias("basically-done-state")]
public sealed record BasicallyDoneState
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateOnly ExpectedBy { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public bool Approved { get; init; }

    /// <summary>The person whose substitute proposed it.</summary>
    [Id(4)] public string? OnBehalfOf { get; init; }

    /// <summary>When it was proposed; the beginning of time for one stored before this was kept.</summary>
    [Id(5)] public DateTimeOffset At { get; init; }
}

/// <summary>Waiting as it was asked for.</summary>
[GenerateSerializer, Immutable, Alias("waiting-state")]
public sealed record WaitingState
{
    [Id(0)] public required WaitingRequested Stated { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>The person whose substitute asked.</summary>
    [Id(3)] public string? OnBehalfOf { get; init; }
    [Id(4)] public DateTimeOffset? ApprovedAt { get; init; }
}

/// <summary>An interval in which the unit's clock stands still: to the end of a day, unless it ended before.</summary>
[GenerateSerializer, Immutable, Alias("wait")]
public readonly record struct Wait([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateOnly Until, [property: Id(2)] DateTimeOffset? EndedAt);

internal static class ImmutableArrayExtensions
{
    public static int FindIndex<T>(this ImmutableArray<T> items, Func<T, bool> matches)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (matches(items[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
