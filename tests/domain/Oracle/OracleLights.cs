using System.Numerics;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Oracle;

/// <summary>Lights by stepping through the measure's whole history; nothing is remembered from one event to the next.</summary>
internal static class OracleLights
{
    // Quantities have at most six decimals, so millionths are whole.
    private const decimal Millionths = 1_000_000m;

    public static Light LightAt(this OracleMeasure measure, DateTimeOffset now) =>
        measure.LitAt(now).Select(rule => rule.Light).DefaultIfEmpty(Light.None).Max();

    public static IEnumerable<LightRule> LitAt(this OracleMeasure measure, DateTimeOffset now) =>
        measure.Status() == MeasureStatus.SignedOff ? [] : measure.Plan.RulesAt(now).Lights.Where(rule => IsLit(measure, rule, now));

    public static bool IsOverdue(this OracleMeasure measure, DateTimeOffset now) =>
        measure.Status() != MeasureStatus.SignedOff && DeadlineEnd(measure, measure.Deadline()) <= Clock(measure, now);

    /// <summary>Days until the deadline, by the calendar on the wall; negative once it is over.</summary>
    public static int DaysLeft(this OracleMeasure measure, DateTimeOffset now) =>
        measure.Deadline().DayNumber - measure.Plan.Today(Clock(measure, now)).DayNumber;

    /// <summary>The clock of the plan: it stands still while a request is being reviewed.</summary>
    private static DateTimeOffset Clock(OracleMeasure measure, DateTimeOffset now) =>
        measure.PendingRequest() is { } request && request.At < now ? request.At : now;

    /// <summary>The clock of the unit stands still while it waits on others, too.</summary>
    private static DateTimeOffset UnitClock(OracleMeasure measure, DateTimeOffset now)
    {
        var clock = Clock(measure, now);
        foreach (var (from, to) in measure.Waits())
        {
            clock = from < clock && clock < to ? from : clock;
        }

        return clock;
    }

    /// <summary>Whether something that began at an instant has gone on for so long by the unit's clock, on which no day counts that was waited.</summary>
    private static bool Lasted(OracleMeasure measure, DateTimeOffset since, TimeSpan length, DateTimeOffset now)
    {
        var clock = UnitClock(measure, now);
        if (since > clock)
        {
            return false;
        }

        var lasted = clock - since;
        foreach (var (from, to) in measure.Waits())
        {
            var (first, last) = (from < since ? since : from, to > clock ? clock : to);
            lasted -= last > first ? last - first : TimeSpan.Zero;
        }

        return lasted >= length;
    }

    private static bool IsLit(OracleMeasure measure, LightRule rule, DateTimeOffset now) => rule.Kind switch
    {
        LightKind.Overdue => HasPassed(measure, measure.Deadline(), 100, 100, now),
        LightKind.BehindPace => BehindSince(measure, rule, now) is { } since && Lasted(measure, since, TimeSpan.FromHours(24 * rule.ForDays), now),
        LightKind.Below => IsBelow(measure, rule, now),
        LightKind.Silent => IsSilent(measure, rule, now),
        _ => throw new ArgumentException("The rule book has no such light.", nameof(rule)),
    };

    /// <summary>When the unbroken run of "behind" that reaches up to <paramref name="now"/> began.</summary>
    private static DateTimeOffset? BehindSince(OracleMeasure measure, LightRule rule, DateTimeOffset now)
    {
        DateTimeOffset? since = null;
        foreach (var (at, behind) in ChangePoints(measure, rule, now).Reverse())
        {
            if (!behind)
            {
                break;
            }

            since = at;
        }

        return since;
    }

    /// <summary>Every instant up to <paramref name="now"/> at which something happened or the pace
    /// overtook the measure, and whether it is behind from there.</summary>
    private static IEnumerable<(DateTimeOffset At, bool Behind)> ChangePoints(OracleMeasure measure, LightRule rule, DateTimeOffset now)
    {
        var moments = Known(measure, rule, now);
        for (var i = 0; i < moments.Count; i++)
        {
            var moment = moments[i];
            var until = i + 1 < moments.Count ? moments[i + 1].At : now;
            var overtaken = OvertakenAt(measure, rule, moment);
            yield return (moment.At, overtaken <= moment.At);
            if (overtaken > moment.At && overtaken <= until)
            {
                yield return (overtaken.Value, true);
            }
        }
    }

