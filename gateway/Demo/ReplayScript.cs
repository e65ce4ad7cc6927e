using Rectification.Gateway.History;
using Rectification.Plans;

namespace Rectification.Gateway.Demo;

/// <summary>What a replay tells: a plan and its past commands, in order of time.</summary>
internal sealed class ReplayScript(PlanDocument plan, IReadOnlyList<HistoryLine> lines)
{
    public string Plan => plan.Id;

    public PlanCalendar Calendar { get; } = PlanCalendar.Of(plan.TimeZone);

    public DateOnly FirstDay => plan.FeedbackDate;

    public DateOnly LastDay => Calendar.DayOf(lines[^1].At);

    public int Count => lines.Count;

    /// <summary>The commands after the first so many that were given by an instant.</summary>
    public IReadOnlyList<HistoryLine> Due(int after, DateTimeOffset now)
    {
        var end = after;
        while (end < lines.Count && lines[end].At <= now)
        {
            end++;
        }

        return [.. lines.Skip(after).Take(end - after)];
    }
}
