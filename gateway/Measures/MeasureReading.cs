using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Measures;

/// <summary>Finds measures within what the caller may see, for the API and for the pages alike.</summary>
internal static class MeasureReading
{
    /// <summary>The filter that a query states; malformed values are in <see cref="Query.Wrong"/>.</summary>
    public static MeasureFilter Filter(Query query)
    {
        var filter = new MeasureFilter
        {
            Unit = query.Id("unit"),
            Led = query.Either("led"),
            Done = query.Either("done"),
            Leader = query.Id("leader"),
            Problem = query.Number("problem"),
            Status = query.Word<MeasureStatus>("status"),
            Light = query.Word<Light>("light"),
            DueBefore = query.Day("dueBefore"),
            Extended = query.Either("extended"),
            Overdue = query.Either("overdue"),
            Standing = query.Either("standing"),
            Institution = query.Either("institution"),
            Registered = query.Either("registered"),
            Changed = query.Day("changed"),
            Text = query.Text("q"),
            Counted = Figures(query, asked: true),
            NotCounted = Figures(query, asked: false),
            After = query.Number("cursor") ?? 0,
            Limit = query.Limit(PageAsked.Usual),
        };

        // Without a unit nobody can say whose part is meant.
        _ = filter is { Unit: null, Led: not null } ? query.Refuse("led") : null;
        _ = filter is { Unit: null, Done: not null } ? query.Refuse("done") : null;
        return filter;
    }

    private static FigureSet Figures(Query query, bool asked) =>
        MeasureFilter.Named.Aggregate(default(FigureSet), (figures, figure) => figures.With(figure, query.Either(Words.Of(figure)) == asked));

    public static MeasureFilter Within(Caller caller, MeasureFilter filter) =>
        filter with { VisibleUnits = caller.VisibleUnits, VisibleLeaders = caller.Actor.Leaders };

    /// <summary>One measure with what the caller may do about it, or why it is not shown.</summary>
    public static async Task<(MeasureView? Measure, Refusal? Refusal)> One(IGrainFactory grains, Caller caller, string? plan, int no)
    {
        var measure = plan is not null && no > 0 ? await grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString()).GetFor(caller.Actor) : null;
        return measure is null ? (null, MeasureRefusals.Unknown)
            : caller.Sees(measure) ? (measure, null)
            : (null, HttpRefusals.Forbidden);
    }
}
