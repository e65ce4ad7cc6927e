using Rectification.Measures;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>Every question both can answer, asked of both.</summary>
internal static class Comparison
{
    public static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Assert.Fail($"{what}: the oracle says {expected}, the product {actual}");
        }
    }

    public static FigureSet Bits(IReadOnlySet<Figure> figures) => new((uint)figures.Sum(figure => 1L << (int)figure));

    public static void OfViews(OracleMeasure oracle, MeasureView view, DateTimeOffset now)
    {
        Same(oracle.Status(), view.Status, "status");
        Same(oracle.Log.Count, view.Version, "version");
        Same(oracle.Percent(oracle.Plan.Definition.LeadUnit), view.Percent, "percent");
        Same(oracle.Deadline(), view.Deadline, "deadline");
        Same(oracle.Plan.Definition.Deadline, view.FirstDeadline, "first deadline");
        Same(oracle.DaysLate(oracle.Deadline()), view.LateDays, "days late");
        Same(oracle.DaysLate(oracle.Plan.Definition.Deadline), view.LateDaysByFirst, "days late by the first deadline");
        Same(oracle.LightAt(now), view.Light, "light");
        Same(
            string.Join(' ', oracle.LitAt(now).Select(rule => $"{rule.Light} {rule.Kind}")),
            string.Join(' ', view.Lit.Where(lit => lit.Since <= now).Select(lit => $"{lit.Light} {lit.Kind}")), "lit rules");
        Same(oracle.IsOverdue(now), view.Overdue, "overdue");
        Same(oracle.Evidence(), view.EvidenceCount, "evidence");
        Same(oracle.Reopenings(), view.Reopened, "reopenings");
        Same(oracle.ExtensionsGranted(), view.ExtensionsGranted, "extensions granted");
        Same(oracle.Institution() is not null, view.Institution?.Registered ?? false, "institution registered");
        Same(oracle.Institution()?.Evidence, view.Institution?.Evidence, "file of the institution");
        Same(oracle.Plan.Definition.Target is null ? null : oracle.QuantityReached(), view.Target?.Reached, "quantity reached");
        Same(oracle.Log.LastOrDefault()?.At, view.ChangedAt, "changed at");
        Same(oracle.SignOffEntry()?.At, view.SignedOffAt, "signed off at");
        Same(oracle.Standing(), view.Standing, "standing");
        Same(oracle.LastCheck()?.At, view.LastCheckAt, "last check");
        Same(oracle.CheckDue(), view.NextCheckDue, "next check");
        OfAssignments(oracle, view);
        OfPendingThings(oracle, view, now);
    }

    public static void OfClocks(OracleMeasure oracle, MeasureContext context, MeasureState state, Contribution lead, DateTimeOffset now)
    {
        var light = LightPolicy.At(context, state, now);
        var figures = lead.At(now);
        Same(oracle.LightAt(now), light, $"light at {now:O}");
        Same(Bits(oracle.FiguresFor(oracle.Plan.Definition.LeadUnit, now)), figures, $"figures at {now:O}");

        // Just before the next change all is as it was; at it, the figures are others.
        if (lead.NextAfter(now) is { } change)
        {
            Same(figures, Bits(oracle.FiguresFor(oracle.Plan.Definition.LeadUnit, change.AddTicks(-1))), $"figures until {change:O}");
            Same(false, figures == lead.At(change), $"figures stay the same at {change:O}");
        }

        var quiet = LightPolicy.NextChange(context, state, now)?.AddTicks(-1) ?? now.AddDays(4000);
        Same(light, oracle.LightAt(quiet), $"light until {quiet:O}");
        Same(oracle.IsOverdue(now), oracle.IsOverdue(quiet), $"overdue until {quiet:O}");
    }

    private static void OfAssignments(OracleMeasure oracle, MeasureView view)
    {
        Same(oracle.Plan.Definition.Units.Count + 1, view.Assignments.Count, "assignments");
        foreach (var assignment in view.Assignments)
        {
            var unit = assignment.Unit;
            var lead = unit == oracle.Plan.Definition.LeadUnit;
            Same(lead, assignment.Lead, $"{unit} leads");
            Same(oracle.Percent(unit), assignment.Percent, $"percent of {unit}");
            Same(oracle.Quantity(unit), assignment.Quantity, $"quantity of {unit}");
            Same(!lead && oracle.IsConfirmed(unit), assignment.Confirmed, $"{unit} is confirmed");
            Same(oracle.Status() == MeasureStatus.SignedOff || (!lead && oracle.IsConfirmed(unit)), assignment.Done, $"{unit} is done");
            Same(Told(oracle.Metrics(unit)), Told(assignment.Metrics ?? new Dictionary<string, decimal>()), $"metrics of {unit}");
            Same(oracle.ReportsOf(unit).Count(), assignment.Reports, $"reports of {unit}");
            Same(oracle.LastReportAt(unit), assignment.ReportedAt, $"last report of {unit}");
        }
    }

    private static string Told(IReadOnlyDictionary<string, decimal> metrics) =>
        string.Join(' ', metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => $"{metric.Key}={metric.Value}"));

    private static void OfPendingThings(OracleMeasure oracle, MeasureView view, DateTimeOffset now)
    {
        var request = oracle.PendingRequest();
        Same((request?.Account, request?.At, request?.Fingerprint), (view.SignOff?.RequestedBy, view.SignOff?.RequestedAt, view.SignOff?.Fingerprint),
            "request");
        Same(string.Join(',', oracle.StepsTaken().Select(step => step.Account)), string.Join(',', view.SignOff?.Steps.Select(step => step.By) ?? []),
            "steps taken");
        Same(request is null ? null : oracle.Plan.Rules.SignOffChain[oracle.StepsTaken().Count], view.SignOff?.NextStep, "next step");
        var returned = oracle.Returned();
        Same((((ReviewSignOff?)returned?.Command)?.Reason, returned?.Account, returned?.At), (view.Returned?.Reason, view.Returned?.By, view.Returned?.At),
            "returned");
        var open = oracle.OpenExtension();
        Same(
            (open?.Number, ((RequestExtension?)open?.Asked.Command)?.Until, open?.Asked.Account),
            (view.Extension?.Id, view.Extension?.Until, view.Extension?.RequestedBy), "open extension");
        var waiting = oracle.OpenWaiting(now);
        Same(
            (waiting?.Asked.Account, waiting?.Asked.At, waiting?.Approved?.At),
            (view.Waiting?.RequestedBy, view.Waiting?.RequestedAt, view.Waiting?.ApprovedAt),
            "waiting");
        var proposal = oracle.Proposal();
        Same(
            (proposal?.Approved, proposal?.Proposed.Account, ((ProposeBasicallyDone?)proposal?.Proposed.Command)?.ExpectedBy),
            (view.BasicallyDone?.Approved, view.BasicallyDone?.ProposedBy, view.BasicallyDone?.ExpectedBy), "basically done");
        Same(proposal?.Proposed.Command is ProposeBasicallyDone stated && oracle.Plan.Today(now) > stated.ExpectedBy,
            view.BasicallyDone?.Late ?? false, "late");
    }
}