    /// <summary>What a rule looks at: all that happened since it came into force, and how things stood then.</summary>
    private static List<OracleMoment> Known(OracleMeasure measure, LightRule rule, DateTimeOffset now)
    {
        var since = measure.Plan.InForceSince(rule, now);
        return [.. measure.Moments.Skip(measure.Moments.Count(moment => moment.At < since) - 1)];
    }

    /// <summary>The first instant at which the elapsed share is as large as the number and the points together, if the share can get there.</summary>
    private static DateTimeOffset? OvertakenAt(OracleMeasure measure, LightRule rule, OracleMoment moment)
    {
        if (Compared(measure, rule, moment) is not var (part, whole))
        {
            return null;
        }

        // part / whole is the number; the share it must not fall behind is part / whole + points / 100.
        var needed = (part * 100) + (rule.Points * whole);
        return needed >= whole * 100 ? null : needed < 0 ? measure.Plan.StartBegins : ShareReachedAt(measure, moment.Deadline, needed, whole * 100);
    }

    /// <summary>Under the line now, the share of the time over, and where units report the number themselves, the report that began it made.</summary>
    private static bool IsBelow(OracleMeasure measure, LightRule rule, DateTimeOffset now)
    {
        var clock = UnitClock(measure, now);
        var run = Known(measure, rule, now).AsEnumerable().Reverse().TakeWhile(moment => IsUnderTheLine(measure, rule, moment)).ToList();
        return run.Count > 0
            && (rule.MetricName is null || run[^1].At <= clock)
            && HasPassed(measure, measure.Deadline(), rule.AfterShare, 100, now);
    }

    private static bool IsUnderTheLine(OracleMeasure measure, LightRule rule, OracleMoment moment) =>
        Compared(measure, rule, moment) is var (part, whole) && part * 100 < rule.Percent * whole;

    private static bool IsSilent(OracleMeasure measure, LightRule rule, DateTimeOffset now)
    {
        var start = measure.Plan.StartBegins;
        var reported = measure.LastReportAt(measure.Plan.Definition.LeadUnit) ?? start;
        var heard = reported < start ? start : reported;
        int? cadence = measure.Plan.Definition.Cadence switch
        {
            Cadence.Weekly => 7,
            Cadence.Monthly => 31,
            Cadence.Quarterly => 92,
            Cadence.Yearly => 366,
            _ => null,
        };
        return cadence is { } days && Lasted(measure, heard, TimeSpan.FromDays(days + rule.Days), now);
    }

    /// <summary>The compared number as an exact fraction; where no target gives a quantity a meaning, the percent; nothing for what nobody reported.</summary>
    private static (BigInteger Part, BigInteger Whole)? Compared(OracleMeasure measure, LightRule rule, OracleMoment moment) => rule switch
    {
        { MetricName: { } name } => moment.Metrics.TryGetValue(name, out var lowest)
            ? ((BigInteger)(lowest * Millionths), (BigInteger)(100 * Millionths)) : null,
        { Metric: Metric.Quantity } when measure.Plan.Definition.Target is { } target =>
            ((BigInteger)(moment.Quantity * Millionths), (BigInteger)(target.Value * Millionths)),
        _ => (moment.Percent, 100),
    };

    /// <summary>How long a share of the measure's time is; a part of a tick is dropped.</summary>
    private static TimeSpan Share(OracleMeasure measure, DateOnly deadline, BigInteger part, BigInteger whole) =>
        new((long)(part * (DeadlineEnd(measure, deadline) - measure.Plan.StartBegins).Ticks / whole));

    private static bool HasPassed(OracleMeasure measure, DateOnly deadline, BigInteger part, BigInteger whole, DateTimeOffset now) =>
        Lasted(measure, measure.Plan.StartBegins, Share(measure, deadline, part, whole), now);

    /// <summary>The first instant by which a share has passed on the unit's clock: whatever was waited before it comes on top.</summary>
    private static DateTimeOffset ShareReachedAt(OracleMeasure measure, DateOnly deadline, BigInteger part, BigInteger whole)
    {
        var start = measure.Plan.StartBegins;
        var reached = start + Share(measure, deadline, part, whole);
        foreach (var (from, to) in measure.Waits().Where(wait => wait.To > start))
        {
            reached += reached <= from ? TimeSpan.Zero : from < start ? to - start : to - from;
        }

        return reached;
    }

    private static DateTimeOffset DeadlineEnd(OracleMeasure measure, DateOnly deadline) => OracleDays.End(measure.Plan.Zone, deadline);
}
