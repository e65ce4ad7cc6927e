using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Notifications;

namespace Rectification.Gateway.Webhooks;

/// <summary>What crosses HTTP as JSON of webhooks.</summary>
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(IssuedWebhook))]
[JsonSerializable(typeof(ReplayFrom))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(ItemList<WebhookView>))]
[JsonSerializable(typeof(WebhookTrial))]
internal sealed partial class WebhooksJson : JsonSerializerContext
{
    public static readonly WebhooksJson Api = new(ApiJson.Options());
}
