using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>The rules of a plan over time, oldest first: what happened is judged by those of its time.</summary>
internal sealed class RulesInTime
{
    public RulesInTime(PlanRules rules, params IEnumerable<(PlanRules Rules, DateTimeOffset Until)> former)
    {
        var (periods, begin) = (new List<(PlanRules, DateTimeOffset, DateTimeOffset)>(), DateTimeOffset.MinValue);
        foreach (var (earlier, until) in former)
        {
            periods.Add((earlier, begin, until));
            begin = until;
        }

        Periods = [.. periods, (rules, begin, DateTimeOffset.MaxValue)];
    }

    /// <summary>Each with its first instant and the first instant after it; they follow each other without a gap.</summary>
    public (PlanRules Rules, DateTimeOffset Begin, DateTimeOffset End)[] Periods { get; }

    public PlanRules Newest => Periods[^1].Rules;

    public static RulesInTime Of(JsonElement header) => new(
        PlanRules.Of(header.GetProperty("rules")),
        header.Items("formerRules").Select(period => (PlanRules.Of(period.GetProperty("rules")), period.Instant("until"))));

    public PlanRules At(DateTimeOffset instant) => Periods[PeriodAt(instant)].Rules;

    /// <summary>Whether a light rule is in force in both periods and all between.</summary>
    public bool IsKept(LightRule rule, int first, int last) => Periods[first..(last + 1)].All(period => period.Rules.Lights.Contains(rule));

    public int PeriodAt(DateTimeOffset instant) => Array.FindIndex(Periods, period => instant < period.End);
}
