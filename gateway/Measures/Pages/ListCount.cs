using Rectification.Gateway.Auth;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>How many measures a list has in all: counted in the list itself, and where that would be too many, the counters' own figure.</summary>
internal static class ListCount
{
    /// <summary>Plans up to this size are counted one by one.</summary>
    private const int MostCounted = 5_000;

    private static readonly IReadOnlyList<string> Nobody = [];

    /// <summary>What every figure of a sheet counts, as a filter.</summary>
    private static readonly IReadOnlyList<(MeasureFilter Filter, Func<MeasureFigures, long> Of)> Figures =
    [
        (new(), static figures => figures.Total),
        (new() { Status = MeasureStatus.Unclaimed }, static figures => figures.Unclaimed),
        (new() { Status = MeasureStatus.InProgress }, static figures => figures.InProgress),
        (new() { Status = MeasureStatus.SignOffRequested }, static figures => figures.SignOffRequested),
        (new() { Status = MeasureStatus.BasicallyDone }, static figures => figures.BasicallyDone),
        (new() { Status = MeasureStatus.SignedOff }, static figures => figures.SignedOff),
        (new() { Status = MeasureStatus.Rescinded }, static figures => figures.Rescinded),
        (new() { Overdue = true }, static figures => figures.Overdue),
        (new() { Light = Light.Yellow }, static figures => figures.Yellow),
        (new() { Light = Light.Red }, static figures => figures.Red),
        (new() { Standing = true }, static figures => figures.Standing),
        (new() { Extended = true }, static figures => figures.Extended),
        (Counted(Rectification.Figure.SignedOffLate), static figures => figures.SignedOffLate),
        (Counted(Rectification.Figure.SignedOffLateByFirst), static figures => figures.SignedOffLateByFirst),
        (Counted(Rectification.Figure.ReopenedLater), static figures => figures.ReopenedLater),
        (Counted(Rectification.Figure.Reopened), static figures => figures.Reopened),
        (Counted(Rectification.Figure.ReviewLate), static figures => figures.ReviewLate),
        (Counted(Rectification.Figure.StandingDue), static figures => figures.StandingDue),
        (Counted(Rectification.Figure.Waiting), static figures => figures.Waiting),
        (Counted(Rectification.Figure.DueWithin10), static figures => figures.DueWithin10),
        (Counted(Rectification.Figure.DueWithin20), static figures => figures.DueWithin20),
        (Counted(Rectification.Figure.DueLater), static figures => figures.DueLater),
        (Counted(Rectification.Figure.OverdueWithin7), static figures => figures.OverdueWithin7),
        (Counted(Rectification.Figure.OverdueWithin30), static figures => figures.OverdueWithin30),
        (Counted(Rectification.Figure.OverdueLonger), static figures => figures.OverdueLonger),
    ];

    public static async Task<MeasureCount> Of(IPlanQueryGrain records, PlanFrame frame, Caller caller, MeasureFilter filter, Func<Task<RateSheet>> city)
    {
        if (frame.MeasureCount > MostCounted && filter.AsOf is null && caller.SeesAll && Figure(filter) is { } figure)
        {
            var sheet = filter.Unit is null ? await city() : (await records.Unit(filter.Unit))?.Sheet;
            return new() { Count = (int)(sheet is null ? 0 : figure(sheet.Measures)), Whole = true };
        }

        return await records.Count(filter);
    }

    /// <summary>The measures that one figure counts.</summary>
    internal static MeasureFilter Counted(Rectification.Figure figure) => new() { Counted = default(FigureSet).With(figure) };

    /// <summary>The figure of a sheet that the filter is, of the whole plan or of what a unit leads.</summary>
    internal static Func<MeasureFigures, long>? Figure(MeasureFilter filter)
    {
        if (filter.Unit is null ? filter.Led is not null : filter.Led is not true)
        {
            return null;
        }

        var bare = Bare(filter with { Unit = null, Led = null });
        return Figures.FirstOrDefault(figure => Bare(figure.Filter) == bare).Of;
    }

    /// <summary>Without what says only who asks and which page.</summary>
    private static MeasureFilter Bare(MeasureFilter filter) => filter with { After = 0, Limit = 1, VisibleUnits = null, VisibleLeaders = Nobody };
}
