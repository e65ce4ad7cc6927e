using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Shell;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Trails;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>Everything about one measure, as its page shows it.</summary>
internal sealed record MeasureRecord
{
    /// <summary>Entries of the trail shown at once.</summary>
    private const int TrailShown = 200;

    private const int EvidenceOfAPage = 100;
    private const int OrdersShown = 100;

    /// <summary>The newest look-backs that are asked whether they drew the measure.</summary>
    private const int LookBacksAsked = 20;

    public required MeasureView Measure { get; init; }
    public required ProblemView? Problem { get; init; }
    public required TrailSlice Trail { get; init; }
    public required IReadOnlyList<TimelineItem> Life { get; init; }

    /// <summary>The files of one page, the newest first.</summary>
    public required IReadOnlyList<MeasureEvidence> Evidence { get; init; }
    public required ListPage EvidencePage { get; init; }

    /// <summary>The version up to which older entries can be shown; <see langword="null"/>: these are the first.</summary>
    public required long? Earlier { get; init; }

    /// <param name="grains">The cluster.</param>
    /// <param name="frame">The measure's plan.</param>
    /// <param name="caller">Who asks; sees the measure.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="upTo">The newest version of the trail to show; <see langword="null"/>: the newest there is.</param>
    /// <param name="files">Which page of its files.</param>
    /// <param name="say">The language.</param>
    public static async Task<MeasureRecord> Read(IGrainFactory grains, PlanFrame frame, Caller caller, MeasureView measure, long? upTo, int? files,
        Bilingual say)
    {
        var key = new NumberKey(measure.Plan, measure.No).ToString();
        var last = Math.Clamp(upTo ?? measure.Version, 0, measure.Version);
        var after = Math.Max(0, last - TrailShown);
        var trail = grains.GetGrain<IMeasureGrain>(key).GetTrail(after, (int)Math.Max(1, last - after));
        var problem = grains.GetGrain<IProblemGrain>(new NumberKey(measure.Plan, measure.Problem).ToString()).Get();
        var list = grains.GetGrain<IMeasureEvidenceGrain>(key);
        var evidence = list.Newest((Math.Max(1, files ?? 1) - 1) * EvidenceOfAPage, EvidenceOfAPage);
        var orders = grains.GetGrain<IOrderGrain>(measure.Plan).List(new() { Measure = measure.No, Limit = OrdersShown, VisibleUnits = caller.VisibleUnits });
        var lookBacks = LookBacks(grains, caller, measure);
        await Task.WhenAll(trail, problem, evidence, orders, lookBacks);
        var page = ListPage.Of(files, (await evidence).Total, EvidenceOfAPage);
        var slice = await trail ?? new() { Entries = [], LastVersion = 0 };
        return new()
        {
            Measure = measure,
            Problem = await problem,
            Trail = slice,
            Evidence = page.No == (files ?? 1) ? (await evidence).Items : (await list.Newest(page.Before, EvidenceOfAPage)).Items,
            EvidencePage = page,
            Life = new Timeline(frame, say).Of(slice.Entries, upTo is null ? (await orders).Items : [], upTo is null ? await lookBacks : []),
            Earlier = after > 0 ? after : null,
        };
    }

    private static async Task<IReadOnlyList<(int No, DrawnMeasure Drawn, DateTimeOffset At, string By)>> LookBacks(IGrainFactory grains, Caller caller,
        MeasureView measure)
    {
        var grain = grains.GetGrain<ILookBackGrain>(measure.Plan);
        var newest = (await grain.List()).TakeLast(LookBacksAsked);
        var asked = await Task.WhenAll(newest.Select(lookBack => grain.Get(lookBack.No, caller.Scope())));
        return [.. asked.OfType<LookBackView>().SelectMany(view =>
            view.Measures.Where(drawn => drawn.Measure == measure.No).Select(drawn => (view.No, drawn, view.At, view.By)))];
    }
}
