using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Gateway.Orders;

/// <summary>/plans/{plan}/orders: supervision orders (督办单), each seen by the unit addressed and by those who oversee.</summary>
internal static partial class OrdersApi
{
    private const string All = "/plans/{plan}/orders";
    private const string One = All + "/{no}";
    private const int UsualLimit = 100;

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var json = GatewayJson.Api;
        api.Get(All, Policy.ReadPlan, List, "Supervision orders（督办单）").Asks("unit", "status", "cursor", "limit").Gives<ItemList<OrderView>>();
        api.Get(One, Policy.ReadPlan, Get, "One order").Gives<OrderView>();
        api.Post(All, Policy.Submit, context => Submit(context, json.IssueOrder), "Issue an order（下发督办单）")
            .Takes<IssueOrder>().Gives<OrderAnswer>(StatusCodes.Status201Created);
        api.Post(One + "/answer", Policy.Submit, context => Submit(context, json.AnswerOrder), "Answer an order（答复）").Takes<AnswerOrder>().Gives<OrderAnswer>();
        api.Post(One + "/return", Policy.Submit, context => Submit(context, json.ReturnOrder), "Return the answer（退回答复）").Takes<ReturnOrder>().Gives<OrderAnswer>();
        api.Post(One + "/close", Policy.Submit, context => Submit(context, json.CloseOrder), "Close an order（办结）").Takes<CloseOrder>().Gives<OrderAnswer>();
    }

    private static async Task List(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var filter = new OrderFilter
        {
            Unit = query.Id("unit"),
            Status = query.Word<OrderStatus>("status"),
            After = query.Number("cursor") ?? 0,
            Limit = query.Limit(UsualLimit),
            VisibleUnits = context.Caller().VisibleUnits,
        };
        if (await context.AskedPlan(query) is not { } plan)
        {
            return;
        }

        var page = await Grain(context, plan).List(filter);
        var next = page.Next?.ToString(CultureInfo.InvariantCulture);
        await JsonAnswer.Write(context, new() { Items = page.Items, NextCursor = next }, GatewayJson.Api.ItemListOrderView);
    }

    private static async Task Get(HttpContext context)
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        if (RequestPath.Number(context, "no") is not (> 0 and var no) || await Grain(context, plan).GetFor(no, context.Caller().Actor) is not { } order)
        {
            await Errors.Refuse(context, OrderRefusals.Unknown);
            return;
        }

        if (!context.Caller().SeesUnit(order.Unit))
        {
            await Errors.Refuse(context, HttpRefusals.Forbidden);
            return;
        }

        context.Response.Headers.ETag = RequestHeaders.ETag(order.Version);
        await JsonAnswer.Write(context, order, GatewayJson.Api.OrderView);
    }

    private static IOrderGrain Grain(HttpContext context, string plan) => context.Grains().GetGrain<IOrderGrain>(plan);
}
