using Rectification.Notifications;

namespace Rectification.Tests.Domain.Notifications;

/// <summary>What is answered, closed or decided asks nobody for anything any more.</summary>
public sealed class MattersTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 29, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(NotificationKind.OrderAnswered, "order.1.answered.2", NotificationKind.OrderIssued, "order.1.issued", true)]
    [InlineData(NotificationKind.OrderAnswered, "order.1.answered.2", NotificationKind.OrderIssued, "order.12.issued", false)]
    [InlineData(NotificationKind.OrderAnswered, "order.1.answered.4", NotificationKind.OrderIssued, "order.1.returned.3", true)]
    [InlineData(NotificationKind.OrderIssued, "order.1.returned.3", NotificationKind.OrderAnswered, "order.1.answered.2", true)]
    [InlineData(NotificationKind.OrderIssued, "order.2.issued", NotificationKind.OrderAnswered, "order.1.answered.2", false)]
    [InlineData(NotificationKind.OrderClosed, "order.1.closed", NotificationKind.OrderAnswered, "order.1.answered.2", true)]
    [InlineData(NotificationKind.OrderAnswered, "order.1.answered.2", NotificationKind.OrderAnswered, "order.1.answered.2", false)]
    public void An_order_that_is_answered_or_closed(NotificationKind now, string id, NotificationKind earlier, string earlierId, bool settled) =>
        Assert.Equal(settled, Matters.Settles(Of(now, id, null, 1), Of(earlier, earlierId, null, 0)));

    [Theory]
    [InlineData(NotificationKind.SignOffReturned, NotificationKind.SignOffRequested, 2, true)]
    [InlineData(NotificationKind.SignOffReturned, NotificationKind.SignOffRequested, 3, false)]
    [InlineData(NotificationKind.SignedOff, NotificationKind.Escalated, 2, true)]
    [InlineData(NotificationKind.SignOffRequested, NotificationKind.SupportDone, 2, true)]
    [InlineData(NotificationKind.ExtensionReturned, NotificationKind.ExtensionRequested, 2, true)]
    [InlineData(NotificationKind.WaitingEnded, NotificationKind.WaitingRequested, 2, false)]
    public void A_request_that_is_decided(NotificationKind now, NotificationKind earlier, int measure, bool settled)
    {
        Assert.Equal(settled, Matters.Settles(Of(now, "measure.2.9", 2, 1), Of(earlier, $"measure.{measure}.7", measure, 0)));
        Assert.False(Matters.Settles(Of(now, "measure.2.9", 2, 0), Of(earlier, $"measure.{measure}.11", measure, 1)));
    }

    private static Notification Of(NotificationKind kind, string id, int? measure, int minutes) =>
        new() { Id = id, Kind = kind, At = At.AddMinutes(minutes), Measure = measure, Unit = "u", Audience = [], Zh = "", En = "" };
}
