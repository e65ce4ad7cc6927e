using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Measures;

namespace Rectification.Tests.Oracle;

/// <summary>The rule book's table, read line by line: each command's first "no" by its code, or <see langword="null"/>.</summary>
internal static partial class OracleRules
{
    public static string? Refuses(this OracleMeasure measure, MeasureCommand command, Actor actor, DateTimeOffset at, bool historical)
    {
        var checks = command switch
        {
            ClaimMeasure c => Claim(measure, c, actor),
            ReportProgress c => Report(measure, c, actor, historical),
            ConfirmAssignment c => Confirm(measure, c, actor),
            RequestSignOff c => RequestSignOff(measure, c, actor),
            WithdrawSignOff => Withdraw(measure, actor),
            ReviewSignOff c => Review(measure, c, actor, historical),
            RequestExtension c => AskExtension(measure, c, actor, at),
            ReviewExtension c => ReviewExtension(measure, c, actor, at),
            ProposeBasicallyDone c => Propose(measure, c, actor, at),
            ReviewBasicallyDone c => ReviewProposal(measure, c, actor),
            ReopenMeasure c => Reopen(measure, c, actor, at),
            RegisterInstitution c => Register(measure, c, actor, at, historical),
            RecordStandingCheck c => StandingCheck(measure, c, actor, at, historical),
            RequestWaiting c => AskToWait(measure, c, actor, at, historical),
            ReviewWaiting c => ReviewWaiting(measure, c, actor, at),
            EndWaiting c => EndWaiting(measure, c, actor, at),
            _ => throw new ArgumentException("The rule book has no such command.", nameof(command)),
        };
        foreach (var (fine, code) in checks)
        {
            if (!fine())
            {
                return code;
            }
        }

        return null;
    }

    private static IEnumerable<Check> Claim(OracleMeasure m, ClaimMeasure c, Actor actor) =>
    [
        .. ReporterFor(actor, c.Unit, "measure.actor-not-of-unit"),
        new(() => m.Plan.IsAssigned(c.Unit), "measure.unit-not-assigned"),
        new(() => c.Unit == m.Plan.Definition.LeadUnit, "measure.unit-is-not-lead"),
        new(() => m.Status() != MeasureStatus.SignedOff, "measure.is-signed-off"),
        new(() => m.Status() == MeasureStatus.Unclaimed, "measure.already-claimed"),
    ];

    private static IEnumerable<Check> Report(OracleMeasure m, ReportProgress c, Actor actor, bool historical) =>
    [
        .. ReporterFor(actor, c.Unit, "measure.actor-not-of-unit"),
        new(() => m.Plan.IsAssigned(c.Unit), "measure.unit-not-assigned"),
        new(() => c.Percent is >= 0 and <= 100, "measure.percent-out-of-range"),
        new(() => c.Quantity is null || IsAQuantity(c.Quantity.Value), "measure.quantity-out-of-range"),
        new(() => c.Quantity is null || m.Plan.Definition.Target is not null, "measure.quantity-without-target"),
        new(() => c.Note.Length <= 2000, "measure.note-too-long"),
        new(() => c.Correction is null || IsStated(c.Correction), "measure.correction-too-long"),
        new(() => c.Evidence.Count <= 50, "measure.too-much-evidence"),
        new(() => c.Evidence.All(piece => IsEvidence(piece, historical)), "evidence.malformed"),
        new(() => c.Metrics is null || c.Metrics.Count <= 20, "measure.too-many-metrics"),
        new(() => c.Metrics is null || c.Metrics.All(metric => IsAMetric(metric.Key, metric.Value)), "measure.metric-malformed"),
        NotSignedOff(m),
        new(() => c.Correction is not null || c.Percent >= m.Percent(c.Unit), "measure.percent-falls"),
        new(() => c.Correction is not null || c.Quantity is null || c.Quantity >= (m.Quantity(c.Unit) ?? 0), "measure.quantity-falls"),
        new(() => c.Metrics is null || m.Metrics(c.Unit).Keys.Union(c.Metrics.Keys).Count() <= 50, "measure.too-many-metrics"),
    ];

