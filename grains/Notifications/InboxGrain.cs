using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>An inbox as it is persisted.</summary>
[GenerateSerializer, Alias("inbox-row")]
public sealed record InboxRow
{
    [Id(0)] public ImmutableArray<InboxItem> Items { get; init; } = [];
    [Id(1)] public long Last { get; init; }
    [Id(2)] public long ReadUpTo { get; init; }

    /// <summary>Per plan the position up to which its notifications were taken: what comes again is known.</summary>
    [Id(3)] public ImmutableDictionary<string, long> Taken { get; init; } = ImmutableDictionary<string, long>.Empty;
}

[GrainType("inbox")]
internal sealed class InboxGrain : Grain, IInboxGrain
{
    private readonly Committed<InboxRow> _stored;

    public InboxGrain([PersistentState("inbox-v1")] IPersistentState<InboxRow> stored) => _stored = new(stored, DeactivateOnIdle);

    private InboxRow Row => _stored.Row;

    public async Task Take(string plan, IReadOnlyList<OutboxItem> items)
    {
        var taken = Row.Taken.GetValueOrDefault(plan);
        var fresh = items.Where(item => item.Position > taken).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        // An outbox that forgot an old id may hold it twice; recipients who still have it here are not told again.
        var held = Row.Items.Where(item => item.Plan == plan).Select(item => item.Notification.Id).ToHashSet(StringComparer.Ordinal);
        var added = fresh.Where(item => held.Add(item.Notification.Id))
            .Select((item, i) => new InboxItem { No = Row.Last + 1 + i, Plan = plan, Read = false, Notification = item.Notification }).ToList();
        var happened = added.Select(item => item.Notification).ToList();
        var all = Row.Items.Select(item => Seen(item, plan, happened)).Concat(added).ToImmutableArray();
        await _stored.Write(Row with
        {
            Items = all.Length > IInboxGrain.Most ? all[^IInboxGrain.Most..] : all,
            Last = Row.Last + added.Count,
            Taken = Row.Taken.SetItem(plan, fresh[^1].Position),
        });
    }

    public Task<InboxView> Get(long? after, int limit, bool unreadOnly)
    {
        var from = Math.Max(after ?? 0, unreadOnly ? Row.ReadUpTo : 0);
        var items = Row.Items.Where(item => item.No > from && !(unreadOnly && item.Read));
        return Task.FromResult(View(after is null ? items.TakeLast(limit) : items.Take(limit)));
    }

    public async Task<InboxView> MarkRead(long upTo)
    {
        var read = Math.Min(upTo, Row.Last);
        if (read > Row.ReadUpTo)
        {
            await _stored.Write(Row with { ReadUpTo = read });
        }

        return View([]);
    }

    public async Task SeeTo(string plan, IReadOnlyList<Notification> happened)
    {
        var items = Row.Items.Select(item => Seen(item, plan, happened)).ToImmutableArray();
        if (items.Where((item, i) => item.Read != Row.Items[i].Read).Any())
        {
            await _stored.Write(Row with { Items = items });
        }
    }

    /// <summary>An item whose matter is seen to; one that counts as read stays so.</summary>
    private static InboxItem Seen(InboxItem item, string plan, IReadOnlyList<Notification> happened) =>
        !item.Read && item.Plan == plan && happened.Any(now => Matters.Settles(now, item.Notification)) ? item with { Read = true } : item;

    private InboxView View(IEnumerable<InboxItem> items) => new()
    {
        Items = [.. items.Select(item => item with { Read = item.Read || item.No <= Row.ReadUpTo })],
        Unread = Row.Items.Count(item => !item.Read && item.No > Row.ReadUpTo),
        Last = Row.Last,
    };
}
