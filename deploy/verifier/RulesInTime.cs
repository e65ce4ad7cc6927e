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

    /// <summary>The least time between a change and the day on which it is in force.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(1);

    /// <summary>Each with its first instant and the first instant after it; they follow each other without a gap.</summary>
    public (PlanRules Rules, DateTimeOffset Begin, DateTimeOffset End)[] Periods { get; }

    public PlanRules Newest => Periods[^1].Rules;

    public static RulesInTime Of(JsonElement header) => new(
        PlanRules.Of(header.GetProperty("rules")),
        header.Items("formerRules").Select(period => (PlanRules.Of(period.GetProperty("rules")), period.Instant("until"))));

    public PlanRules At(DateTimeOffset instant) => Periods[PeriodAt(instant)].Rules;

    /// <summary>Whether a light rule is in force in both periods and all between.</summary>
    public bool IsKept(LightRule rule, int first, int last) => Periods[first..(last + 1)].All(period => period.Rules.Lights.Contains(rule));

    /// <summary>
    /// Whether the rules before are told as they must be after an amendment: a change is in force from the beginning of the first day that begins an hour
    /// or more later, and takes back a change that is not in force by then.
    /// </summary>
    public static Wrong? WrongAfter(RosterHeader before, RosterHeader next, DateTimeOffset at)
    {
        if (next == before)
        {
            return null;
        }

        var from = before.Days.EndOf(before.Days.DayOf(at + Notice));
        var kept = before.FormerTexts.TakeWhile(period => period.Until < from).ToList();
        var inForce = kept.Count < before.FormerTexts.Count ? before.FormerTexts[kept.Count].RulesText : before.RulesText;
        var (stated, ended) = (next.FormerTexts, IsJudgedByTime(inForce, next.RulesText));
        return stated.Count == kept.Count + (ended ? 1 : 0) && kept.Zip(stated).All(pair => Spelled.Holds(pair.First.Text, pair.Second.Text))
            && (!ended || stated[^1] is var last && Spelled.Holds(inForce, last.RulesText) && last.Until == from && last.Changed == at)
                ? null
                : new(
                    "此前的规则与调整的时间不符。", "The former rules do not fit the amendment and its time.", (kept.Count + (ended ? 1 : 0), from),
                    stated is [.., var newest] ? newest : null);
    }

    public int PeriodAt(DateTimeOffset instant) => Array.FindIndex(Periods, period => instant < period.End);

    /// <summary>Whether what is judged by the rules of its time differs: lights, days to review, extensions.</summary>
    private static bool IsJudgedByTime(string one, string other)
    {
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        var (before, next) = (PlanRules.Of(first.RootElement), PlanRules.Of(second.RootElement));
        return before.ReviewDays != next.ReviewDays || !before.Lights.SequenceEqual(next.Lights) || before.Extensions != next.Extensions;
    }
}
