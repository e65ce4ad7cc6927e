using System.Globalization;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>The rules of a plan as the fields of a form: what the form does not show stays as it was.</summary>
internal static class RuleFields
{
    /// <summary>Rows for rules that may be added.</summary>
    private const int Blank = 2;

    /// <summary>Every rule of lights, and some empty rows.</summary>
    public static IReadOnlyList<LightRule?> Rows(PlanRules rules) =>
        [.. rules.Lights.Concat(Enumerable.Repeat<LightRule?>(null, Blank)).Take(PlanLimits.MaxRules)];

    /// <summary>What the form says; a row without a kind is left out, a field that is no number is refused with its place.</summary>
    public static (PlanRules? Rules, Refusal? Refusal) Read(FormInput posted, PlanRules before)
    {
        var lights = new List<LightRule>();
        Refusal? wrong = null;
        for (var row = 0; row < PlanLimits.MaxRules; row++)
        {
            if (Words.TryRead<LightKind>(posted.Text(Name("kind", row)), out var kind))
            {
                lights.Add(Light(row, kind));
            }
        }

        var (digest, unread) = DigestFields.Read(posted, before.Digest);
        wrong ??= unread;
        var rules = before with
        {
            Digest = digest,
            Lights = lights,
            ReviewDays = Number("reviewDays") ?? before.ReviewDays,
            Extensions = before.Extensions with { Most = Number("most"), LongestDays = Number("longestDays") },
        };
        return wrong is null ? (rules, null) : (null, wrong);

        LightRule Light(int row, LightKind kind)
        {
            var metric = MetricOf(posted.Word(Name("metric", row)));
            return new()
            {
                Light = posted.Text(Name("light", row)) == Words.Of(Rectification.Plans.Light.Red) ? Rectification.Plans.Light.Red
                    : Rectification.Plans.Light.Yellow,
                Kind = kind,
                Points = Of("points", row, kind == LightKind.BehindPace),
                ForDays = Of("forDays", row, kind == LightKind.BehindPace),
                Percent = Of("percent", row, kind == LightKind.Below),
                AfterShare = Of("afterShare", row, kind == LightKind.Below),
                Days = Of("days", row, kind == LightKind.Silent),
                Metric = metric == MetricNames.Quantity ? Metric.Quantity : Metric.Percent,
                MetricName = MetricNames.IsReportable(metric) ? metric : null,
            };
        }

        // A number that means nothing to a rule of this kind is not dropped without a word.
        int Of(string field, int row, bool counts)
        {
            if (!counts && posted.Word(Name(field, row)).Length > 0)
            {
                wrong ??= Unused(row);
            }

            return counts ? Number(Name(field, row)) ?? 0 : 0;
        }

        int? Number(string name)
        {
            var text = posted.Word(name);
            if (text.Length == 0)
            {
                return null;
            }

            if (HalfWidth.Whole(text) is { } number)
            {
                return number;
            }

            wrong ??= HttpRefusals.FieldType("/rules/" + name);
            return null;
        }
    }

    private static Refusal Unused(int row) => Refusal.Invalid(
        "page.rule-number-unused", $"第 {row + 1} 条规则所填的数值与所选条件无关，请清空该数值或更换条件。",
        $"Rule {row + 1} has a number that its condition does not use: empty it, or choose another condition.");

    /// <summary>The kinds of rules to which a field means something, as the form's script reads them.</summary>
    public static string Kinds(params LightKind[] kinds) => string.Join(' ', kinds.Select(Words.Of));

    /// <summary>What a metric is called on the page; one of the plan's own goes by its name.</summary>
    public static string MetricWord(Bilingual say, string metric) => metric switch
    {
        MetricNames.Percent => say["进度", MetricNames.Percent],
        MetricNames.Quantity => say["数量", MetricNames.Quantity],
        _ => metric,
    };

    private static string MetricOf(string word) => word switch { "进度" => MetricNames.Percent, "数量" => MetricNames.Quantity, _ => word };

    public static string Name(string field, int row) => string.Create(CultureInfo.InvariantCulture, $"{field}-{row}");
}
