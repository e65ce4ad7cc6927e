using Rectification.Gateway.Auth;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Shell;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Gateway.Orders.Pages;

/// <summary>Which orders a list shows.</summary>
public enum OrderShow
{
    All = 0,

    /// <summary>The next act is the reader's.</summary>
    Mine = 1,

    /// <summary>No answer yet, in time or late.</summary>
    Awaiting = 2,
    Late = 3,
    Answered = 4,
    Closed = 5,
}

/// <summary>What a list of orders is asked for.</summary>
/// <param name="Show">Which of them.</param>
/// <param name="Plan">Only of this plan.</param>
/// <param name="Unit">Only to this unit.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Size">Rows of a page.</param>
internal sealed record OrderListAsked(OrderShow Show, string? Plan, string? Unit, int? Page, int Size = ListPage.Usual);

/// <summary>One page of the orders of all plans that a person may see.</summary>
internal sealed record OrderList
{
    private const int PlansAtOnce = 8;

    public required ListPage Page { get; init; }

    /// <summary>The rows of the page: what waits for the reader first, then what is late, open, answered, and the newest of what is closed.</summary>
    public required IReadOnlyList<(PlanFrame Frame, OrderView Order, bool Waits)> Rows { get; init; }

    /// <summary>How many orders each choice shows, the plan and the unit being as asked.</summary>
    public required IReadOnlyDictionary<OrderShow, int> Counts { get; init; }

    /// <summary>The plans in which the reader may issue an order.</summary>
    public required IReadOnlyList<PlanFrame> Issuing { get; init; }

    /// <summary>The plans that have orders he may see, whatever else was asked.</summary>
    public required IReadOnlyList<PlanFrame> Plans { get; init; }

    /// <summary>In how many orders of each plan the next act is the reader's.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> Waiting(IGrainFactory grains, PlanCache frames, Caller caller)
    {
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in (await PlanList.Ids(grains)).Chunk(PlansAtOnce))
        {
            var boards = await Task.WhenAll(some.Select(plan => Board(grains, frames, caller, null, plan)));
            foreach (var (frame, board) in boards.OfType<(PlanFrame, OrderBoard)>())
            {
                waiting[frame.Plan] = board.Orders.Count(order => order.Waits);
            }
        }

        return waiting;
    }

    /// <summary>Two calls a plan at most: one for all its orders in few bytes, one for those of the page.</summary>
    public static async Task<OrderList> Read(IGrainFactory grains, PlanCache frames, Caller caller, OrderListAsked asked)
    {
        var boards = new List<(PlanFrame Frame, OrderBoard Board)>();
        foreach (var some in (await PlanList.Ids(grains)).Chunk(PlansAtOnce))
        {
            boards.AddRange((await Task.WhenAll(some.Select(plan => Board(grains, frames, caller, asked.Unit, plan)))).OfType<(PlanFrame, OrderBoard)>());
        }

        var all = boards.Where(plan => asked.Plan is null || plan.Frame.Plan == asked.Plan)
            .SelectMany(plan => plan.Board.Orders.Select(order => (plan.Frame, Order: order))).ToList();
        var shown = all.Where(pair => Shows(asked.Show, pair.Order))
            .OrderByDescending(pair => pair.Order.Waits).ThenBy(pair => Rank(pair.Order.Status))
            .ThenBy(pair => pair.Order.Status == OrderStatus.Closed ? -pair.Order.Due.DayNumber : pair.Order.Due.DayNumber)
            .ThenBy(pair => pair.Frame.Plan, StringComparer.Ordinal).ThenBy(pair => pair.Order.No).ToList();
        var page = ListPage.Of(asked.Page, shown.Count, asked.Size);
        return new()
        {
            Page = page,
            Rows = await Views(grains, [.. page.Of(shown)]),
            Counts = Enum.GetValues<OrderShow>().ToDictionary(show => show, show => all.Count(pair => Shows(show, pair.Order))),
            Issuing = [.. boards.Where(plan => plan.Board.MayIssue is null).Select(plan => plan.Frame).OrderByDescending(frame => frame.FeedbackDate)],
            Plans = [.. boards.Where(plan => plan.Board.Orders.Count > 0).Select(plan => plan.Frame).OrderByDescending(frame => frame.FeedbackDate)],
        };
    }

    private static async Task<(PlanFrame Frame, OrderBoard Board)?> Board(IGrainFactory grains, PlanCache frames, Caller caller, string? unit, string plan) =>
        await frames.Get(plan) is { } frame
            ? (frame, await grains.GetGrain<IOrderGrain>(plan).Board(new() { Reader = caller.Actor, VisibleUnits = caller.VisibleUnits, Unit = unit }))
            : null;

    private static async Task<IReadOnlyList<(PlanFrame, OrderView, bool)>> Views(IGrainFactory grains, List<(PlanFrame Frame, OrderOnBoard Order)> page)
    {
        var read = await Task.WhenAll(page.GroupBy(pair => pair.Frame.Plan, StringComparer.Ordinal).Select(async plan =>
            (plan.Key, Orders: await grains.GetGrain<IOrderGrain>(plan.Key).Some([.. plan.Select(pair => pair.Order.No)]))));
        var views = read.SelectMany(plan => plan.Orders.Select(order => (Plan: plan.Key, Order: order))).ToDictionary(pair => (pair.Plan, pair.Order.No));
        return [.. page.Where(pair => views.ContainsKey((pair.Frame.Plan, pair.Order.No)))
            .Select(pair => (pair.Frame, views[(pair.Frame.Plan, pair.Order.No)].Order, pair.Order.Waits))];
    }

    private static bool Shows(OrderShow show, OrderOnBoard order) => show switch
    {
        OrderShow.Mine => order.Waits,
        OrderShow.Awaiting => order.Status is OrderStatus.Open or OrderStatus.Late,
        OrderShow.Late => order.Status == OrderStatus.Late,
        OrderShow.Answered => order.Status == OrderStatus.Answered,
        OrderShow.Closed => order.Status == OrderStatus.Closed,
        _ => true,
    };

    private static int Rank(OrderStatus status) => status switch { OrderStatus.Late => 0, OrderStatus.Open => 1, OrderStatus.Answered => 2, _ => 3 };
}
