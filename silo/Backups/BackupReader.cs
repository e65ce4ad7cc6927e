using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rectification.Backups;

/// <summary>Reads a backup once, from its first byte to its last, and checks every one of them.</summary>
public sealed class BackupReader : IAsyncDisposable
{
    private readonly Stream _source;
    private readonly IncrementalHash _sha;
    private readonly FramedInput _frames;
    private readonly BufferedStream _records;
    private readonly byte[] _small = new byte[BackupFormat.HashBytes];
    private byte[] _large = [];

    private BackupReader(Stream source, IncrementalHash sha, BackupHeader header)
    {
        (_source, _sha, Header) = (source, sha, header);
        _frames = new(source, sha);
        _records = new(new GZipStream(_frames, CompressionMode.Decompress), BackupFormat.FrameBytes);
    }

    public BackupHeader Header { get; }

    public BackupCounts Counts { get; } = new();

    /// <summary>SHA-256 of the whole file in small hexadecimal digits, once its last byte has been checked; before, <see langword="null"/>.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Reads the header. The source stays open.</summary>
    /// <exception cref="BackupException">It is no backup, of a newer format, or damaged.</exception>
    public static async Task<BackupReader> Open(Stream source, CancellationToken cancellation)
    {
        var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var start = new byte[BackupFormat.Magic.Length + 2 * sizeof(uint)];
            var read = await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
            if (read < BackupFormat.Magic.Length || !start.AsSpan().StartsWith(BackupFormat.Magic))
            {
                throw new BackupException("这不是本系统的备份文件。 This is not a backup of this product.");
            }

            var version = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(BackupFormat.Magic.Length));
            var length = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(BackupFormat.Magic.Length + sizeof(uint)));
            if (read == start.Length && version != BackupFormat.Version)
            {
                throw new BackupException(
                    $"备份格式为 {version}，本程序只读格式 {BackupFormat.Version}；请用写出它的版本。 "
                        + $"The backup has format {version}, this program reads format {BackupFormat.Version}; use the version that wrote it.");
            }

            if (read < start.Length || length > BackupFormat.MaxHeaderBytes)
            {
                throw BackupException.Damaged("header");
            }

            var json = new byte[length];
            await source.ReadExactlyAsync(json, cancellation);
            sha.AppendData(start);
            sha.AppendData(json);
            return new(source, sha, JsonSerializer.Deserialize(json, BackupJson.Default.BackupHeader) ?? throw BackupException.Damaged("header"));
        }
        catch (Exception problem)
        {
            sha.Dispose();
            throw problem is EndOfStreamException or JsonException ? BackupException.Damaged("header", problem) : problem;
        }
    }

    /// <summary>Hands everything over; commits only when the last byte has been checked.</summary>
    /// <exception cref="BackupException">The backup is damaged; the target was not committed.</exception>
    public async Task CopyTo(IStoreFilling target, CancellationToken cancellation)
    {
        try
        {
            var last = RecordKind.Row;
            for (RecordKind kind; (kind = await ReadKind(last, cancellation)) != RecordKind.Trailer; last = kind)
            {
                await (kind switch
                {
                    RecordKind.Row => CopyRow(target, cancellation),
                    RecordKind.Reminder => CopyReminder(target, cancellation),
                    RecordKind.Evidence => CopyEvidence(target, cancellation),
                    _ => throw BackupException.Damaged(Where()),
                });
            }

            await CheckEnd(cancellation);
        }
        catch (Exception problem) when (problem is EndOfStreamException or InvalidDataException)
        {
            throw BackupException.Damaged(Where(), problem);
        }

        await target.Commit(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _records.DisposeAsync();
        _sha.Dispose();
    }

    private string Where() => $"row {Counts.Rows}, evidence {Counts.Evidence}";

    private async Task<RecordKind> ReadKind(RecordKind last, CancellationToken cancellation)
    {
        await _records.ReadExactlyAsync(_small.AsMemory(0, 1), cancellation);
        var kind = (RecordKind)_small[0];
        return kind >= last && kind <= RecordKind.Trailer ? kind : throw BackupException.Damaged(Where());
    }

    private async Task CopyRow(IStoreFilling target, CancellationToken cancellation)
    {
        var (state, grain) = (await ReadText(cancellation), await ReadText(cancellation));
        await _records.ReadExactlyAsync(_small.AsMemory(0, sizeof(uint)), cancellation);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_small);
        var data = length <= BackupFormat.MaxRowBytes ? Large((int)length) : throw BackupException.Damaged(Where());
        await _records.ReadExactlyAsync(data, cancellation);
        await _records.ReadExactlyAsync(_small, cancellation);
        if (!SHA256.HashData(data.Span).AsSpan().SequenceEqual(_small))
        {
            throw BackupException.Damaged($"{state} {grain}");
        }

        var row = new StoredRow(state, grain, data);
        await target.Add(row, cancellation);
        Counts.Count(row);
    }

    private async Task CopyReminder(IStoreFilling target, CancellationToken cancellation)
    {
        var (grain, name) = (await ReadText(cancellation), await ReadText(cancellation));
        var (start, period) = (await ReadNumber(cancellation), await ReadNumber(cancellation));
        if (start < 0 || start > DateTime.MaxValue.Ticks)
        {
            throw BackupException.Damaged($"{name} {grain}");
        }

        await target.Add(new StoredReminder(grain, name, new(start, DateTimeKind.Utc), new(period)), cancellation);
        Counts.CountReminder();
    }

    private async Task CopyEvidence(IStoreFilling target, CancellationToken cancellation)
    {
        await _records.ReadExactlyAsync(_small, cancellation);
        var sha256 = Convert.ToHexStringLower(_small);
        var size = await ReadNumber(cancellation);
        await using var file = new EvidenceInput(_records, size, Counts);
        await target.AddEvidence(sha256, size, file, cancellation);
        if (!file.EndedWith(sha256))
        {
            throw BackupException.Damaged($"evidence {sha256}");
        }

        Counts.CountEvidence();
    }

    private async Task CheckEnd(CancellationToken cancellation)
    {
        foreach (var count in (long[])[Counts.Rows, Counts.Reminders, Counts.Evidence, Counts.EvidenceBytes])
        {
            if (await ReadNumber(cancellation) != count)
            {
                throw BackupException.Damaged("trailer");
            }
        }

        Counts.CountMissing(await ReadNumber(cancellation));
        if (await _records.ReadAsync(_small, cancellation) != 0 || await _frames.ReadAsync(_small, cancellation) != 0 || !_frames.Ended
            || Counts.Rows != Header.Rows || Counts.Reminders != Header.Reminders)
        {
            throw BackupException.Damaged("trailer");
        }

        await _source.ReadExactlyAsync(_small, cancellation);
        if (!_sha.GetCurrentHash().AsSpan().SequenceEqual(_small))
        {
            throw BackupException.Damaged("SHA-256");
        }

        _sha.AppendData(_small);
        Sha256 = Convert.ToHexStringLower(_sha.GetHashAndReset());
        if (await _source.ReadAsync(_small, cancellation) != 0)
        {
            throw BackupException.Damaged("SHA-256");
        }
    }

    private async Task<string> ReadText(CancellationToken cancellation)
    {
        await _records.ReadExactlyAsync(_small.AsMemory(0, sizeof(ushort)), cancellation);
        var text = Large(BinaryPrimitives.ReadUInt16LittleEndian(_small));
        await _records.ReadExactlyAsync(text, cancellation);
        return Encoding.UTF8.GetString(text.Span);
    }

    private async Task<long> ReadNumber(CancellationToken cancellation)
    {
        await _records.ReadExactlyAsync(_small.AsMemory(0, sizeof(long)), cancellation);
        return BinaryPrimitives.ReadInt64LittleEndian(_small);
    }

    private Memory<byte> Large(int length)
    {
        if (_large.Length < length)
        {
            _large = new byte[Math.Max(length, 2 * _large.Length)];
        }

        return _large.AsMemory(0, length);
    }
}
