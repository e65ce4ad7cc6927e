using System.Collections.Immutable;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Rules;

namespace Rectification.Drafts;

/// <summary>One version of a problem's part, and who drafted it.</summary>
internal sealed record DraftVersion(ProblemDefinition Problem, IReadOnlyList<MeasureDefinition> Measures, string Fingerprint, Party By, DateTimeOffset At)
{
    public static string FingerprintOf(ProblemDefinition problem, IEnumerable<MeasureDefinition> measures) =>
        RosterLines.HashOfAll([RosterLines.Line(problem), .. measures.Select(RosterLines.Line)]);

    /// <summary>What differs from the version before, which may be none.</summary>
    public IReadOnlyList<FieldChange> Since(DraftVersion? before)
    {
        var (known, left) = (before?.Measures.ToDictionary(measure => measure.No) ?? [], new HashSet<int>(Measures.Select(measure => measure.No)));
        var changes = new PlanChanges(
            null,
            before is not null && RosterLines.Line(before.Problem) == RosterLines.Line(Problem) ? [] : [new(before?.Problem, Problem)],
            [.. from measure in Measures
                let was = known.GetValueOrDefault(measure.No)
                where was is null || RosterLines.Line(was) != RosterLines.Line(measure)
                select new Change<MeasureDefinition>(was, measure)]);
        return
        [
            .. PlanDifference.Of(changes),
            .. from gone in known.Values
               where !left.Contains(gone.No)
               select new FieldChange { Subject = $"measure:{gone.No}", Field = "-", From = RosterLines.Line(gone), Kind = ChangeKind.Duty },
        ];
    }
}

/// <summary>A problem's part after its events so far.</summary>
internal sealed record DraftPart(ImmutableList<DraftVersion> Versions)
{
    public static readonly IReadOnlyList<ReviewStep> Chain = [ReviewStep.Office, ReviewStep.Leader];

    /// <summary>Of the newest version.</summary>
    public ImmutableArray<StepView> Steps { get; init; } = [];
    public ReturnView? Returned { get; init; }
    public ImmutableList<DraftComment> Comments { get; init; } = [];

    /// <summary>The entry of the newest step or return: what is drafted between two of them is told once.</summary>
    public long ReviewedIn { get; init; }

    public DraftVersion Now => Versions[^1];

    public DraftStatus Status => Returned is not null ? DraftStatus.Returned : Steps.Length >= Chain.Count ? DraftStatus.Approved : DraftStatus.Drafted;

    public ReviewStep? NextStep => Status == DraftStatus.Drafted ? Chain[Steps.Length] : null;

    public IReadOnlyList<string> Units => [.. Now.Measures.SelectMany(measure => measure.AllUnits()).Append(Now.Problem.LeadUnit).Distinct()];
}

/// <summary>A draft after the entries of its chain so far. Pure.</summary>
internal sealed record DraftState(int Header, string Line, ImmutableSortedDictionary<int, DraftPart> Parts)
{
    public static readonly DraftState None = new(0, "", ImmutableSortedDictionary<int, DraftPart>.Empty);

    public DateTimeOffset? InForceAt { get; init; }

    public DraftState After(ChainEntry<DraftEvent> entry) => entry.Events.Aggregate(this, (state, happened) => state.After(entry, happened));

    private DraftState After(ChainEntry<DraftEvent> entry, DraftEvent happened) => happened switch
    {
        HeaderDrafted e => this with { Header = e.Header, Line = e.Line },
        PartDrafted e => With(e.Problem.No, part => part with
        {
            Versions = part.Versions.Add(new(e.Problem, e.Measures, e.Fingerprint, new(entry.By, entry.For), entry.At)),
            Steps = [],
            Returned = null,
        }),
        PartDropped e => this with { Parts = Parts.Remove(e.Problem) },
        PartCommented e => With(e.Problem, part => part with
        {
            Comments = part.Comments.Add(new() { At = entry.At, By = entry.By, OnBehalfOf = entry.For, Version = part.Versions.Count, Text = e.Text }),
        }),
        PartApproved e => With(e.Problem, part => part with
        {
            ReviewedIn = entry.Version,
            Steps = part.Steps.Add(new() { Step = e.Step, By = entry.By, OnBehalfOf = entry.For, At = entry.At }),
        }),
        PartReturned e => With(e.Problem, part => part with
        {
            ReviewedIn = entry.Version,
            Returned = new() { Reason = e.Reason, Step = e.Step, By = entry.By, At = entry.At },
        }),
        DraftInForce => this with { InForceAt = entry.At },
        _ => throw new InvalidOperationException($"No meaning for the event {happened.GetType().Name}."),
    };

    private DraftState With(int problem, Func<DraftPart, DraftPart> change) =>
        this with { Parts = Parts.SetItem(problem, change(Parts.GetValueOrDefault(problem) ?? new([]))) };
}
