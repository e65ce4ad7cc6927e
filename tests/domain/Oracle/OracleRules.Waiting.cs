using Rectification.Measures;

namespace Rectification.Tests.Oracle;

internal static partial class OracleRules
{
    private static IEnumerable<Check> AskToWait(OracleMeasure m, RequestWaiting c, Actor actor, DateTimeOffset at, bool historical) =>
    [
        .. ReporterOfLead(m, actor),
        new(() => IsStated(c.With, 200), "measure.waiting-with-missing"),
        new(() => IsStated(c.Sent), "measure.waiting-sent-missing"),
        new(() => WithinTenYears(m, c.Until, at), "measure.date-too-far"),
        new(() => c.Evidence.Count <= 50, "measure.too-much-evidence"),
        new(() => c.Evidence.All(piece => IsEvidence(piece, historical)), "evidence.malformed"),
        Claimed(m),
        NotPending(m),
        NotSignedOff(m),
        new(() => m.OpenWaiting(at) is null, "measure.waiting-open"),
        new(() => m.Waits().Count < 20, "measure.waits-used-up"),
        new(() => c.Since <= m.Plan.Today(at), "measure.waiting-since-future"),
        new(() => c.Until >= m.Plan.Today(at), "measure.waiting-until-past"),
    ];

    private static IEnumerable<Check> ReviewWaiting(OracleMeasure m, ReviewWaiting c, Actor actor, DateTimeOffset at) =>
    [
        Role(actor, Roles.Reviewer, "measure.not-a-reviewer"),
        .. FourEyes(m, actor, () => m.LastWaiting() is { Approved: null } undecided ? undecided.Asked : null),
        ReasonFits(c.Decision, c.Reason),
        new(() => m.LastWaiting() is { Approved: null }, "measure.no-waiting-pending"),
        .. c.Decision == Decision.Return ? [] : new Check[]
        {
            new(() => ((RequestWaiting)m.LastWaiting()!.Value.Asked.Command).Until >= m.Plan.Today(at), "measure.waiting-until-past"),
        },
    ];

    private static IEnumerable<Check> EndWaiting(OracleMeasure m, EndWaiting c, Actor actor, DateTimeOffset at) =>
    [
        .. actor.Roles.HasFlag(Roles.Reviewer) ? [] : ReporterOfLead(m, actor),
        new(() => c.Reason is null || c.Reason.Length <= 2000, "measure.reason-missing"),
        new(() => m.OpenWaiting(at) is not null, "measure.is-not-waiting"),
    ];
}
