using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Gateway.Orders;

internal static partial class OrdersApi
{
    /// <summary>The way of every command on an order: read, hand over, answer.</summary>
    private static async Task Submit<TCommand>(HttpContext context, JsonTypeInfo<TCommand> type)
        where TCommand : OrderCommand
    {
        if (await context.KnownPlan() is not { } plan)
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        var issues = typeof(TCommand) == typeof(IssueOrder);
        var no = issues ? 0 : RequestPath.Number(context, "no");
        if (!issues && no == 0)
        {
            await Errors.Refuse(context, OrderRefusals.Unknown);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        if (!RequestHeaders.TryReadIfMatch(context.Request, out var version))
        {
            await Errors.Refuse(context, HttpRefusals.IfMatchMalformed);
            return;
        }

        var body = await Body.Read(context, type);
        if (body.Value is not { } command)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        await Answer(context, plan, issues, await OrderSubmission.Submit(context.Grains(), context.Caller(), plan, no, command, id, version));
    }

    private static Task Answer(HttpContext context, string plan, bool issues, OrderOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return Errors.Refuse(context, refusal);
        }

        var order = outcome.Order!;
        var headers = context.Response.Headers;
        headers.ETag = RequestHeaders.ETag(order.Version);
        if (outcome.Repeated)
        {
            headers["Idempotency-Repeated"] = "true";
        }

        var made = issues && !outcome.Repeated;
        if (made)
        {
            headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan}/orders/{order.No}");
        }

        return JsonAnswer.Write(
            context, new() { Order = order }, OrdersJson.Api.OrderAnswer, made ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
