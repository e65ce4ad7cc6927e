using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>A plan's rules in sentences.</summary>
internal static class RuleWords
{
    /// <summary>Rules of lights in one sentence each.</summary>
    public static string Of(IReadOnlyList<LightRule> rules, Bilingual say) =>
        say.Clauses(rules.Select(rule => $"{say[Glossary.Of(rule.Light)]}{say.Colon}{Condition(rule, say)}"));

    private static string Condition(LightRule rule, Bilingual say) => rule.Kind switch
    {
        LightKind.BehindPace => say[$"落后 {rule.Points} 个百分点持续 {rule.ForDays} 天", $"{rule.Points} points behind for {rule.ForDays} days"] + Metric(rule, say),
        LightKind.Below => say[$"时间用去 {Percentages.Stated(rule.AfterShare)} 后低于 {Percentages.Stated(rule.Percent)}",
            $"under {Percentages.Stated(rule.Percent)} after {Percentages.Stated(rule.AfterShare)} of the time"] + Metric(rule, say),
        LightKind.Silent => say[$"超出填报周期 {rule.Days} 天未填报", $"no report for the cadence and {rule.Days} days"],
        _ => say[Glossary.Of(rule.Kind)],
    };

    private static string Metric(LightRule rule, Bilingual say) =>
        rule.MetricWord == MetricNames.Percent ? "" : say[$"（按 {rule.MetricWord}）", $" (by {rule.MetricWord})"];
}
