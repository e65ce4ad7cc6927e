using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Orders;

namespace Rectification.Gateway.Orders;

/// <summary>/plans/{plan}/orders: supervision orders (督办单), each seen by the unit addressed and by those who oversee.</summary>
internal static class OrdersApi
{
    private const string All = "/plans/{plan}/orders";
    private const string One = All + "/{no}";

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.Get(All, Policy.ReadPlan, List, "Supervision orders（督办单）");
        api.Get(One, Policy.ReadPlan, Get, "One order");
        api.Post(All, Policy.Submit, Issue, "Issue an order（下发督办单）").Gives<OrderAnswer>(StatusCodes.Status201Created);
        Command<AnswerOrder>(api, "/answer", "Answer an order（答复）");
        Command<ReturnOrder>(api, "/return", "Return the answer（退回答复）");
        Command<CloseOrder>(api, "/close", "Close an order（办结）");
    }

    private static void Command<TCommand>(IEndpointRouteBuilder api, string path, string summary)
        where TCommand : OrderCommand =>
        api.Post(One + path, Policy.Submit, async (KnownPlan plan, OrderNo no, [AsParameters] Call call, Body<TCommand> body, IGrainFactory grains) =>
        {
            var outcome = await OrderSubmission.Submit(grains, call.Caller, plan.Id, no.Value, body.Value, call.Key.Id, call.IfMatch.Version);
            return outcome.Refusal is { } refusal ? refusal
                : Answer<OrderAnswer>.Of(new() { Order = outcome.Order! }, outcome.Order!.Version, outcome.Repeated);
        }, summary);

    private static async Task<Answer<OrderAnswer>> Issue(KnownPlan plan, [AsParameters] Call call, Body<IssueOrder> body, IGrainFactory grains)
    {
        var outcome = await OrderSubmission.Submit(grains, call.Caller, plan.Id, 0, body.Value, call.Key.Id, call.IfMatch.Version);
        if (outcome.Refusal is { } refusal)
        {
            return outcome.Wrong.Count > 1 ? Answer<OrderAnswer>.Refused(outcome.Wrong) : refusal;
        }

        var location = outcome.Repeated ? null : string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan.Id}/orders/{outcome.Order!.No}");
        return Answer<OrderAnswer>.Of(new() { Order = outcome.Order! }, outcome.Order!.Version, outcome.Repeated, made: !outcome.Repeated, location);
    }

    private static async Task<Answer<ItemList<OrderView>>> List(Asked<OrdersAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var page = await grains.GetGrain<IOrderGrain>(plan.Id).List(asked.Value.Filter with { VisibleUnits = caller.VisibleUnits });
        return ItemList<OrderView>.Of(page.Items, page.Next);
    }

    private static async Task<Answer<OrderView>> Get(KnownPlan plan, OrderNo no, Caller caller, IGrainFactory grains) =>
        await grains.GetGrain<IOrderGrain>(plan.Id).GetFor(no.Value, caller.Actor) is not { } order ? OrderRefusals.Unknown
        : !caller.SeesUnit(order.Unit) ? HttpRefusals.Forbidden
        : Answer<OrderView>.Of(order, order.Version);

    /// <summary>The order a route names, which may not be there.</summary>
    private sealed record OrderNo(int Value)
    {
        public static ValueTask<OrderNo?> BindAsync(HttpContext context) =>
            RequestPath.Number(context, "no") is > 0 and var no ? new(new OrderNo(no)) : Binding.Refused<OrderNo>(context, OrderRefusals.Unknown);
    }

    /// <summary>What a list of orders is asked for.</summary>
    private sealed record OrdersAsked(OrderFilter Filter) : IAsked<OrdersAsked>
    {
        public static OrdersAsked Read(Query query) => new(new OrderFilter
        {
            Unit = query.Id("unit"),
            Status = query.Word<OrderStatus>("status"),
            After = query.Number("cursor") ?? 0,
            Limit = query.Limit(PageAsked.Usual),
        });
    }
}
