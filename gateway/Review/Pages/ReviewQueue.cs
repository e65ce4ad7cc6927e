using Rectification.Gateway.Auth;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Terms;

namespace Rectification.Gateway.Review.Pages;

/// <summary>What is to be decided.</summary>
public enum ReviewKind
{
    SignOff = 1,
    Extension = 2,
    BasicallyDone = 3,
    Waiting = 4,
    Amendment = 5,
}

/// <summary>Something that waits for the caller's decision.</summary>
public sealed record ReviewItem
{
    public required ReviewKind Kind { get; init; }
    public required PlanFrame Frame { get; init; }

    /// <summary>What waits on a measure; <see langword="null"/> for an amendment.</summary>
    public AwaitedDecision? Measure { get; init; }

    /// <summary>The amendment of the plan, if it is one.</summary>
    public AmendmentView? Amendment { get; init; }

    /// <summary>From when it has waited; unknown for a proposal that was followed by something else.</summary>
    public required DateTimeOffset Since { get; init; }

    public string Address => Amendment is { } amendment ? RecordAddress.Amendment(Frame.Plan, amendment.No)
        : RecordAddress.Measure(Frame.Plan, Measure!.No) + "/review";
}

/// <summary>Finds what waits for somebody's decision over all plans. The measures' rules say what that is.</summary>
internal sealed class ReviewQueue(IGrainFactory grains, PlanCache frames)
{
    private const int PlansAtOnce = 8;

    /// <summary>What it is called.</summary>
    public static string Kind(Bilingual say, ReviewKind kind) => kind switch
    {
        ReviewKind.SignOff => say["销号", "Sign-off"],
        ReviewKind.Extension => say["延期", "Extension"],
        ReviewKind.Waiting => say.Head(Glossary.Waiting),
        ReviewKind.Amendment => say["方案调整", "Amendment"],
        _ => say.Head(Glossary.Of(MeasureStatus.BasicallyDone)),
    };

    /// <summary>Since when it has waited, and for how many days.</summary>
    public static string Waits(Bilingual say, ReviewItem item, DateTimeOffset now)
    {
        var (since, days) = (item.Frame.Time(item.Since), item.Frame.Day(now).DayNumber - item.Frame.Day(item.Since).DayNumber);
        return days < 1 ? say[$"{since} 提交", $"sent {since}"]
            : say[$"{since} 提交，已待审 {days} 天", $"sent {since}, waiting for {days} {(days == 1 ? "day" : "days")}"];
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<ReviewItem>> For(Caller caller)
    {
        var items = new List<ReviewItem>();
        if (!caller.Actor.Is(Roles.Leader) && !caller.Actor.Is(Roles.Reviewer))
        {
            return items;
        }

        foreach (var some in (await PlanList.Ids(grains)).Chunk(PlansAtOnce))
        {
            foreach (var found in await Task.WhenAll(some.Select(plan => Of(caller, plan))))
            {
                items.AddRange(found);
            }
        }

        return [.. items.OrderBy(item => item.Since)];
    }

    private async Task<IEnumerable<ReviewItem>> Of(Caller caller, string plan)
    {
        if (await frames.Get(plan) is not { } frame)
        {
            return [];
        }

        var scope = new MeasureFilter { VisibleUnits = caller.VisibleUnits, VisibleLeaders = caller.Actor.Leaders, Reader = caller.Actor };
        var measures = await grains.GetGrain<IPlanQueryGrain>(plan).AwaitedDecisions(scope);
        var amendments = await grains.GetGrain<IPlanGrain>(plan).AwaitedAmendments(caller.Actor);
        return amendments.Select(amendment => new ReviewItem
        {
            Kind = ReviewKind.Amendment,
            Frame = frame,
            Amendment = amendment,
            Since = amendment.ProposedAt,
        }).Concat(measures.Select(measure => new ReviewItem { Kind = KindOf(measure.Act), Frame = frame, Measure = measure, Since = measure.Since }));
    }

    private static ReviewKind KindOf(string act) => act switch
    {
        MeasureActs.ReviewSignOff => ReviewKind.SignOff,
        MeasureActs.ReviewExtension => ReviewKind.Extension,
        MeasureActs.ReviewBasicallyDone => ReviewKind.BasicallyDone,
        MeasureActs.ReviewWaiting => ReviewKind.Waiting,
        _ => throw new InvalidOperationException($"No decision is made by {act}."),
    };
}
