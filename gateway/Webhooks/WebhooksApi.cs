using System.Text.Json;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Notifications;

namespace Rectification.Gateway.Webhooks;

/// <summary>/webhooks: systems that hear of things as they happen.</summary>
internal static class WebhooksApi
{
    private const string One = "/webhooks/{id}";

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.Post("/webhooks", Policy.Ops, Create, "Add a webhook; a secret that is made is shown once").Takes<NewWebhook>().Gives<IssuedWebhook>(StatusCodes.Status201Created);
        api.Get("/webhooks", Policy.Ops, List, "All webhooks and how far they are").Gives<ItemList<WebhookView>>();
        api.Get(One, Policy.Ops, Get, "One webhook").Gives<WebhookView>();
        api.Post(One + "/disable", Policy.Ops, context => SetEnabled(context, enabled: false), "Stop deliveries; nothing is lost").Gives<WebhookView>();
        api.Post(One + "/enable", Policy.Ops, context => SetEnabled(context, enabled: true), "Go on where it stopped, at once").Gives<WebhookView>();
        api.Post(One + "/replay", Policy.Ops, Replay, "Deliver again from a position or an instant on").Takes<ReplayFrom>().Gives<WebhookView>();
        api.Post(One + "/test", Policy.Ops, Test, "Send one test now and say what came of it").Gives<WebhookTrial>();
    }

    private static async Task Create(HttpContext context)
    {
        var body = await Body.Read(context, WebhooksJson.Api.NewWebhook);
        if (body.Value is not { } asked)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var key))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var (outcome, secret) = await WebhookAdministration.Create(context.Grains(), asked, context.Caller().Actor.Account, key);
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        context.Response.Headers.Location = $"/api/v1/webhooks/{outcome.Webhook!.Id}";
        context.Response.Headers.CacheControl = "no-store";
        var issued = new IssuedWebhook { Secret = secret, Webhook = outcome.Webhook };
        await JsonAnswer.Write(context, issued, WebhooksJson.Api.IssuedWebhook, Mark(context, outcome.Repeated, StatusCodes.Status201Created));
    }

    private static async Task List(HttpContext context) =>
        await JsonAnswer.Write(context, new() { Items = await WebhookAdministration.All(context.Grains()) }, WebhooksJson.Api.ItemListWebhookView);

    private static async Task Get(HttpContext context)
    {
        var webhook = RequestPath.Id(context, "id") is { } id ? await Grain(context, id).Get() : null;
        await (webhook is null ? Errors.Refuse(context, WebhookRefusals.Unknown) : JsonAnswer.Write(context, webhook, WebhooksJson.Api.WebhookView));
    }

    private static async Task SetEnabled(HttpContext context, bool enabled) =>
        await Answer(context, RequestPath.Id(context, "id") is { } id ? await Grain(context, id).SetEnabled(enabled) : WebhookRefusals.Unknown);

    private static async Task Replay(HttpContext context)
    {
        if (RequestPath.Id(context, "id") is not { } id)
        {
            await Errors.Refuse(context, WebhookRefusals.Unknown);
            return;
        }

        var body = await Body.Read(context, WebhooksJson.Api.ReplayFrom);
        if (body.Value is not { } asked)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var key))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        var replay = new WebhookReplay
        {
            By = context.Caller().Actor.Account,
            Id = key,
            Plan = asked.Plan,
            Position = asked.From.ValueKind == JsonValueKind.Number && asked.From.TryGetInt64(out var position) ? position : null,
            Instant = asked.From.ValueKind == JsonValueKind.String && InstantConverter.HasOffset(asked.From.GetString()!)
                && asked.From.TryGetDateTimeOffset(out var instant) ? instant : null,
        };
        await Answer(context, await WebhookAdministration.Replay(context.Grains(), id, replay));
    }

    private static async Task Test(HttpContext context)
    {
        var trial = RequestPath.Id(context, "id") is { } id ? await Grain(context, id).Test() : null;
        await (trial is null ? Errors.Refuse(context, WebhookRefusals.Unknown) : JsonAnswer.Write(context, trial, WebhooksJson.Api.WebhookTrial));
    }

    private static Task Answer(HttpContext context, WebhookOutcome outcome) => outcome.Refusal is { } refusal
        ? Errors.Refuse(context, refusal)
        : JsonAnswer.Write(context, outcome.Webhook!, WebhooksJson.Api.WebhookView, Mark(context, outcome.Repeated, StatusCodes.Status200OK));

    private static int Mark(HttpContext context, bool repeated, int first)
    {
        if (!repeated)
        {
            return first;
        }

        context.Response.Headers["Idempotency-Repeated"] = "true";
        return StatusCodes.Status200OK;
    }

    private static IWebhookGrain Grain(HttpContext context, string id) => context.Grains().GetGrain<IWebhookGrain>(id);
}
