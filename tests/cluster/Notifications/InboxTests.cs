using Rectification.Accounts;
using Rectification.Notifications;

namespace Rectification.Tests.Cluster.Notifications;

/// <summary>Inboxes are filled at least once and hold each notification once.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task What_comes_again_changes_nothing_and_only_the_newest_500_are_kept()
    {
        await using var town = await Town.Open();
        var inbox = town.Grains.GetGrain<IInboxGrain>("somebody");
        for (var from = 1; from <= 560; from += 40)
        {
            await inbox.Take("p", Items(from, 40)).InTime();
            await inbox.Take("p", Items(Math.Max(1, from - 40), 60)).InTime();
        }

        await inbox.Take("q", Items(1, 3)).InTime();
        await town.Cluster.DeactivateAsync(inbox).InTime();
        await inbox.Take("q", Items(1, 3)).InTime();

        var view = await inbox.Get(null, 600, unreadOnly: false).InTime();
        Assert.Equal((563L, IInboxGrain.Most, IInboxGrain.Most), (view.Last, view.Items.Count, view.Unread));
        Assert.Equal(Enumerable.Range(64, 500).Select(no => (long)no), view.Items.Select(item => item.No));
        Assert.Equal(3, (await inbox.MarkRead(560).InTime()).Unread);
        Assert.Equal(3, (await inbox.MarkRead(2).InTime()).Unread);
    }

    [Fact]
    public async Task A_fan_out_that_dies_after_filling_and_before_remembering_fills_nobody_twice()
    {
        await using var town = await Town.Open();
        await town.Grains.GetGrain<IAccountGrain>("office-1").Submit(new()
        {
            Id = "made",
            By = "ops",
            Command = new CreateAccount { Spec = new() { Name = "office-1", Roles = Roles.Reviewer } },
        }).InTime();
        town.Rows.FailNext(Fault.UnknownLost, (state, id) => state == ReaderRow.StateName);
        var outbox = town.Grains.GetGrain<IOutboxGrain>("p");

        await outbox.Post([.. Items(1, 5).Select(item => item.Notification)]).InTime();
        await outbox.Post([.. Items(6, 5).Select(item => item.Notification)]).InTime();

        var inbox = town.Grains.GetGrain<IInboxGrain>("office-1");
        var view = await Eventually.Becomes(() => inbox.Get(null, 500, unreadOnly: true), view => view.Last >= 10);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"n.{n}"), view.Items.Select(item => item.Notification.Id));
        await Eventually.Becomes(() => town.Rows.Writes(ReaderRow.StateName, town.Grains.GetGrain<IInboxFanOutGrain>("p").GetGrainId()) > 0);
        Assert.Equal(10, (await inbox.Get(null, 500, unreadOnly: false)).Last);
    }

    private static IReadOnlyList<OutboxItem> Items(int from, int count) => [.. Enumerable.Range(from, count).Select(n => new OutboxItem(n, new()
    {
        Id = $"n.{n}",
        Kind = NotificationKind.SignedOff,
        At = DateTimeOffset.UnixEpoch,
        Audience = [Audience.Office],
        Zh = "已销号。",
        En = "Signed off.",
    }))];
}
