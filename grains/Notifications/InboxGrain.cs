using System.Collections.Immutable;

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
internal sealed class InboxGrain([PersistentState("inbox-v1")] IPersistentState<InboxRow> stored) : Grain, IInboxGrain
{
    /// <summary>The committed row, from which calls are answered.</summary>
    private InboxRow _row = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _row = stored.State;
        return Task.CompletedTask;
    }

    public async Task Take(string plan, IReadOnlyList<OutboxItem> items)
    {
        var taken = _row.Taken.GetValueOrDefault(plan);
        var fresh = items.Where(item => item.Position > taken).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        // An outbox that forgot an old id may hold it twice; recipients who still have it here are not told again.
        var held = _row.Items.Where(item => item.Plan == plan).Select(item => item.Notification.Id).ToHashSet(StringComparer.Ordinal);
        var added = fresh.Where(item => held.Add(item.Notification.Id))
            .Select((item, i) => new InboxItem { No = _row.Last + 1 + i, Plan = plan, Read = false, Notification = item.Notification }).ToList();
        var all = _row.Items.AddRange(added);
        await Store(_row with
        {
            Items = all.Length > IInboxGrain.Most ? all[^IInboxGrain.Most..] : all,
            Last = _row.Last + added.Count,
            Taken = _row.Taken.SetItem(plan, fresh[^1].Position),
        });
    }

    public Task<InboxView> Get(long? after, int limit, bool unreadOnly)
    {
        var from = Math.Max(after ?? 0, unreadOnly ? _row.ReadUpTo : 0);
        var items = _row.Items.Where(item => item.No > from);
        return Task.FromResult(View(after is null ? items.TakeLast(limit) : items.Take(limit)));
    }

    public async Task<InboxView> MarkRead(long upTo)
    {
        var read = Math.Min(upTo, _row.Last);
        if (read > _row.ReadUpTo)
        {
            await Store(_row with { ReadUpTo = read });
        }

        return View([]);
    }

    private InboxView View(IEnumerable<InboxItem> items) => new()
    {
        Items = [.. items.Select(item => item with { Read = item.No <= _row.ReadUpTo })],
        Unread = _row.Items.Count(item => item.No > _row.ReadUpTo),
        Last = _row.Last,
    };

    private async Task Store(InboxRow next)
    {
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
            _row = next;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
