using Microsoft.Extensions.Logging;
using Rectification.Storage;

namespace Rectification.Notifications;

[GrainType("inbox-fan-out")]
internal sealed class InboxFanOutGrain(
    [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services, IAudienceDirectory directory,
    ILogger<InboxFanOutGrain> logger) : ReaderGrain(plan => new("inbox", $"inboxes of {plan}", plan), stored, services, logger), IInboxFanOutGrain
{
    protected override async Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation)
    {
        foreach (var window in (await directory.ByAddressee(items)).Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(entry => GrainFactory.GetGrain<IInboxGrain>(entry.To.Account).Take(Name.Plan, entry.Items)));
            foreach (var _ in window)
            {
                Reader.Count("delivered");
            }
        }

        return items.Count;
    }
}
