using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Oracle;

internal static partial class OracleRules
{
    private static IEnumerable<Check> RequestSignOff(OracleMeasure m, RequestSignOff c, Actor actor) =>
    [
        .. ReporterOfLead(m, actor),
        new(() => IsStated(c.Person), "measure.person-missing"),
        new(() => IsStated(c.Act), "measure.act-missing"),
        new(() => IsStated(c.Result), "measure.result-missing"),
        new(() => c.Shortfall is null || c.Shortfall.Length <= 2000, "measure.shortfall-too-long"),
        new(() => c.Standing is null || IsStated(c.Standing.Basis), "measure.standing-basis-missing"),
        Claimed(m),
        NotPending(m),
        NotSignedOff(m),
        new(() => m.Plan.Definition.AllUnits().All(unit => m.Percent(unit) == 100), "measure.not-all-complete"),
        new(() => m.Plan.Definition.Units.All(m.IsConfirmed), "measure.not-all-confirmed"),
        new(() => m.Plan.Definition.Target is not { } target || m.QuantityReached() >= target.Value || !string.IsNullOrWhiteSpace(c.Shortfall),
            "measure.target-not-met"),
        new(() => (m.Plan.Definition.Quantities ?? []).All(m.IsReached) || !string.IsNullOrWhiteSpace(c.Shortfall), "measure.target-not-met"),
        new(() => m.Plan.Definition.Institution is null || m.Institution() is not null, "measure.institution-not-registered"),
        new(() => m.Evidence() > 0, "measure.no-evidence"),
        new(() => m.EvidenceSinceReopening() > 0, "measure.no-new-evidence"),
        new(() => c.Standing is null || m.Plan.Definition.LongTerm, "measure.standing-not-long-term"),
    ];

    private static IEnumerable<Check> Withdraw(OracleMeasure m, Actor actor) => [.. ReporterOfLead(m, actor), Pending(m)];

    private static IEnumerable<Check> Review(OracleMeasure m, ReviewSignOff c, Actor actor, bool historical) =>
    [
        .. Steps(m).Any(step => Holds(m, step, actor)) ? [] : new[] { new Check(() => false, NotHolding(Steps(m)[0])) },
        .. FourEyes(m, actor, m.PendingRequest),
        new(() => m.StepsTaken().All(step => !HaveAPersonInCommon(actor, step)), "measure.reviewer-took-a-step"),
        ReasonFits(c.Decision, c.Reason),
        Pending(m),
        new(() => c.Fingerprint == m.PendingRequest()!.Fingerprint || (historical && c.Fingerprint.Length == 0), "measure.fingerprint-changed"),
    ];

    private static IEnumerable<Check> Reopen(OracleMeasure m, ReopenMeasure c, Actor actor, DateTimeOffset at) =>
    [
        Role(actor, Roles.Reviewer, "measure.not-a-reviewer"),
        .. NotOfItsUnits(m, actor),
        new(() => IsStated(c.Reason), "measure.reason-missing"),
        new(() => WithinTenYears(m, c.Until, at), "measure.date-too-far"),
        new(() => m.Status() == MeasureStatus.SignedOff, "measure.is-not-signed-off"),
        new(() => c.Until >= m.Plan.Today(at), "measure.reopen-until-past"),
        new(() => c.Until >= m.Plan.Definition.Start, "measure.date-before-start"),
    ];

    private static IEnumerable<Check> StandingCheck(OracleMeasure m, RecordStandingCheck c, Actor actor, DateTimeOffset at, bool historical) =>
    [
        Role(actor, Roles.Reviewer, "measure.not-a-reviewer"),
        .. NotOfItsUnits(m, actor),
        new(() => IsStated(c.Note), "measure.check-note-missing"),
        new(() => c.Evidence.Count <= 50, "measure.too-much-evidence"),
        new(() => c.Evidence.All(piece => IsEvidence(piece, historical)), "evidence.malformed"),
        new(() => c.Passed || c.Until is not null, "measure.check-until-missing"),
        new(() => c.Passed || WithinTenYears(m, c.Until!.Value, at), "measure.date-too-far"),
        new(() => m.Standing() is not null, "measure.is-not-standing"),
        new(() => c.Passed || c.Until >= m.Plan.Today(at), "measure.reopen-until-past"),
        new(() => c.Passed || c.Until >= m.Plan.Definition.Start, "measure.date-before-start"),
    ];

    /// <summary>The step that is next, or all there are while nothing is asked for.</summary>
    private static IReadOnlyList<ReviewStep> Steps(OracleMeasure m) =>
        m.PendingRequest() is null ? m.Plan.Rules.SignOffChain : [m.Plan.Rules.SignOffChain[m.StepsTaken().Count]];

    private static bool Holds(OracleMeasure m, ReviewStep step, Actor actor) =>
        step == ReviewStep.Office ? actor.Roles.HasFlag(Roles.Reviewer)
        : actor.Roles.HasFlag(Roles.Leader) && actor.Leaders.Any(leader => leader == (step == ReviewStep.Leader ? m.Plan.Definition.Leader : m.Plan.Principal));

    private static string NotHolding(ReviewStep step) => step switch
    {
        ReviewStep.Leader => "measure.not-the-leader",
        ReviewStep.Office => "measure.not-a-reviewer",
        _ => "measure.not-the-principal",
    };

    private static Check Pending(OracleMeasure m) => new(() => m.Status() == MeasureStatus.SignOffRequested, "measure.no-sign-off-pending");

    private static Check ReasonFits(Decision decision, string? reason) =>
        new(() => decision == Decision.Return ? IsStated(reason) : reason is null || reason.Length <= 2000, "measure.reason-missing");

    private static Check[] FourEyes(OracleMeasure m, Actor actor, Func<OracleEntry?> asker) =>
    [
        new(() => asker() is not { } asked || !HaveAPersonInCommon(actor, asked), "measure.reviewer-is-requester"),
        .. NotOfItsUnits(m, actor),
        new(() => asker() is not { } asked || !LeftSince(actor, asked.At).Contains(m.Plan.Definition.LeadUnit), "measure.reviewer-was-of-lead-unit"),
        new(() => asker() is not { } asked || !LeftSince(actor, asked.At).Any(m.Plan.IsSupporting), "measure.reviewer-was-of-supporting-unit"),
    ];

    private static bool HaveAPersonInCommon(Actor actor, OracleEntry entry)
    {
        string?[] here = [actor.Account, actor.OnBehalfOf], there = [entry.Account, entry.Person];
        return here.Intersect(there).Any(person => person is not null);
    }

    private static IEnumerable<string> LeftSince(Actor actor, DateTimeOffset since) =>
        from former in actor.FormerUnits where former.Until >= since select former.Unit;

    private static Check[] NotOfItsUnits(OracleMeasure m, Actor actor) =>
    [
        new(() => !actor.Units.Concat(actor.OwnUnits).Contains(m.Plan.Definition.LeadUnit), "measure.reviewer-is-of-lead-unit"),
        new(() => !actor.Units.Concat(actor.OwnUnits).Any(m.Plan.IsSupporting), "measure.reviewer-is-of-supporting-unit"),
    ];

    private static bool WithinTenYears(OracleMeasure m, DateOnly date, DateTimeOffset at) => date <= m.Plan.Today(at).AddYears(10);
}
