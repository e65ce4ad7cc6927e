using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>
/// A plan's outbox is a chain: what was posted stays, so that any receiver can have it again. Of a long one only the newest ids are in
/// memory.
/// </summary>
[GrainType("outbox")]
internal sealed partial class OutboxGrain : Grain, IOutboxGrain
{
    /// <summary>Most notifications of one durable write.</summary>
    private const int BatchSize = 32;

    /// <summary>Most notifications of one answer.</summary>
    private const int MaxSlice = 500;

    private readonly ChainLog<Notification> _log;
    private readonly TimeProvider _clock;
    private readonly IMailSender _mail;
    private readonly ILogger<OutboxGrain> _logger;
    private readonly string _plan;
    private bool _wakeWanted;
    private Task _waking = Task.CompletedTask;

    public OutboxGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, RowStore rows, [FromKeyedServices(Clocks.Key)] TimeProvider clock,
        IMailSender mail, ILogger<OutboxGrain> logger)
    {
        _clock = clock;
        (_mail, _logger) = (mail, logger);
        _plan = this.GetPrimaryKeyString();
        _log = new(stored, rows, "outbox", _plan, NotificationJson.Canonical.ChainEntryNotification);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _log.LoadRecent();

    public async Task Post(IReadOnlyList<Notification> notifications)
    {
        var unknown = notifications.Where(notification => _log.Find(ChainEntries.System, notification.Id) is null).DistinctBy(notification => notification.Id).ToList();
        try
        {
            foreach (var batch in unknown.Chunk(BatchSize))
            {
                await _log.Append([.. batch.Select((notification, i) => Entry(notification, _log.Head.Version + 1 + i))]);
            }
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        if (unknown.Count > 0)
        {
            await Wake();
        }
    }

    public async Task<OutboxSlice> Read(long after, int limit)
    {
        var last = _log.Head.Version;
        var entries = after >= last ? [] : await _log.Entries(Math.Max(0, after), Math.Clamp(limit, 1, MaxSlice));
        return new() { Items = [.. entries.Select(entry => new OutboxItem(entry.Version, entry.Events[0]))], Last = last };
    }

    public Task<long> LastBefore(DateTimeOffset instant) => _log.LastBefore(instant);

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
                await GrainFactory.GetGrain<IInboxFanOutGrain>(_plan).Wake();
                if (_mail.IsConfigured)
                {
                    await GrainFactory.GetGrain<IMailGrain>(_plan).Wake();
                }

                foreach (var webhook in await GrainFactory.GetGrain<IWebhookIndexGrain>(IWebhookIndexGrain.Key).List())
                {
                    await GrainFactory.GetGrain<IWebhookGrain>(webhook).Poke(_plan);
                }
            }
            catch (Exception problem)
            {
                LogNotWoken(problem, _plan);
            }
        }
    }

    private ChainEntry<Notification> Entry(Notification notification, long position) => new()
    {
        Version = position,
        At = _clock.GetUtcNow(),
        By = ChainEntries.System,
        Id = notification.Id,
        Body = "",
        Events = [notification],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every receiver of plan {Plan} could be woken; the plan's reminder does it within a minute.")]
    private partial void LogNotWoken(Exception problem, string plan);
}

/// <summary>The canonical JSON of notifications.</summary>
[JsonSerializable(typeof(ChainEntry<Notification>))]
internal sealed partial class NotificationJson : JsonSerializerContext
{
    public static NotificationJson Canonical { get; } = new(ChainJson.Rules());
}
