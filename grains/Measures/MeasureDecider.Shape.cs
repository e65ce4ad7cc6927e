using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Rectification.Plans;
using static Rectification.CommandRefusals;
using static Rectification.Measures.MeasureRefusals;

namespace Rectification.Measures;

/// <summary>Whether a command's content is well-formed, independent of sender and state.</summary>
public static partial class MeasureDecider
{
    /// <summary>Longest note, reason or statement, in UTF-16 code units.</summary>
    public const int MaxText = 2000;

    /// <summary>Longest title of an institution, in UTF-16 code units.</summary>
    public const int MaxTitle = 500;

    /// <summary>Longest document number or issuing body, in UTF-16 code units.</summary>
    public const int MaxLabel = 200;

    /// <summary>Most pieces of evidence in one report.</summary>
    public const int MaxEvidence = 50;

    /// <summary>Largest quantity.</summary>
    public const decimal MaxQuantity = 1_000_000_000_000m;

    /// <summary>Most metrics in one report.</summary>
    public const int MaxMetrics = 20;

    /// <summary>Most metrics of one unit on one measure.</summary>
    public const int MaxMetricsOfUnit = 50;

    private const int QuantityDecimals = 6;
    private const int MaxYearsAhead = 10;

    private static Refusal? ReportShape(MeasureContext context, ReportProgress command, bool historical) =>
        !context.Definition.Involves(command.Unit) ? UnitNotAssigned
        : command.Percent is < 0 or > 100 ? PercentOutOfRange
        : command.Quantity is { } quantity && QuantityShape(context, quantity) is { } no ? no
        : command.Note.Length > MaxText ? NoteTooLong
        : command.Correction is { } correction && !IsText(correction, MaxText) ? CorrectionTooLong
        : EvidenceShape(command.Evidence, historical) is { } bad ? bad
        : command.Metrics is { } metrics ? MetricsShape(metrics)
        : null;

    private static Refusal? MetricsShape(IReadOnlyDictionary<string, decimal> metrics) =>
        metrics.Count > MaxMetrics ? TooManyMetrics
        : metrics.All(metric => MetricNames.IsReportable(metric.Key) && metric.Value is >= -MaxQuantity and <= MaxQuantity && HasFewDecimals(metric.Value))
            ? null
        : MetricMalformed;

    private static bool HasFewDecimals(decimal number) => decimal.Round(number, QuantityDecimals) == number;

    private static Refusal? QuantityShape(MeasureContext context, decimal quantity) =>
        quantity is < 0 or > MaxQuantity || !HasFewDecimals(quantity) ? QuantityOutOfRange
        : context.Definition.Target is null ? QuantityWithoutTarget
        : null;

    private static Refusal? SignOffShape(RequestSignOff command) =>
        !IsText(command.Person, MaxText) ? PersonMissing
        : !IsText(command.Act, MaxText) ? ActMissing
        : !IsText(command.Result, MaxText) ? ResultMissing
        : command.Shortfall?.Length > MaxText ? ShortfallTooLong
        : command.Standing is { } standing && !IsText(standing.Basis, MaxText) ? StandingBasisMissing
        : null;

    private static Refusal? InstitutionShape(RegisterInstitution command, bool historical) =>
        !IsText(command.Title, MaxTitle) ? InstitutionTitleMissing
        : !IsText(command.Number, MaxLabel) ? InstitutionNumberMissing
        : !IsText(command.IssuedBy, MaxLabel) ? InstitutionIssuerMissing
        : !IsEvidence(command.Evidence, historical) ? EvidenceMalformed
        : null;

    private static Refusal? CheckShape(MeasureContext context, RecordStandingCheck command, DateTimeOffset at, bool historical) =>
        !IsText(command.Note, MaxText) ? CheckNoteMissing
        : EvidenceShape(command.Evidence, historical) is { } no ? no
        : command.Passed ? null
        : command.Until is not { } until ? CheckUntilMissing
        : TooFar(context, until, at) ? DateTooFar
        : null;

    private static Refusal? EvidenceShape(IReadOnlyList<EvidenceReference> pieces, bool historical) =>
        pieces.Count > MaxEvidence ? TooMuchEvidence
        : pieces.Any(evidence => !IsEvidence(evidence, historical)) ? EvidenceMalformed
        : null;

    private static Refusal? ReviewShape(Decision decision, string? reason) =>
        decision == Decision.Return ? ReasonShape(reason)
        : reason?.Length > MaxText ? ReasonMissing
        : null;

    private static Refusal? ReasonShape(string? reason) => IsText(reason, MaxText) ? null : ReasonMissing;

    internal static bool IsText([NotNullWhen(true)] string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    internal static bool IsEvidence(EvidenceReference? evidence, bool historical) =>
        evidence is { Sha256: { } hash } ? Sha256Pattern().IsMatch(hash)
        : historical && IsText(evidence?.Name, MaxLabel);

    private static bool TooFar(MeasureContext context, DateOnly date, DateTimeOffset at) =>
        date > context.Calendar.DayOf(at).AddYears(MaxYearsAhead);

    [GeneratedRegex("^[0-9a-f]{64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256Pattern();
}
