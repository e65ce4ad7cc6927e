using System.Globalization;
using Rectification.Chains;
using Rectification.Rosters;

namespace Rectification.Plans;

/// <summary>Whether a plan is closed, or about to be, after the entries of its chain so far. Pure.</summary>
internal sealed record ClosingState(ObjectionView? Objection, ClosedView? Closed)
{
    /// <summary>As an amendment names what closes the plan, and the measures that are explained.</summary>
    private const string ClosedField = "closed";
    private const string ExplainedField = "explained";

    public static readonly ClosingState Open = new(null, null);

    /// <summary>The amendment that closes a plan: a change of the plan like any other.</summary>
    public static IReadOnlyList<FieldChange> Changes(IEnumerable<MeasureExplanation> explanations) =>
    [
        new() { Subject = "plan", Field = ClosedField, To = "true", Kind = ChangeKind.Duty },
        .. explanations.OrderBy(explanation => explanation.No).Select(explanation => new FieldChange
        {
            Subject = string.Create(CultureInfo.InvariantCulture, $"measure:{explanation.No}"),
            Field = ExplainedField,
            To = explanation.Text,
            Kind = ChangeKind.Duty,
        }),
    ];

    public static string Fingerprint(IEnumerable<FieldChange> changes) =>
        RosterLines.Hash("", changes.Select(change => $"{change.Subject} {change.Field} {change.To}"));

    public static bool Closes(AmendmentProposed amendment) => amendment.Changes is [{ Subject: "plan", Field: ClosedField }, ..];

    public static IReadOnlyList<MeasureExplanation> Explanations(AmendmentProposed amendment) =>
    [
        .. amendment.Changes.Where(change => change.Field == ExplainedField).Select(change => new MeasureExplanation
        {
            No = int.Parse(change.Subject.AsSpan(change.Subject.IndexOf(':') + 1), CultureInfo.InvariantCulture),
            Text = change.To!,
        }),
    ];

    /// <param name="entry">The next entry.</param>
    /// <param name="amendments">The plan's amendments, after the entry.</param>
    public ClosingState After(ChainEntry<PlanEvent> entry, IReadOnlyList<AmendmentState> amendments) =>
        entry.Events.Aggregate(this, (state, happened) => happened switch
        {
            ObjectionOpened e => state with
            {
                Objection = new()
                {
                    OpenedAt = entry.At,
                    By = entry.By,
                    WorkingDays = e.WorkingDays,
                    LastDay = e.LastDay,
                    LastDayIsProvisional = e.Provisional is true,
                },
            },
            ObjectionPlanned e => state with { Objection = state.Objection! with { LastDay = e.LastDay, LastDayIsProvisional = e.Provisional is true } },
            PlanClosed e => state with { Closed = Of(entry, e, amendments[e.Amendment - 1].Proposed) },
            PlanReopened => Open,
            _ => state,
        });

    private static ClosedView Of(ChainEntry<PlanEvent> entry, PlanClosed closed, AmendmentProposed amendment) => new()
    {
        At = entry.At,
        By = entry.By,
        OnBehalfOf = entry.For,
        Reason = amendment.Reason,
        Document = amendment.Document,
        Amendment = amendment.Amendment,
        Seal = closed.Seal,
        Figures = closed.Figures,
        Explanations = Explanations(amendment),
    };
}
