namespace Rectification.Verifier;

internal sealed partial class MeasureLife
{
    /// <summary>Per light rule: since when its condition has held without a break, or will if nothing is reported.</summary>
    private DateTimeOffset?[]? _marks;

    /// <summary>Tells, per unit, which figures the measure counts in, and from and until when the clock has it so.</summary>
    public void Count(Measure now, Action<string, Figure, DateTimeOffset?, DateTimeOffset?> count)
    {
        var (lead, done) = (now.LeadUnit, Status == Status.SignedOff);
        foreach (var unit in now.Units.Prepend(lead))
        {
            Put(unit, Figure.AssignmentTotal, true);
            Put(unit, Figure.AssignmentDone, done || unit != lead && _assignments.GetValueOrDefault(unit) is { Confirmed: true });
        }

        Put(lead, Figure.MeasureTotal, true);
        Put(lead, StatusFigure(), true);
        Put(lead, Figure.Reopened, _reopenings > 0 && !done);
        Put(lead, Figure.Standing, done && _standingSeen is not null);
        Put(lead, Figure.Extended, Deadline > now.Deadline);
        Put(lead, Figure.InstitutionNew, now.Institution == "new");
        Put(lead, Figure.InstitutionRevised, now.Institution == "revised");
        Put(lead, Figure.InstitutionRegistered, now.Institution is not null && _institution);
        var (yellow, red) = (LitFrom("yellow"), LitFrom("red"));
        From(lead, Figure.Overdue, done ? null : BeforeClockStopped(days.EndOf(Deadline)), null);
        From(lead, Figure.Yellow, yellow < red || red is null ? yellow : null, red);
        From(lead, Figure.Red, red, null);
        From(lead, Figure.ReviewLate, _request?.At.AddDays(rules.ReviewDays), null);
        From(lead, Figure.StandingDue, done && _standingCadence is { } cadence ? _standingSeen?.AddDays(DaysOf(cadence)) : null, null);

        void Put(string unit, Figure figure, bool counts)
        {
            if (counts)
            {
                count(unit, figure, null, null);
            }
        }

        void From(string unit, Figure figure, DateTimeOffset? from, DateTimeOffset? until)
        {
            if (from is not null)
            {
                count(unit, figure, from, until);
            }
        }
    }

    /// <summary>The earliest instant from which a rule of this colour lights the measure.</summary>
    private DateTimeOffset? LitFrom(string light)
    {
        DateTimeOffset? earliest = null;
        for (var i = 0; i < rules.Lights.Length && Status != Status.SignedOff; i++)
        {
            var rule = rules.Lights[i];
            var from = rule.Light != light ? null : rule.Kind switch
            {
                "overdue" => days.EndOf(Deadline),
                "behindPace" => Marks()[i]?.AddDays(rule.ForDays),
                "below" => Below(rule, i),
                "silent" => Silent(rule),
                _ => throw new FormatException($"light rule {rule.Kind}"),
            };
            if (from is { } instant && BeforeClockStopped(instant) is { } lit && (earliest is null || lit < earliest))
            {
                earliest = lit;
            }
        }

        return earliest;
    }

    private DateTimeOffset? Below(LightRule rule, int index)
    {
        if (!(Value(rule.Metric) < rule.Percent))
        {
            return null;
        }

        var after = AtShare(rule.AfterShare);
        return rule.IsNamed && Marks()[index] is { } since && since > after ? since : after;
    }

    private DateTimeOffset? Silent(LightRule rule)
    {
        if (plan.Cadence is null)
        {
            return null;
        }

        var start = days.StartOf(plan.Start);
        return (Lead.ReportedAt is { } reported && reported > start ? reported : start).AddDays(DaysOf(plan.Cadence) + rule.Days);
    }

    /// <summary>Before the first event a condition begins where the plan alone lets it begin.</summary>
    private DateTimeOffset?[] Marks() => _marks ??= [.. rules.Lights.Select(rule => rule.Kind == "behindPace" ? Crossing(rule) : null)];

    /// <summary>After an event: a condition that held and holds keeps its beginning, another begins with the event or later.</summary>
    private void Remark(DateTimeOffset at)
    {
        var before = Marks();
        _marks = new DateTimeOffset?[rules.Lights.Length];
        for (var i = 0; i < _marks.Length; i++)
        {
            var rule = rules.Lights[i];
            _marks[i] = rule.Kind switch
            {
                "behindPace" when Crossing(rule) is { } crossing => before[i] <= at && crossing <= at ? before[i] : crossing > at ? crossing : at,
                "below" when rule.IsNamed && Value(rule.Metric) < rule.Percent => before[i] ?? at,
                _ => null,
            };
        }
    }

    private DateTimeOffset? Crossing(LightRule rule) => Value(rule.Metric) + rule.Points is { } share && share < 100m ? AtShare(share) : null;

    private DateTimeOffset AtShare(decimal percent)
    {
        var start = days.StartOf(plan.Start);
        return start + TimeSpan.FromTicks((long)((days.EndOf(Deadline) - start).Ticks * percent / 100m));
    }

    private decimal? Value(string metric) => metric switch
    {
        "quantity" when plan.Target is { } target => 100m * Quantity() / target,
        "percent" or "quantity" => Lead.Percent,
        _ => _assignments.Values.Min(assignment => assignment.Metrics.TryGetValue(metric, out var value) ? value : (decimal?)null),
    };

    /// <summary>While a request is pending, nothing begins that had not begun.</summary>
    private DateTimeOffset? BeforeClockStopped(DateTimeOffset from) => _request is { } request && from > request.At ? null : from;

    private Figure StatusFigure() => Status switch
    {
        Status.Unclaimed => Figure.Unclaimed,
        Status.InProgress => Figure.InProgress,
        Status.SignOffRequested => Figure.SignOffRequested,
        Status.BasicallyDone => Figure.BasicallyDone,
        _ => Figure.SignedOff,
    };

    private static int DaysOf(string cadence) => cadence switch
    {
        "weekly" => 7,
        "monthly" => 31,
        "quarterly" => 92,
        "yearly" => 366,
        _ => throw new FormatException($"cadence {cadence}"),
    };
}
