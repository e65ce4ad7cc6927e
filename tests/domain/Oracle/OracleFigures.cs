using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Oracle;

/// <summary>"What counts", sentence by sentence.</summary>
internal static class OracleFigures
{
    public static IReadOnlySet<Figure> FiguresFor(this OracleMeasure measure, string unit, DateTimeOffset now)
    {
        var figures = new HashSet<Figure>();
        var signedOff = measure.Status() == MeasureStatus.SignedOff;
        if (measure.Plan.IsAssigned(unit))
        {
            figures.Add(Figure.AssignmentTotal);
        }

        if (signedOff && measure.Plan.IsAssigned(unit))
        {
            figures.Add(Figure.AssignmentDone);
        }

        if (measure.Plan.IsSupporting(unit) && measure.IsConfirmed(unit))
        {
            figures.Add(Figure.AssignmentDone);
        }

        if (unit == measure.Plan.Definition.LeadUnit)
        {
            AddTheMeasure(measure, now, figures);
            AddTheInstitution(measure, figures);
        }

        return figures;
    }

    private static void AddTheMeasure(OracleMeasure measure, DateTimeOffset now, HashSet<Figure> figures)
    {
        var status = measure.Status();
        var light = measure.LightAt(now);
        figures.Add(Figure.MeasureTotal);
        figures.Add(status switch
        {
            MeasureStatus.Unclaimed => Figure.Unclaimed,
            MeasureStatus.InProgress => Figure.InProgress,
            MeasureStatus.SignOffRequested => Figure.SignOffRequested,
            MeasureStatus.BasicallyDone => Figure.BasicallyDone,
            _ => Figure.SignedOff,
        });
        AddIf(measure.IsOverdue(now), Figure.Overdue);
        AddIf(light == Light.Yellow, Figure.Yellow);
        AddIf(light == Light.Red, Figure.Red);
        AddIf(measure.Reopenings() > 0 && status != MeasureStatus.SignedOff, Figure.Reopened);
        AddIf(measure.Standing() is not null, Figure.Standing);
        if (status != MeasureStatus.SignedOff)
        {
            figures.Add(Age(measure.DaysLeft(now)));
        }

        AddIf(measure.LastMove() is ReviewExtension && measure.Deadline() > measure.Plan.Definition.Deadline, Figure.Extended);
        AddIf(measure.LastMove() is ReopenMeasure or RecordStandingCheck && measure.Deadline() > measure.Plan.Definition.Deadline, Figure.ReopenedLater);
        AddIf(measure.DaysLate(measure.Deadline()) > 0, Figure.SignedOffLate);
        AddIf(measure.DaysLate(measure.Plan.Definition.Deadline) > 0, Figure.SignedOffLateByFirst);
        AddIf(measure.PendingRequest() is { } request && request.At.AddDays(measure.Plan.RulesAt(request.At).ReviewDays) <= now, Figure.ReviewLate);
        AddIf(measure.CheckDue() <= now, Figure.StandingDue);
        AddIf(measure.IsWaiting(now), Figure.Waiting);

        void AddIf(bool present, Figure figure)
        {
            if (present)
            {
                figures.Add(figure);
            }
        }
    }

    private static Figure Age(int daysLeft) => daysLeft switch
    {
        > 20 => Figure.DueLater,
        > 10 => Figure.DueWithin20,
        >= 0 => Figure.DueWithin10,
        >= -7 => Figure.OverdueWithin7,
        >= -30 => Figure.OverdueWithin30,
        _ => Figure.OverdueLonger,
    };

    private static void AddTheInstitution(OracleMeasure measure, HashSet<Figure> figures)
    {
        if (measure.Plan.Definition.Institution is not { } promised)
        {
            return;
        }

        figures.Add(promised.Kind == InstitutionKind.New ? Figure.InstitutionNew : Figure.InstitutionRevised);
        if (measure.Institution() is not null)
        {
            figures.Add(Figure.InstitutionRegistered);
        }
    }
}
