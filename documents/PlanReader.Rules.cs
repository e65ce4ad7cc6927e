using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>The part <c>rules</c>: every field is optional; what is not stated keeps its default.</summary>
public static partial class PlanReader
{
    private static PlanRules Rules(PlanFields fields)
    {
        var defaults = new PlanRules();
        return new()
        {
            SignOffChain = fields.WordsOrNull<ReviewStep>("signOffChain") ?? defaults.SignOffChain,
            Principal = fields.IdOrNull("principal"),
            Lights = fields.ListOrNull("lights", Light) ?? defaults.Lights,
            ReviewDays = fields.IntOrNull("reviewDays") ?? defaults.ReviewDays,
            StandingCadence = fields.WordOrNull<Cadence>("standingCadence") ?? defaults.StandingCadence,
            Escalation = fields.ListOrNull("escalation", Escalation) ?? defaults.Escalation,
            LookBack = fields.Nested("lookBack", LookBack) ?? defaults.LookBack,
            Digest = fields.Nested("digest", Digest) ?? defaults.Digest,
            Extensions = fields.Nested("extensions", Extensions) ?? defaults.Extensions,
            Amendments = fields.Nested("amendments", Amendments),
            Closing = fields.Nested("closing", static closing => new ClosingRule { ObjectionDays = closing.IntOrNull("objectionDays") ?? 0 }),
            PercentDecimals = fields.IntOrNull("percentDecimals"),
        };
    }

    /// <summary>The numbers a kind compares with must be stated; those of other kinds may be left out.</summary>
    private static LightRule Light(PlanFields fields)
    {
        var kind = fields.Word<LightKind>("kind");
        var metric = fields.IdOrNull("metric");
        int Number(string name, LightKind needing) => kind == needing ? fields.Int(name) : fields.IntOrNull(name) ?? 0;
        return new()
        {
            Light = fields.Word<Light>("light"),
            Kind = kind,
            Points = Number("points", LightKind.BehindPace),
            ForDays = Number("forDays", LightKind.BehindPace),
            Percent = Number("percent", LightKind.Below),
            AfterShare = Number("afterShare", LightKind.Below),
            Days = Number("days", LightKind.Silent),
            Metric = metric == MetricNames.Quantity ? Metric.Quantity : Metric.Percent,
            MetricName = MetricNames.IsReportable(metric) ? metric : null,
        };
    }

    private static Escalation Escalation(PlanFields fields) => new()
    {
        After = fields.Int("after"),
        To = fields.Word<EscalationTarget>("to"),
        Days = fields.WordOrNull<DayKind>("days") ?? DayKind.Calendar,
    };

    private static LookBackRule LookBack(PlanFields fields)
    {
        var defaults = new LookBackRule();
        return new()
        {
            Share = fields.DecimalOrNull("share") ?? defaults.Share,
            Minimum = fields.IntOrNull("minimum") ?? defaults.Minimum,
        };
    }

    private static DigestRule Digest(PlanFields fields)
    {
        var defaults = new DigestRule();
        return new()
        {
            Day = fields.WordOrNull<DayOfWeek>("day") ?? defaults.Day,
            At = fields.TimeOrNull("at") ?? defaults.At,
            Holiday = fields.WordOrNull<HolidayRule>("holiday"),
            WorkingDay = fields.IntOrNull("workingDay"),
            ReportBy = fields.Nested("reportBy", ReportBy),
            RankFrom = fields.IntOrNull("rankFrom"),
        };
    }

    private static ReportByRule ReportBy(PlanFields fields)
    {
        var defaults = new ReportByRule();
        return new()
        {
            Day = fields.WordOrNull<DayOfWeek>("day") ?? defaults.Day,
            At = fields.TimeOrNull("at") ?? defaults.At,
        };
    }

    private static AmendmentRule Amendments(PlanFields fields)
    {
        var defaults = new AmendmentRule();
        return new()
        {
            Chain = fields.WordsOrNull<ReviewStep>("chain") ?? defaults.Chain,
            Direct = fields.WordsOrNull<ChangeKind>("direct") ?? defaults.Direct,
        };
    }

    private static ExtensionRule Extensions(PlanFields fields) => new()
    {
        Most = fields.IntOrNull("most"),
        LongestDays = fields.IntOrNull("longestDays"),
        Until = fields.TimeOrNull("until"),
    };
}