    private static IEnumerable<Check> Confirm(OracleMeasure m, ConfirmAssignment c, Actor actor) =>
    [
        .. ReporterOfLead(m, actor),
        new(() => m.Plan.IsAssigned(c.Unit), "measure.unit-not-assigned"),
        new(() => c.Unit != m.Plan.Definition.LeadUnit, "measure.unit-is-lead"),
        Claimed(m),
        NotSignedOff(m),
        new(() => c.Withdraw || !m.IsConfirmed(c.Unit), "measure.already-confirmed"),
        new(() => c.Withdraw || m.Percent(c.Unit) == 100, "measure.assignment-not-complete"),
        new(() => !c.Withdraw || m.IsConfirmed(c.Unit), "measure.not-confirmed"),
    ];

    private static IEnumerable<Check> Register(OracleMeasure m, RegisterInstitution c, Actor actor, DateTimeOffset at, bool historical) =>
    [
        .. ReporterOfLead(m, actor),
        new(() => IsStated(c.Title, 500), "measure.institution-title-missing"),
        new(() => IsStated(c.Number, 200), "measure.institution-number-missing"),
        new(() => IsStated(c.IssuedBy, 200), "measure.institution-issuer-missing"),
        new(() => c.Evidence is not null && IsEvidence(c.Evidence, historical), "evidence.malformed"),
        Claimed(m),
        NotSignedOff(m),
        new(() => m.Plan.Definition.Institution is not null, "measure.no-institution-promised"),
        new(() => m.Institution() is null, "measure.institution-registered-already"),
        new(() => c.Kind == m.Plan.Definition.Institution!.Kind, "measure.institution-kind-differs"),
        new(() => c.Date <= m.Plan.Today(at), "measure.institution-date-future"),
    ];

    private static Check Claimed(OracleMeasure m) => new(() => m.Status() != MeasureStatus.Unclaimed, "measure.not-claimed");

    private static Check NotPending(OracleMeasure m) => new(() => m.Status() != MeasureStatus.SignOffRequested, "measure.sign-off-pending");

    private static Check NotSignedOff(OracleMeasure m) => new(() => m.Status() != MeasureStatus.SignedOff, "measure.is-signed-off");

    private static Check[] ReporterFor(Actor actor, string unit, string code) =>
    [
        Role(actor, Roles.Reporter, "measure.not-a-reporter"),
        new(() => actor.Units.Contains(unit), code),
    ];

    private static Check[] ReporterOfLead(OracleMeasure m, Actor actor) => ReporterFor(actor, m.Plan.Definition.LeadUnit, "measure.actor-not-of-lead-unit");

    private static Check Role(Actor actor, Roles role, string code) => new(() => actor.Roles.HasFlag(role), code);

    private static bool IsStated(string? text, int longest = 2000) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    private static bool IsAQuantity(decimal quantity) =>
        quantity is >= 0 and <= 1_000_000_000_000m && quantity.ToString("0.############################", CultureInfo.InvariantCulture).Split('.') is var parts
        && (parts.Length == 1 || parts[1].Length <= 6);

    private static bool IsAMetric(string name, decimal value) =>
        MetricName().IsMatch(name) && name != "percent" && name != "quantity" && IsAQuantity(Math.Abs(value));

    private static bool IsEvidence(EvidenceReference piece, bool historical) =>
        piece.Sha256 is not null ? Sha256().IsMatch(piece.Sha256) : historical && IsStated(piece.Name, 200);

    [GeneratedRegex("\\A[0-9a-f]{64}\\z")]
    private static partial Regex Sha256();

    [GeneratedRegex("\\A[A-Za-z0-9][A-Za-z0-9.-]{0,63}\\z")]
    private static partial Regex MetricName();

    /// <summary>Something that must be so, and the code that says it is not.</summary>
    private sealed record Check(Func<bool> Fine, string Code);
}
