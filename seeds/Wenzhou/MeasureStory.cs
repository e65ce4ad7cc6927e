using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Seeds.Wenzhou;

/// <summary>
/// Tells one measure's history around its reports in progress.json: claimed before the first report, supporting units confirmed, the
/// institution registered, sign-off requested on the day of the lead's last report — so that the unit's clock stops there and the lights
/// stay those of the reports — and reviewed on the working days after it.
/// </summary>
internal sealed class MeasureStory(PlanDocument plan, MeasureDefinition measure, IReadOnlyList<ProgressEntry> reports)
{
    private const int MinutesBeforeFirstReport = 40;
    private readonly List<PastMeasureCommand> _told = [];

    /// <summary>The measure's commands; own times never run backwards.</summary>
    public IReadOnlyList<PastMeasureCommand> Tell()
    {
        Claim();
        foreach (var report in reports)
        {
            Report(report);
        }

        if (WenzhouScript.Extensions.TryGetValue(measure.No, out var extension))
        {
            Extend(extension.Until, extension.Reason);
        }

        var at = Confirm(LeadsLast.At);
        at = Register(at);
        at = RequestSignOff(at.AddMinutes(Spread(1, 6, 12)), measure.Outcome!);
        if (WenzhouScript.Returns.TryGetValue(measure.No, out var returned))
        {
            at = ReturnAndMend(at, returned);
        }

        Approve(at);
        return [.. _told.OrderBy(past => past.At)];
    }

    private ProgressEntry LeadsLast => reports.Last(report => report.Unit == measure.LeadUnit);

    /// <summary>In the morning of one of the first working days, or of an earlier one where somebody reports before that.</summary>
    private void Claim()
    {
        var first = WorkCalendar.OnOrAfter(measure.Start);
        var latest = reports[0].At.AddMinutes(-MinutesBeforeFirstReport);
        var at = latest;
        for (var later = Spread(2, 0, 2); later >= 0 && at >= latest; later--)
        {
            at = WorkCalendar.At(WorkCalendar.Later(first, later), 8, Spread(3, 40, 160));
        }

        Tell(at < latest ? at : latest, Actors.Reporter(measure.LeadUnit), new ClaimMeasure { Unit = measure.LeadUnit });
    }

    private void Report(ProgressEntry report) => Tell(report.At, Actors.Reporter(report.Unit), new ReportProgress
    {
        Unit = report.Unit,
        Percent = report.Percent,
        Quantity = report.Quantity,
        Metrics = report.Metrics,
        Note = report.Note,
        Evidence = [.. report.Evidence.Select(evidence => new EvidenceReference { Name = evidence.Name })],
    });

    /// <summary>Asked for on the first working day after the deadline, approved on the next.</summary>
    private void Extend(DateOnly until, string reason)
    {
        var asked = WorkCalendar.OnOrAfter(measure.Deadline.AddDays(1));
        Tell(WorkCalendar.At(asked, 9, Spread(4, 10, 90)), Actors.Reporter(measure.LeadUnit), new RequestExtension { Until = until, Reason = reason });
        Tell(WorkCalendar.At(WorkCalendar.Later(asked, 1), 10, Spread(5, 0, 90)), Actors.Office,
            new ReviewExtension { Extension = 1, Decision = Decision.Approve });
    }

    /// <summary>Each supporting unit on the morning after its 100 %, the last ones right after the lead's own last report.</summary>
    /// <returns>When the lead has done with it on the day of its last report.</returns>
    private DateTimeOffset Confirm(DateTimeOffset leadsLast)
    {
        var last = leadsLast;
        var onDay = new Dictionary<DateOnly, int>();
        foreach (var complete in measure.Units.Select(unit => reports.First(report => report.Unit == unit && report.Percent == 100))
            .OrderBy(report => report.At))
        {
            var day = WorkCalendar.Later(WorkCalendar.DayOf(complete.At), 1);
            var at = WorkCalendar.At(day, 9, 5 + (3 * onDay.GetValueOrDefault(day)));
            if (at < leadsLast)
            {
                onDay[day] = onDay.GetValueOrDefault(day) + 1;
            }
            else
            {
                at = last = last.AddMinutes(2);
            }

            Tell(at, Actors.Reporter(measure.LeadUnit), new ConfirmAssignment { Unit = complete.Unit });
        }

        return last;
    }

