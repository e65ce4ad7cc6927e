namespace Rectification.Notifications;

/// <summary>Which notifications ask for something, and which tell that it was seen to: whoever was asked need not look into it any more.</summary>
internal static class Matters
{
    /// <summary>Whom a notification's matter was put to before, besides those whom it is for now.</summary>
    public static IReadOnlyList<Audience> AskedBefore(Notification now) =>
        now.Kind is NotificationKind.OrderAnswered or NotificationKind.OrderClosed && now.Unit is { } unit ? [Audience.Unit(unit), Audience.Office]
        : now.Kind is NotificationKind.SupportDone or NotificationKind.SignOffRequested && now.Unit is { } lead ? [Audience.Unit(lead), Audience.Office]
        : Closes(now) is [] ? []
        : [Audience.Office];

    /// <summary>Whether nothing is left to do about the earlier one.</summary>
    public static bool Settles(Notification now, Notification earlier) =>
        Closes(now).Contains(earlier.Kind) && now.Id != earlier.Id && now.At >= earlier.At && now.Measure == earlier.Measure
        && now.Amendment == earlier.Amendment
        && OrderOf(now) == OrderOf(earlier);

    private static ReadOnlySpan<NotificationKind> Closes(Notification now) => now.Kind switch
    {
        NotificationKind.OrderAnswered => [NotificationKind.OrderIssued, NotificationKind.OrderRepeated],
        NotificationKind.OrderClosed => [NotificationKind.OrderIssued, NotificationKind.OrderRepeated, NotificationKind.OrderAnswered],
        NotificationKind.OrderIssued => [NotificationKind.OrderAnswered],
        NotificationKind.SignOffRequested => [NotificationKind.SupportDone],
        NotificationKind.SignOffStepApproved => [NotificationKind.SignOffRequested, NotificationKind.SignOffStepApproved],
        NotificationKind.SignOffReturned => [NotificationKind.SignOffRequested, NotificationKind.SignOffStepApproved],
        NotificationKind.SignedOff => [NotificationKind.SignOffRequested, NotificationKind.SignOffStepApproved, NotificationKind.Escalated],
        NotificationKind.ExtensionApproved or NotificationKind.ExtensionReturned => [NotificationKind.ExtensionRequested],
        NotificationKind.BasicallyDoneDecided => [NotificationKind.BasicallyDoneProposed],
        NotificationKind.WaitingDecided => [NotificationKind.WaitingRequested],
        NotificationKind.AmendmentDecided => [NotificationKind.AmendmentProposed],
        _ => [],
    };

    /// <summary>The order in the id of an order's notification: <c>order.12.issued</c>.</summary>
    private static string? OrderOf(Notification notification) => notification.Id.Split('.') is ["order", var no, ..] ? no : null;
}
