using Orleans.Serialization;
using Rectification.Accounts;
using Rectification.Storage;

namespace Rectification.Backups;

/// <summary>A store that is filled by a restore: beside what the backup holds it gets a note that it was restored, by whom and from which file.</summary>
/// <param name="target">The store.</param>
/// <param name="reader">Hands the backup over.</param>
/// <param name="serializer">Writes the note as stores keep it.</param>
/// <param name="clock">Real time.</param>
/// <param name="by">Who restores.</param>
public sealed class RestoringFilling(IStoreFilling target, BackupReader reader, Serializer serializer, TimeProvider clock, string by) : IStoreFilling
{
    /// <summary>Most characters of who restores.</summary>
    public const int MaxOperator = 100;

    private readonly RowSerializer _serializer = new(serializer);
    private RestoreNoteRow _note = new();

    /// <summary>A note that the backup brings, of an earlier restore that nobody was told of, is kept back and goes into the new one.</summary>
    public Task Add(StoredRow row, CancellationToken cancellation)
    {
        if (row is not { StateName: RestoreNoteRow.StateName, GrainId: RestoreNoteRow.GrainId })
        {
            return target.Add(row, cancellation);
        }

        _note = row.Data.IsEmpty ? new() : _serializer.Deserialize<RestoreNoteRow>(new(row.Data)) ?? new();
        return Task.CompletedTask;
    }

    public Task Add(StoredReminder reminder, CancellationToken cancellation) => target.Add(reminder, cancellation);

    public Task AddEvidence(string sha256, long size, Stream content, CancellationToken cancellation) =>
        target.AddEvidence(sha256, size, content, cancellation);

    /// <summary>The whole backup has been checked: its hash is known, and the note is part of the same commit.</summary>
    public async Task Commit(CancellationToken cancellation)
    {
        var restored = new BackupRestored
        {
            Account = $"restore:{Guid.NewGuid():N}",
            Operator = by,
            Sha256 = reader.Sha256 ?? throw new InvalidOperationException("A backup is committed before its last byte was checked."),
            BackupAt = reader.Header.At,
            RestoredAt = clock.GetUtcNow(),
            Rows = reader.Counts.Rows,
        };
        var note = new RestoreNoteRow { Restores = [.. _note.Restores.IsDefault ? [] : _note.Restores, restored] };
        await target.Add(new StoredRow(RestoreNoteRow.StateName, RestoreNoteRow.GrainId, _serializer.Serialize(note).ToMemory()), cancellation);
        await target.Commit(cancellation);
    }

    public ValueTask DisposeAsync() => target.DisposeAsync();
}
