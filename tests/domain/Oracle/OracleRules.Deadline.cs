using Rectification.Measures;

namespace Rectification.Tests.Oracle;

internal static partial class OracleRules
{
    private static IEnumerable<Check> AskExtension(OracleMeasure m, RequestExtension c, Actor actor, DateTimeOffset at) =>
    [
        .. ReporterOfLead(m, actor),
        new(() => IsStated(c.Reason), "measure.reason-missing"),
        new(() => WithinTenYears(m, c.Until, at), "measure.date-too-far"),
        Claimed(m),
        NotPending(m),
        NotSignedOff(m),
        new(() => m.OpenExtension() is null, "measure.extension-open"),
        new(() => m.Plan.RulesAt(at).Extensions.Until is not { } until || IsBefore(OracleDays.ClockAt(m.Plan.Zone, at), (m.Deadline(), until)),
            "measure.extension-too-late"),
        .. MayMoveTo(m, () => c.Until, at),
    ];

    private static bool IsBefore((DateOnly Day, TimeOnly Time) clock, (DateOnly Day, TimeOnly Time) end) =>
        clock.Day < end.Day || (clock.Day == end.Day && clock.Time < end.Time);

    private static IEnumerable<Check> ReviewExtension(OracleMeasure m, ReviewExtension c, Actor actor, DateTimeOffset at) =>
    [
        Role(actor, Roles.Reviewer, "measure.not-a-reviewer"),
        .. FourEyes(m, actor, () => m.OpenExtension()?.Asked),
        ReasonFits(c.Decision, c.Reason),
        NotSignedOff(m),
        new(() => m.OpenExtension()?.Number == c.Extension, "measure.no-extension-open"),
        .. c.Decision == Decision.Return ? [] : MayMoveTo(m, () => ((RequestExtension)m.OpenExtension()!.Value.Asked.Command).Until, at),
    ];

    private static Check[] MayMoveTo(OracleMeasure m, Func<DateOnly> until, DateTimeOffset at) =>
    [
        new(() => m.Plan.RulesAt(at).Extensions.Most is not { } most || m.ExtensionsGranted() < most, "measure.extensions-used-up"),
        new(() => until() > m.Deadline(), "measure.extension-not-later"),
        new(() => m.Plan.RulesAt(at).Extensions.LongestDays is not { } days || until().DayNumber - m.Plan.Definition.Deadline.DayNumber <= days,
            "measure.extension-too-long"),
    ];

    private static IEnumerable<Check> Propose(OracleMeasure m, ProposeBasicallyDone c, Actor actor, DateTimeOffset at) =>
    [
        .. ReporterOfLead(m, actor),
        new(() => IsStated(c.Reason), "measure.reason-missing"),
        new(() => WithinTenYears(m, c.ExpectedBy, at), "measure.expected-by-too-far"),
        Claimed(m),
        NotPending(m),
        new(() => m.Status() != MeasureStatus.BasicallyDone, "measure.is-basically-done"),
        NotSignedOff(m),
        new(() => m.Proposal() is null, "measure.basically-done-pending"),
        new(() => c.ExpectedBy >= m.Plan.Today(at), "measure.expected-by-past"),
    ];

    private static IEnumerable<Check> ReviewProposal(OracleMeasure m, ReviewBasicallyDone c, Actor actor) =>
    [
        Role(actor, Roles.Reviewer, "measure.not-a-reviewer"),
        .. FourEyes(m, actor, () => m.Proposal()?.Proposed),
        ReasonFits(c.Decision, c.Reason),
        NotSignedOff(m),
        new(() => m.Proposal() is { Approved: false }, "measure.no-basically-done-pending"),
    ];
}
