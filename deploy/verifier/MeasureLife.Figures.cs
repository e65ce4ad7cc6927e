namespace Rectification.Verifier;

internal sealed partial class MeasureLife
{
    /// <summary>Per light rule in force at the newest entry: since when its condition has held without a break, or will if nothing is reported.</summary>
    private DateTimeOffset?[]? _marks;

    /// <summary>Own time of the newest entry.</summary>
    private DateTimeOffset _markedAt = DateTimeOffset.MinValue;

    /// <summary>Tells, per unit, which figures the measure counts in, and from and until when the clock has it so.</summary>
    public void Count(Measure now, Action<string, Figure, DateTimeOffset?, DateTimeOffset?> count)
    {
        var (lead, done) = (now.LeadUnit, Status == Status.SignedOff);
        if (now.Rescinded)
        {
            Put(lead, Figure.Rescinded, true);
            return;
        }

        foreach (var unit in now.Units.Prepend(lead))
        {
            Put(unit, Figure.AssignmentTotal, true);
            Put(unit, Figure.AssignmentDone, done || unit != lead && _assignments.GetValueOrDefault(unit) is { Confirmed: true });
        }

        Put(lead, Figure.MeasureTotal, true);
        Put(lead, StatusFigure(), true);
        Put(lead, Figure.Reopened, _reopenings > 0 && !done);
        Put(lead, Figure.Standing, done && _standingSeen is not null);
        Put(lead, Figure.Extended, _extended && Deadline > now.Deadline);
        Put(lead, Figure.ReopenedLater, !_extended && Deadline > now.Deadline);
        Put(lead, Figure.SignedOffLate, IsAfter(Deadline));
        Put(lead, Figure.SignedOffLateByFirst, IsAfter(_firstDeadline ?? now.Deadline));
        Put(lead, Figure.InstitutionNew, now.Institution == "new");
        Put(lead, Figure.InstitutionRevised, now.Institution == "revised");
        Put(lead, Figure.InstitutionRegistered, now.Institution is not null && _institution);
        From(lead, Figure.Overdue, done ? null : BeforeClockStopped(days.EndOf(Deadline)), null);
        foreach (var (red, from, until) in Lights())
        {
            From(lead, red ? Figure.Red : Figure.Yellow, from, until == DateTimeOffset.MaxValue ? null : until);
        }

        foreach (var (age, from, until) in done ? [] : Ages())
        {
            count(lead, age, from, until);
        }

        if (_waiting is { Approved: true } waiting)
        {
            count(lead, Figure.Waiting, null, days.EndOf(waiting.Until));
        }

        From(lead, Figure.ReviewLate, _request?.At.AddDays(rules.At(_request.At).ReviewDays), null);
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

    private bool IsAfter(DateOnly deadline) => _signedOffAt >= days.EndOf(deadline);

    /// <summary>How many days to the deadline or after it, each from when until when; what a pending request stopped does not begin.</summary>
    private IEnumerable<(Figure Age, DateTimeOffset? From, DateTimeOffset? Until)> Ages()
    {
        (Figure Age, DateTimeOffset? From)[] ages =
        [
            (Figure.DueLater, null), (Figure.DueWithin20, days.StartOf(Deadline.AddDays(-20))), (Figure.DueWithin10, days.StartOf(Deadline.AddDays(-10))),
            (Figure.OverdueWithin7, days.EndOf(Deadline)), (Figure.OverdueWithin30, days.EndOf(Deadline.AddDays(7))),
            (Figure.OverdueLonger, days.EndOf(Deadline.AddDays(30))),
        ];
        var begun = ages.Where(age => age.From is not { } from || BeforeClockStopped(from) is not null).ToList();
        return begun.Select((age, i) => (age.Age, age.From, i + 1 < begun.Count ? begun[i + 1].From : null));
    }

    /// <summary>The spans in which the measure is red, and those in which it is yellow and not red.</summary>
    private IEnumerable<(bool Red, DateTimeOffset From, DateTimeOffset Until)> Lights()
    {
        var lit = Lit().ToList();
        var instants = lit.SelectMany(span => new[] { span.From, span.Until }).Distinct().Order().ToList();
        for (var i = 0; i + 1 < instants.Count; i++)
        {
            var now = lit.Where(span => span.From <= instants[i] && instants[i] < span.Until).ToList();
            if (now.Count > 0)
            {
                yield return (now.Exists(span => span.Light == "red"), instants[i], instants[i + 1]);
            }
        }
    }

    /// <summary>Per rule in force now or later: from when and until when it lights the measure.</summary>
    private IEnumerable<(string Light, DateTimeOffset From, DateTimeOffset Until)> Lit()
    {
        for (var period = rules.PeriodAt(_markedAt); period < rules.Periods.Length && Status != Status.SignedOff; period++)
        {
            var (inForce, begin, end) = rules.Periods[period];
            var marks = MarksIn(period);
            for (var i = 0; i < inForce.Lights.Length; i++)
            {
                var rule = inForce.Lights[i];
                var from = rule.Kind switch
                {
                    "overdue" => OnUnitClock(days.StartOf(Plan.Start), days.EndOf(Deadline)),
                    "behindPace" => marks[i] is { } behind ? OnUnitClock(behind, behind.AddDays(rule.ForDays)) : null,
                    "below" => Below(rule, marks[i]),
                    "silent" => Silent(rule),
                    _ => throw new FormatException($"light rule {rule.Kind}"),
                };
                if (from is { } instant && BeforeClockStopped(instant) is { } lit && lit < end)
                {
                    yield return (rule.Light, lit > begin ? lit : begin, end);
                }
            }
        }
    }

    private DateTimeOffset? Below(LightRule rule, DateTimeOffset? since)
    {
        if (!(Value(rule.Metric) < rule.Percent))
        {
            return null;
        }

        var after = AtShare(rule.AfterShare);
        var begins = since > after ? since : after;
        return !rule.IsNamed ? after : since is not null && begins is { } instant ? OnUnitClock(instant, instant) : null;
    }

    private DateTimeOffset? Silent(LightRule rule)
    {
        if (Plan.Cadence is null)
        {
            return null;
        }

        var start = days.StartOf(Plan.Start);
        var heard = Lead.ReportedAt is { } reported && reported > start ? reported : start;
        return OnUnitClock(heard, heard.AddDays(DaysOf(Plan.Cadence) + rule.Days));
    }

    /// <summary>
    /// Per rule of a period since when its condition has held: a rule that has been in force since the newest entry keeps what is known of it; another one
    /// looks back as far as that entry. Before the first entry a condition begins where the plan alone lets it begin.
    /// </summary>
    private DateTimeOffset?[] MarksIn(int period)
    {
        var marked = rules.PeriodAt(_markedAt);
        if (_marks is not null && period == marked)
        {
            return _marks;
        }

        return [.. rules.Periods[period].Rules.Lights.Select(rule =>
            _marks is not null && rules.IsKept(rule, marked, period) ? _marks[Array.IndexOf(rules.Periods[marked].Rules.Lights, rule)]
            : rule.Kind == "behindPace" ? Crossing(rule) is { } crossing && crossing < _markedAt ? _markedAt : Crossing(rule)
            : rule.Kind == "below" && rule.IsNamed && Value(rule.Metric) < rule.Percent ? _markedAt
            : (DateTimeOffset?)null)];
    }

    /// <summary>After an entry: a condition that held and holds keeps its beginning, another begins with the entry or later.</summary>
    private void Remark(DateTimeOffset at, DateTimeOffset?[] before)
    {
        var lights = rules.At(at).Lights;
        var marks = new DateTimeOffset?[lights.Length];
        for (var i = 0; i < marks.Length; i++)
        {
            var rule = lights[i];
            marks[i] = rule.Kind switch
            {
                "behindPace" when Crossing(rule) is { } crossing => before[i] <= at && crossing <= at ? before[i] : crossing > at ? crossing : at,
                "below" when rule.IsNamed && Value(rule.Metric) < rule.Percent => before[i] ?? at,
                _ => null,
            };
        }

        (_marks, _markedAt) = (marks, at);
    }

    private DateTimeOffset? Crossing(LightRule rule) => Value(rule.Metric) + rule.Points is { } share && share < 100m ? AtShare(Math.Max(share, 0m)) : null;

    private DateTimeOffset AtShare(decimal percent)
    {
        var start = days.StartOf(Plan.Start);
        return OnUnitClock(start, start + TimeSpan.FromTicks((long)((days.EndOf(Deadline) - start).Ticks * percent / 100m)));
    }

    private decimal? Value(string metric) => metric switch
    {
        "quantity" when Plan.Target is { } target => 100m * Quantity() / target,
        "percent" or "quantity" => Lead.Percent,
        _ => _assignments.Where(assignment => Plan.Involves(assignment.Key))
            .Min(assignment => assignment.Value.Metrics.TryGetValue(metric, out var value) ? value : (decimal?)null),
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
