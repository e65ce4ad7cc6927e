using Rectification.Gateway.Inbox.Pages;
using Rectification.Notifications;

namespace Rectification.Tests.Contracts.Pages;

/// <summary>An import of a running plan lights many measures at once: each unit has one line a day, read ones apart from unread ones.</summary>
public sealed class InboxGroupTests
{
    [Fact]
    public void Warnings_of_a_unit_and_day_stand_together_and_all_else_alone()
    {
        var groups = InboxGroup.Of(
        [
            Item(1, NotificationKind.Escalated, "u-1", 1, read: true),
            Item(2, NotificationKind.Escalated, "u-1", 1), Item(3, NotificationKind.Escalated, "u-1", 1),
            Item(4, NotificationKind.Escalated, "u-2", 1), Item(5, NotificationKind.OrderIssued, "u-1", 1), Item(6, NotificationKind.OrderIssued, "u-1", 1),
            Item(7, NotificationKind.Escalated, "u-1", 2),
        ]);

        Assert.Equal([[7], [6], [5], [4], [3, 2], [1]], groups.Select(group => group.Items.Select(item => item.No)));
        Assert.Equal([1, 1, 1, 1, 2, 0], groups.Select(group => group.Unread));
    }

    private static InboxItem Item(long no, NotificationKind kind, string unit, int day, bool read = false) => new()
    {
        No = no,
        Plan = "p",
        Read = read,
        Notification = new()
        {
            Id = $"measure.{no}.1",
            Kind = kind,
            At = new(2026, 11, day, 9, (int)no, 0, TimeSpan.FromHours(8)),
            Unit = unit,
            Audience = [],
            Zh = "",
            En = "",
        },
    };
}
