using Microsoft.Extensions.Logging;
using Rectification.Storage;

namespace Rectification.Notifications;

[GrainType("inbox-fan-out")]
internal sealed class InboxFanOutGrain(
    [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services, IAudienceDirectory directory,
    ILogger<InboxFanOutGrain> logger) : ReaderGrain(plan => new("inbox", $"inboxes of {plan}", plan), stored, services, logger), IInboxFanOutGrain
{
    /// <summary>Those who were asked before and are not told now.</summary>
    private async Task SeeTo(IReadOnlyList<OutboxItem> items)
    {
        var asked = items.Select(item => item with { Notification = item.Notification with { Audience = Matters.AskedBefore(item.Notification) } })
            .Where(item => item.Notification.Audience.Count > 0).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        foreach (var window in (await directory.ByAddressee(asked)).Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(entry => GrainFactory.GetGrain<IInboxGrain>(entry.To.Account)
                .SeeTo(Name.Plan, [.. entry.Items.Select(item => item.Notification)])));
        }
    }

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

        await SeeTo(items);
        return items.Count;
    }
}
