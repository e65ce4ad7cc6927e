using Rectification.Calendars;
using Rectification.Plans;

namespace Rectification.Escalations;

/// <summary>A light of a measure from when it is lit without a break: what escalation counts from, and fires its steps once for.</summary>
public readonly record struct Episode(Light Light, LightKind Rule, DateTimeOffset Since);

/// <summary>A step that was fired for a measure's episode.</summary>
public readonly record struct FiredStep(Episode Episode, Escalation Step, DateTimeOffset At);

/// <summary>What a plan's escalation goes by.</summary>
public sealed record EscalationTerms(IReadOnlyList<Escalation> Steps, PlanCalendar Calendar, WorkingDays Days);

/// <summary>How the unit's clock goes.</summary>
/// <param name="StoppedAt">When the unit asked for the sign-off that is pending: what was not due by then waits.</param>
/// <param name="AfterWaits">When a step is due that would be due at an instant, counted from another, without the days waited on others.</param>
public sealed record UnitClock(DateTimeOffset? StoppedAt, Func<DateTimeOffset, DateTimeOffset, DateTimeOffset> AfterWaits)
{
    /// <summary>The clock of a unit that never waited.</summary>
    public static UnitClock Running(DateTimeOffset? stoppedAt) => new(stoppedAt, static (_, due) => due);
}

/// <summary>What is due for a measure now, and when to look again unless something is reported.</summary>
public readonly record struct EscalationLook(Episode? Lead, IReadOnlyList<Escalation> Due, DateTimeOffset? Next);

/// <summary>预警升级 as pure functions: which steps are due for a measure, given what has been fired for it.</summary>
public static class EscalationPolicy
{
    private static readonly IReadOnlyList<Escalation> Nothing = [];

    /// <param name="lit">The measure's lights, each from when it is lit; those of the future too.</param>
    /// <param name="clock">The unit's clock.</param>
    /// <param name="terms">The plan's steps and calendars.</param>
    /// <param name="fired">What was fired for the measure, whenever.</param>
    /// <param name="now">The present.</param>
    public static EscalationLook Look(
        IReadOnlyList<Episode> lit, UnitClock clock, EscalationTerms terms, IReadOnlyList<FiredStep> fired, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var light in lit.Where(light => light.Since > now))
        {
            next = Earlier(next, light.Since);
        }

        if (Lead(lit, fired, now) is not { } lead || IsNoWorse(lead, fired))
        {
            return new(null, Nothing, next);
        }

        var due = new List<Escalation>();
        foreach (var step in terms.Steps.Distinct())
        {
            var at = clock.AfterWaits(lead.Since, DueAt(lead.Since, step, terms));
            if (at > clock.StoppedAt || fired.Any(earlier => earlier.Episode == lead && earlier.Step == step))
            {
                continue;
            }

            if (at <= now)
            {
                due.Add(step);
            }
            else
            {
                next = Earlier(next, at);
            }
        }

        return new(lead, due, next);
    }

    /// <summary>
    /// When a step is due. Working days count as whole days of 24 hours that are worked; what goes on outside them begins to count with the
    /// next one.
    /// </summary>
    public static DateTimeOffset DueAt(DateTimeOffset since, Escalation step, EscalationTerms terms)
    {
        if (step.Days == DayKind.Calendar || step.After == 0)
        {
            return since.AddDays(step.After);
        }

        var (calendar, days) = (terms.Calendar, terms.Days);
        var day = calendar.DayOf(since);
        var first = days.OnOrAfter(day);
        var passed = first == day ? since - calendar.StartOf(day) : TimeSpan.Zero;
        return calendar.StartOf(days.AddWorkingDays(first, step.After)) + passed;
    }

    /// <summary>The earlier of two instants; <see langword="null"/> is never.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>The worst light that is on. Among equals the one whose steps have begun goes on, then the one that has been on longest.</summary>
    private static Episode? Lead(IReadOnlyList<Episode> lit, IReadOnlyList<FiredStep> fired, DateTimeOffset now)
    {
        Episode? lead = null;
        var begun = false;
        foreach (var light in lit.Where(light => light.Since <= now))
        {
            var has = fired.Any(earlier => earlier.Episode == light);
            if (lead is not { } known || light.Light > known.Light
                || (light.Light == known.Light && (has != begun ? has : light.Since < known.Since)))
            {
                (lead, begun) = (light, has);
            }
        }

        return lead;
    }

    /// <summary>
    /// Whether another light, as bad or worse, was escalated while this one was on already: with that one gone the measure stands no worse
    /// than people were told.
    /// </summary>
    private static bool IsNoWorse(Episode lead, IReadOnlyList<FiredStep> fired) =>
        fired.Any(earlier => earlier.Episode != lead && earlier.Episode.Light >= lead.Light && earlier.At >= lead.Since);
}
