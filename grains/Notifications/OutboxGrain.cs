using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>
/// A plan's outbox is a chain: posted notifications stay, so that every receiver can read them again. Only the newest ids are kept in
/// memory.
/// </summary>
[GrainType("outbox")]
internal sealed partial class OutboxGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, RowStore rows, [FromKeyedServices(Clocks.Key)] TimeProvider clock,
    IMailSender mail, ILogger<OutboxGrain> logger)
    : ChainGrain<Notification>(stored, rows, ChainKinds.Of("outbox", NotificationJson.Canonical.ChainEntryNotification)), IOutboxGrain
{
    /// <summary>Most notifications of one durable write.</summary>
    private const int BatchSize = 32;

    /// <summary>Most notifications of one answer.</summary>
    private const int MaxSlice = 500;

    private bool _wakeWanted;
    private Task _waking = Task.CompletedTask;

    private string Plan => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => LoadRecent();

    public async Task Post(IReadOnlyList<Notification> notifications)
    {
        var unknown = new List<Notification>();
        foreach (var notification in notifications.DistinctBy(notification => notification.Id))
        {
            if (await Chain.Find(ChainEntries.System, notification.Id) is null)
            {
                unknown.Add(notification);
            }
        }

        foreach (var batch in unknown.Chunk(BatchSize))
        {
            await Append([.. batch.Select((notification, i) => Entry(notification, Chain.Head.Version + 1 + i))]);
        }

        if (unknown.Count > 0)
        {
            await Wake();
        }
    }

    public async Task<OutboxSlice> Read(long after, int limit)
    {
        var last = Chain.Head.Version;
        var entries = after >= last ? [] : await Chain.Entries(Math.Max(0, after), Math.Clamp(limit, 1, MaxSlice));
        return new() { Items = [.. entries.Select(entry => new OutboxItem(entry.Version, entry.Events[0]))], Last = last };
    }

    public Task<long> LastBefore(DateTimeOffset instant) => Chain.LastBefore(instant);

    public Task Wake()
    {
        _wakeWanted = true;
        if (_waking.IsCompleted)
        {
            _waking = WakeReceivers();
        }

        return Task.CompletedTask;
    }

    /// <summary>One round at a time. A receiver that is not reached now is woken by the plan's reminder.</summary>
    private async Task WakeReceivers()
    {
        while (_wakeWanted)
        {
            _wakeWanted = false;
            try
            {
                await GrainFactory.GetGrain<IInboxFanOutGrain>(Plan).Wake();
                if (mail.IsConfigured)
                {
                    await GrainFactory.GetGrain<IMailGrain>(Plan).Wake();
                }

                foreach (var webhook in await GrainFactory.GetGrain<IWebhookIndexGrain>(IWebhookIndexGrain.Key).List())
                {
                    await GrainFactory.GetGrain<IWebhookGrain>(webhook).Poke(Plan);
                }
            }
            catch (Exception problem)
            {
                LogNotWoken(problem, Plan);
            }
        }
    }

    /// <summary>What was posted is known by its id; it means nothing to the outbox.</summary>
    protected override void Fold(ChainEntry<Notification> entry)
    {
    }

    private ChainEntry<Notification> Entry(Notification notification, long position) => new()
    {
        Version = position,
        At = NotBefore(clock.GetUtcNow()),
        By = ChainEntries.System,
        Id = notification.Id,
        Body = "",
        Events = [notification],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every receiver of plan {Plan} could be woken; the plan's reminder retries within a minute.")]
    private partial void LogNotWoken(Exception problem, string plan);
}

/// <summary>The canonical JSON of notifications.</summary>
[JsonSerializable(typeof(ChainEntry<Notification>))]
internal sealed partial class NotificationJson : JsonSerializerContext
{
    public static NotificationJson Canonical { get; } = new(ChainJson.Rules());
}
