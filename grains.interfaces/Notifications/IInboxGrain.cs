using Orleans.Concurrency;

namespace Rectification.Notifications;

/// <summary>An account's inbox (key: the account's name): the newest notifications for it, over all plans.</summary>
[Alias("inbox")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>Most notifications that are kept; older ones go.</summary>
    const int Most = 500;

    /// <summary>Takes in what a plan's outbox has for the account, in order; what it took before changes nothing.</summary>
    [Alias("take")]
    Task Take(string plan, IReadOnlyList<OutboxItem> items);

    /// <summary>
    /// Items with numbers after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>; without it the newest ones.
    /// </summary>
    [Alias("get"), AlwaysInterleave]
    Task<InboxView> Get(long? after, int limit, bool unreadOnly);

    /// <summary>Everything up to this number is read; it never becomes unread again.</summary>
    [Alias("mark-read")]
    Task<InboxView> MarkRead(long upTo);

    /// <summary>Something happened, of which the account need not hear: what it asked for before is seen to, and counts as read.</summary>
    [Alias("see-to")]
    Task SeeTo(string plan, IReadOnlyList<Notification> happened);
}

/// <summary>A part of an inbox.</summary>
[GenerateSerializer, Immutable, Alias("inbox-view")]
public sealed record InboxView
{
    [Id(0)] public required IReadOnlyList<InboxItem> Items { get; init; }

    /// <summary>Items of the whole inbox that are not read.</summary>
    [Id(1)] public required int Unread { get; init; }

    /// <summary>Number of the newest item; 0 without one.</summary>
    [Id(2)] public required long Last { get; init; }
}

[GenerateSerializer, Immutable, Alias("inbox-item")]
public sealed record InboxItem
{
    /// <summary>Counted from 1 within the inbox.</summary>
    [Id(0)] public required long No { get; init; }
    [Id(1)] public required string Plan { get; init; }
    [Id(2)] public required bool Read { get; init; }
    [Id(3)] public required Notification Notification { get; init; }
}

/// <summary>Brings a plan's notifications (key: plan) to the inboxes of those who should hear of them.</summary>
[Alias("inbox-fan-out")]
public interface IInboxFanOutGrain : IGrainWithStringKey
{
    [Alias("wake"), AlwaysInterleave, OneWay]
    Task Wake();
}

/// <summary>Brings a plan's notifications (key: plan) to the e-mail addresses of those who should hear of them.</summary>
[Alias("mail")]
public interface IMailGrain : IGrainWithStringKey
{
    [Alias("wake"), AlwaysInterleave, OneWay]
    Task Wake();
}
