using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Notifications;

[GrainType("outbox")]
internal sealed class OutboxGrain : Grain, IOutboxGrain
{
    private readonly ChainLog<Notification> _log;
    private readonly TimeProvider _clock;

    public OutboxGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, RowStore rows, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    {
        _clock = clock;
        _log = new(stored, rows, "outbox", this.GetPrimaryKeyString(), NotificationJson.Canonical.ChainEntryNotification);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _log.Load(static _ => { });

    public async Task Post(IReadOnlyList<Notification> notifications)
    {
        try
        {
            foreach (var notification in notifications.Where(notification => _log.Find(ChainEntries.System, notification.Id) is null))
            {
                await _log.Append(ChainEntries.System, notification.Id, "", _clock.GetUtcNow(), notification);
            }
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}

/// <summary>The canonical JSON of notifications.</summary>
[JsonSerializable(typeof(ChainEntry<Notification>))]
internal sealed partial class NotificationJson : JsonSerializerContext
{
    public static NotificationJson Canonical { get; } = new(TrailJson.Rules());
}
