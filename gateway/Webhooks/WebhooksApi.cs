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
        api.Post("/webhooks", Policy.Ops, Create, "Add a webhook; a secret that is made is shown once").Gives<IssuedWebhook>(StatusCodes.Status201Created);
        api.Get("/webhooks", Policy.Ops, List, "All webhooks and how far they are");
        api.Get(One, Policy.Ops, Get, "One webhook");
        api.Post(One + "/disable", Policy.Ops, Disable, "Stop deliveries; nothing is lost");
        api.Post(One + "/enable", Policy.Ops, Enable, "Go on where it stopped, at once");
        api.Post(One + "/replay", Policy.Ops, Replay, "Deliver again from a position or an instant on");
        api.Post(One + "/test", Policy.Ops, Test, "Send one test now and say what came of it");
    }

    private static async Task<Answer<IssuedWebhook>> Create(Body<NewWebhook> body, Caller caller, IdempotencyKey key, IGrainFactory grains)
    {
        var (outcome, secret) = await WebhookAdministration.Create(grains, body.Value, caller.Actor.Account, key.Id);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<IssuedWebhook>.Of(
                new() { Secret = secret, Webhook = outcome.Webhook! },
                repeated: outcome.Repeated,
                made: !outcome.Repeated,
                location: $"/api/v1/webhooks/{outcome.Webhook!.Id}",
                isPrivate: true);
    }

    private static async Task<Answer<ItemList<WebhookView>>> List(IGrainFactory grains) => ItemList<WebhookView>.Of(await WebhookAdministration.All(grains));

    private static async Task<Answer<WebhookView>> Get(WebhookId id, IGrainFactory grains) =>
        Answer<WebhookView>.Of(await Grain(grains, id).Get(), WebhookRefusals.Unknown);

    private static async Task<Answer<WebhookView>> Disable(WebhookId id, Caller caller, IGrainFactory grains) =>
        Answered(await Grain(grains, id).SetEnabled(false, caller.Actor.Account));

    private static async Task<Answer<WebhookView>> Enable(WebhookId id, Caller caller, IGrainFactory grains) =>
        Answered(await Grain(grains, id).SetEnabled(true, caller.Actor.Account));

    private static async Task<Answer<WebhookView>> Replay(WebhookId id, Body<ReplayFrom> body, Caller caller, IdempotencyKey key, IGrainFactory grains)
    {
        var from = body.Value.From;
        var replay = new WebhookReplay
        {
            By = caller.Actor.Account,
            Id = key.Id,
            Plan = body.Value.Plan,
            Position = from.ValueKind == JsonValueKind.Number && from.TryGetInt64(out var position) ? position : null,
            Instant = from.ValueKind == JsonValueKind.String && InstantConverter.HasOffset(from.GetString()!)
                && from.TryGetDateTimeOffset(out var instant) ? instant : null,
        };
        return Answered(await WebhookAdministration.Replay(grains, id.Value, replay));
    }

    private static async Task<Answer<WebhookTrial>> Test(WebhookId id, IGrainFactory grains) =>
        Answer<WebhookTrial>.Of(await Grain(grains, id).Test(), WebhookRefusals.Unknown);

    private static Answer<WebhookView> Answered(WebhookOutcome outcome) =>
        outcome.Refusal is { } refusal ? refusal : Answer<WebhookView>.Of(outcome.Webhook!, repeated: outcome.Repeated);

    private static IWebhookGrain Grain(IGrainFactory grains, WebhookId id) => grains.GetGrain<IWebhookGrain>(id.Value);

    /// <summary>The webhook a route names, which may not be there.</summary>
    private sealed record WebhookId(string Value)
    {
        public static ValueTask<WebhookId?> BindAsync(HttpContext context) =>
            RequestPath.Id(context, "id") is { } id ? new(new WebhookId(id)) : Binding.Refused<WebhookId>(context, WebhookRefusals.Unknown);
    }
}
