using Microsoft.Extensions.Options;

namespace Rectification.Storage.Sqlite;

/// <summary>Reminders in the same file as the states; their changes go through the same writer.</summary>
internal sealed class SqliteReminderTable(IOptionsMonitor<SqliteStorageOptions> options, IServiceProvider services) : IReminderTable
{
    /// <summary>Name of the options; no grain storage is called so.</summary>
    public const string OptionsName = "(reminders)";

    private readonly SqliteStorageOptions _options = options.Get(OptionsName);
    private volatile OpenTable? _table;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_table is not null)
        {
            return;
        }

        var (lease, backend) = await SqliteStore.AcquireAsync(_options, services, cancellationToken).ConfigureAwait(false);
        _table = new OpenTable(lease, backend);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _table, null) is { } table)
        {
            await table.Lease.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await Table().Backend.ReadAsync(reader => reader.ReadReminder(grainId, reminderName), CancellationToken.None).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await Table().Backend.ReadAsync(reader => reader.ReadReminders(grainId), CancellationToken.None).ConfigureAwait(false));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        new(await Table().Backend.ReadAsync(reader => reader.ReadReminders(begin, end), CancellationToken.None).ConfigureAwait(false));

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var upsert = new ReminderUpsert(entry, Guid.NewGuid().ToString("N"));
        await Table().Lease.Queue.ApplyAsync(upsert).ConfigureAwait(false);
        return upsert.NewETag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var removal = new ReminderRemoval(grainId, reminderName, eTag);
        await Table().Lease.Queue.ApplyAsync(removal).ConfigureAwait(false);
        return !removal.Conflicted;
    }

    public Task TestOnlyClearTable() => Table().Lease.Queue.ApplyAsync(new ReminderTableClear());

    private OpenTable Table() => _table ?? throw GroupCommitQueue.Closed();

    private sealed record OpenTable(GroupCommitLease Lease, SqliteBackend Backend);
}
