using Microsoft.Extensions.Logging;

namespace Rectification.Notifications;

[GrainType("webhook-delivery")]
internal sealed class WebhookDeliveryGrain : Grain, IWebhookDeliveryGrain
{
    private readonly NameKey _key;
    private readonly WebhookSender _sender;
    private readonly OutboxReader _reader;

    public WebhookDeliveryGrain(
        [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services,
        WebhookSender sender, ILogger<WebhookDeliveryGrain> logger)
    {
        _key = NameKey.Parse(this.GetPrimaryKeyString());
        _sender = sender;
        _reader = new(new("webhook", $"webhook {_key.Id}", _key.Plan), services, stored, logger, Hand, DeactivateOnIdle);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _reader.Load();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _reader.Dispose();
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        _reader.Wake();
        return Task.CompletedTask;
    }

    public Task RetryNow()
    {
        _reader.RetryNow();
        return Task.CompletedTask;
    }

    public Task MoveTo(long position) => _reader.MoveTo(position);

    public Task<DeliveryView> GetState() => _reader.View();

    /// <summary>One attempt for the first notification the webhook wants; those before it are passed over.</summary>
    private async Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation)
    {
        if (await GrainFactory.GetGrain<IWebhookGrain>(_key.Id).GetSettings() is not { Enabled: true } webhook)
        {
            return 0;
        }

        var unwanted = items.TakeWhile(item => !webhook.Wants(_key.Plan, item.Notification.Kind)).Count();
        if (unwanted > 0)
        {
            return unwanted;
        }

        var trial = await _sender.Send(webhook, WebhookPayload.Of(_key.Plan, items[0]), cancellation);
        _reader.Count(trial.Delivered ? "delivered" : "failed");
        return trial.Delivered ? 1 : throw new DeliveryFailedException(trial.Error!);
    }
}