    private DateTimeOffset Register(DateTimeOffset after)
    {
        if (measure.Institution is not { } promised)
        {
            return after;
        }

        var at = after.AddMinutes(4);
        Tell(at, Actors.Reporter(measure.LeadUnit), new RegisterInstitution
        {
            Title = promised.Title,
            Number = "",
            Date = WorkCalendar.DayOf(at),
            IssuedBy = plan.InspectedBody!,
            Kind = promised.Kind,
            Evidence = new() { Name = $"{promised.Title}.pdf" },
        });
        return at;
    }

    private DateTimeOffset RequestSignOff(DateTimeOffset at, string result)
    {
        var unit = plan.Units.First(unit => unit.Id == measure.LeadUnit).Name;
        var leader = plan.Leaders.First(leader => leader.Id == measure.Leader).Title;
        Tell(at, Actors.Reporter(measure.LeadUnit), new RequestSignOff
        {
            Person = $"牵头单位：{unit}；责任领导：{leader}",
            Act = measure.Text,
            Result = result,
            Standing = LeadsLast.LongTermBasis is { } basis ? new() { Basis = basis } : null,
        });
        return at;
    }

    /// <summary>Returned by a reviewer, mended two working days later with a report that names new evidence, requested again.</summary>
    private DateTimeOffset ReturnAndMend(DateTimeOffset requested, WenzhouScript.Return returned)
    {
        var (byLeader, byOffice) = ReviewTimes(requested);
        if (returned.ByOffice)
        {
            Review(byLeader, Actors.Leader(measure.Leader), Decision.Approve, null);
            Review(byOffice, Actors.Office, Decision.Return, returned.Reason);
        }
        else
        {
            Review(byLeader, Actors.Leader(measure.Leader), Decision.Return, returned.Reason);
        }

        var mended = WorkCalendar.At(WorkCalendar.Later(WorkCalendar.DayOf(returned.ByOffice ? byOffice : byLeader), 2), 14, Spread(6, 0, 120));
        Tell(mended, Actors.Reporter(measure.LeadUnit), new ReportProgress
        {
            Unit = measure.LeadUnit,
            Percent = 100,
            Note = returned.Answer,
            Evidence = [new() { Name = returned.Evidence }],
        });
        return RequestSignOff(mended.AddMinutes(Spread(7, 8, 15)), $"{measure.Outcome}；退回后已{returned.Answer}");
    }

    private void Approve(DateTimeOffset requested)
    {
        var (byLeader, byOffice) = ReviewTimes(requested);
        Review(byLeader, Actors.Leader(measure.Leader), Decision.Approve, null);
        Review(byOffice, Actors.Office, Decision.Approve, null);
    }

    /// <summary>The leader on the next working day, the office in the afternoon or the day after; both at once where holidays would make them late.</summary>
    private (DateTimeOffset Leader, DateTimeOffset Office) ReviewTimes(DateTimeOffset requested)
    {
        var today = WorkCalendar.DayOf(requested);
        var next = WorkCalendar.Later(today, 1);
        var late = requested.AddDays(plan.Rules.ReviewDays);
        var leader = WorkCalendar.At(next, 9, Spread(8, 10, 140));
        if (leader > late)
        {
            return (requested.AddMinutes(30), requested.AddMinutes(60));
        }

        var office = WorkCalendar.At(WorkCalendar.Later(next, Spread(9, 0, 1)), 14, Spread(10, 20, 180));
        return (leader, office <= late ? office : WorkCalendar.At(next, 14, Spread(10, 20, 180)));
    }

    private void Review(DateTimeOffset at, Actor actor, Decision decision, string? reason) =>
        Tell(at, actor, new ReviewSignOff { Decision = decision, Reason = reason });

    private void Tell(DateTimeOffset at, Actor actor, MeasureCommand command) =>
        _told.Add(new() { At = at, Actor = actor, Measure = measure.No, Command = command });

    /// <summary>A number from lowest to highest that differs from measure to measure and from purpose to purpose, and is always the same.</summary>
    private int Spread(int purpose, int lowest, int highest) => lowest + (((measure.No * 37) + (purpose * 101)) % 211 % (highest - lowest + 1));
}
