using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Rectification.Evidence;
using Rectification.Storage;

namespace Rectification.Backups;

/// <summary>
/// Writes a backup to a stream: the rows and reminders of a snapshot first, then every file that they say was sent in. Files are never
/// deleted, so all of them are still there when the snapshot is long gone.
/// </summary>
public sealed class BackupWriter : IAsyncDisposable
{
    private const string EvidenceState = "evidence-v1";
    private const int CopyBytes = 256 * 1024;

    private readonly Stream _target;
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FramedOutput _frames;
    private readonly GZipStream _records;
    private readonly ArrayBufferWriter<byte> _record = new();
    private readonly RowSerializer _serializer;
    private readonly List<byte[]> _files = [];

    /// <param name="target">Takes the backup; stays open.</param>
    /// <param name="serializer">Reads the rows that know of evidence.</param>
    public BackupWriter(Stream target, Serializer serializer)
    {
        _target = target;
        _frames = new(target, _sha);
        _records = new(_frames, CompressionLevel.Fastest, leaveOpen: true);
        _serializer = new(serializer);
    }

    public BackupCounts Counts { get; } = new();

    /// <summary>A serializer for code without a host.</summary>
    public static Serializer Serializer() => new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    /// <summary>Writes the header and all of the snapshot. The snapshot may be let go of afterwards.</summary>
    public async Task Write(IStoreSnapshot snapshot, string serviceId, TimeProvider clock, CancellationToken cancellation)
    {
        await WriteHeader(
            new()
            {
                At = clock.GetUtcNow(),
                ServiceId = serviceId,
                Profile = snapshot.Profile,
                Schema = snapshot.Schema,
                Rows = snapshot.RowCount,
                Reminders = snapshot.ReminderCount,
            },
            cancellation);
        await foreach (var row in snapshot.Rows(cancellation))
        {
            await Write(row, cancellation);
        }

        await foreach (var reminder in snapshot.Reminders(cancellation))
        {
            await Write(reminder, cancellation);
        }
    }

    /// <summary>Writes the files that the rows know of; then the end.</summary>
    /// <param name="open">Opens a file by its hash, or gives <see langword="null"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WriteEvidence(Func<string, CancellationToken, Task<Stream?>> open, CancellationToken cancellation)
    {
        foreach (var hash in _files)
        {
            // Looked through first: one damaged file must not keep everything else from being backed up.
            var name = Convert.ToHexStringLower(hash);
            if (await IsWhole(hash, await open(name, cancellation), cancellation) && await open(name, cancellation) is { } file)
            {
                await using (file)
                {
                    await Write(hash, file, cancellation);
                }
            }
            else
            {
                Counts.CountMissing();
            }
        }

        await End(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _frames.Drop();
        await _records.DisposeAsync();
        await _frames.DisposeAsync();
        _sha.Dispose();
    }

    private static async Task<bool> IsWhole(byte[] hash, Stream? file, CancellationToken cancellation)
    {
        if (file is null)
        {
            return false;
        }

        try
        {
            await using (file)
            {
                return (await SHA256.HashDataAsync(file, cancellation)).AsSpan().SequenceEqual(hash);
            }
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task WriteHeader(BackupHeader header, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, BackupJson.Default.BackupHeader);
        _record.Write(BackupFormat.Magic);
        WriteNumber(BackupFormat.Version);
        WriteNumber((uint)json.Length);
        _record.Write(json);
        _sha.AppendData(_record.WrittenSpan);
        await _target.WriteAsync(_record.WrittenMemory, cancellation);
        _record.ResetWrittenCount();
    }

    private async Task Write(StoredRow row, CancellationToken cancellation)
    {
        WriteKind(RecordKind.Row);
        WriteText(row.StateName);
        WriteText(row.GrainId);
        WriteNumber((uint)row.Data.Length);
        _record.Write(row.Data.Span);
        SHA256.HashData(row.Data.Span, _record.GetSpan(BackupFormat.HashBytes));
        _record.Advance(BackupFormat.HashBytes);
        await Flush(cancellation);
        Counts.Count(row);
        if (row.StateName == EvidenceState && _serializer.Deserialize<EvidenceRow>(new BinaryData(row.Data))?.Type is not null)
        {
            _files.Add(Convert.FromHexString(row.GrainId.AsSpan(row.GrainId.IndexOf('/', StringComparison.Ordinal) + 1)));
        }
    }

    private async Task Write(StoredReminder reminder, CancellationToken cancellation)
    {
        WriteKind(RecordKind.Reminder);
        WriteText(reminder.GrainId);
        WriteText(reminder.Name);
        WriteNumber(reminder.StartAt.Ticks);
        WriteNumber(reminder.Period.Ticks);
        await Flush(cancellation);
        Counts.CountReminder();
    }

    private async Task Write(byte[] hash, Stream file, CancellationToken cancellation)
    {
        WriteKind(RecordKind.Evidence);
        _record.Write(hash);
        WriteNumber(file.Length);
        await Flush(cancellation);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            var left = file.Length;
            for (int read; (read = await file.ReadAsync(buffer, cancellation)) > 0; left -= read)
            {
                sha.AppendData(buffer, 0, read);
                await _records.WriteAsync(buffer.AsMemory(0, read), cancellation);
                Counts.CountEvidenceBytes(read);
            }

            // It was whole a moment ago; what changed since would make a backup that no one can restore.
            if (left != 0 || !sha.GetHashAndReset().AsSpan().SequenceEqual(hash))
            {
                var name = Convert.ToHexStringLower(hash);
                throw new BackupException($"佐证材料 {name} 的内容与其哈希不符。 The evidence {name} does not match its hash.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Counts.CountEvidence();
    }

    private async Task End(CancellationToken cancellation)
    {
        WriteKind(RecordKind.Trailer);
        foreach (var count in (long[])[Counts.Rows, Counts.Reminders, Counts.Evidence, Counts.EvidenceBytes, Counts.Missing])
        {
            WriteNumber(count);
        }

        await Flush(cancellation);
        await _records.DisposeAsync();
        await _frames.End(cancellation);
        await _target.WriteAsync(_sha.GetHashAndReset(), cancellation);
        await _target.FlushAsync(cancellation);
    }

    private async Task Flush(CancellationToken cancellation)
    {
        await _records.WriteAsync(_record.WrittenMemory, cancellation);
        _record.ResetWrittenCount();
    }

    private void WriteKind(RecordKind kind)
    {
        _record.GetSpan(1)[0] = (byte)kind;
        _record.Advance(1);
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > BackupFormat.MaxTextBytes)
        {
            throw new BackupException($"名称过长：{text[..100]}… A name is too long.");
        }

        BinaryPrimitives.WriteUInt16LittleEndian(_record.GetSpan(sizeof(ushort)), (ushort)bytes);
        _record.Advance(sizeof(ushort));
        _record.Advance(Encoding.UTF8.GetBytes(text, _record.GetSpan(Math.Max(bytes, 1))));
    }

    private void WriteNumber(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_record.GetSpan(sizeof(uint)), number);
        _record.Advance(sizeof(uint));
    }

    private void WriteNumber(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_record.GetSpan(sizeof(long)), number);
        _record.Advance(sizeof(long));
    }
}
