using Microsoft.Extensions.Logging;

namespace Rectification.Notifications;

[GrainType("webhook-delivery")]
internal sealed class WebhookDeliveryGrain(
    [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services, WebhookSender sender,
    ILogger<WebhookDeliveryGrain> logger) : ReaderGrain(NameOf, stored, services, logger), IWebhookDeliveryGrain
{
    public Task RetryNow()
    {
        Reader.RetryNow();
        return Task.CompletedTask;
    }

    public Task MoveTo(long position) => Reader.MoveTo(position);

    public Task<DeliveryView> GetState() => Reader.View();

    /// <summary>One attempt for the first notification the webhook wants; those before it are passed over.</summary>
    protected override async Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation)
    {
        if (await GrainFactory.GetGrain<IWebhookGrain>(NameKey.Parse(this.GetPrimaryKeyString()).Id).GetSettings() is not { Enabled: true } webhook)
        {
            return 0;
        }

        var unwanted = items.TakeWhile(item => !webhook.Wants(Name.Plan, item.Notification.Kind)).Count();
        if (unwanted > 0)
        {
            return unwanted;
        }

        var trial = await sender.Send(webhook, WebhookPayload.Of(Name.Plan, items[0]), cancellation);
        Reader.Count(trial.Delivered ? "delivered" : "failed");
        return trial.Delivered ? 1 : throw new DeliveryFailedException(trial.Error!);
    }

    private static ReaderName NameOf(string key)
    {
        var name = NameKey.Parse(key);
        return new("webhook", $"webhook {name.Id}", name.Plan);
    }
}
