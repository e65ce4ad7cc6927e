using Rectification.Notifications;

namespace Rectification.Gateway.Inbox.Pages;

/// <summary>Notifications that are read as one: after the import of a running plan a unit hears of each measure on one day.</summary>
/// <param name="Items">The newest first; at least one.</param>
public sealed record InboxGroup(IReadOnlyList<InboxItem> Items)
{
    public InboxItem First => Items[0];

    /// <summary>Several of one kind, plan, unit and day.</summary>
    public bool IsMany => Items.Count > 1;

    public int Unread => Items.Count(item => !item.Read);

    /// <summary>Only warnings of lights come in numbers; all else stands alone. Read and unread ones stand apart.</summary>
    public static IReadOnlyList<InboxGroup> Of(IEnumerable<InboxItem> items) =>
    [
        .. items.OrderByDescending(item => item.No)
            .GroupBy(item => item.Notification.Kind == NotificationKind.Escalated
                ? (item.Plan, item.Notification.Unit, DateOnly.FromDateTime(item.Notification.At.DateTime), item.Read, No: 0L)
                : (item.Plan, item.Notification.Unit, default, item.Read, item.No))
            .Select(group => new InboxGroup([.. group])),
    ];
}
