using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
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

        if (await Unnamed(context, plan, no, command) is { } missing)
        {
            await Errors.Refuse(context, missing);
            return;
        }

        var envelope = new OrderEnvelope { Id = id, Actor = context.Caller().Actor, Command = command, No = no, IfVersion = version };
        await Answer(context, plan, issues, await Grain(context, plan).Submit(envelope));
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
            context, new() { Order = order }, GatewayJson.Api.OrderAnswer, made ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>An answer names only evidence its sender may name, and it is on record with the order's measures; what is no hash is the order's to refuse.</summary>
    private static async Task<Refusal?> Unnamed(HttpContext context, string plan, int no, OrderCommand command)
    {
        if (EvidenceNames.Of(command) is not { Count: > 0 } named || await Grain(context, plan).Get(no) is not { } order)
        {
            return null;
        }

        foreach (var measure in order.Measures)
        {
            if (await EvidenceRights.Name(context.Grains(), context.Caller(), new() { Plan = plan, Measure = measure }, named) is { } unknown)
            {
                return unknown;
            }
        }

        return null;
    }
}
