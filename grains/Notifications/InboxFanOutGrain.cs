using Microsoft.Extensions.Logging;
using Rectification.Storage;

namespace Rectification.Notifications;

[GrainType("inbox-fan-out")]
internal sealed class InboxFanOutGrain : Grain, IInboxFanOutGrain
{
    private readonly string _plan;
    private readonly IAudienceDirectory _directory;
    private readonly OutboxReader _reader;

    public InboxFanOutGrain(
        [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services,
        IAudienceDirectory directory, ILogger<InboxFanOutGrain> logger)
    {
        _plan = this.GetPrimaryKeyString();
        _directory = directory;
        _reader = new(new("inbox", $"inboxes of {_plan}", _plan), services, stored, logger, Hand, DeactivateOnIdle);
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

    private async Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation)
    {
        foreach (var window in (await _directory.ByAddressee(items)).Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(entry => GrainFactory.GetGrain<IInboxGrain>(entry.To.Account).Take(_plan, entry.Items)));
            foreach (var _ in window)
            {
                _reader.Count("delivered");
            }
        }

        return items.Count;
    }
}
