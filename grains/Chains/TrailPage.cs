using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rectification.Trails;

namespace Rectification.Chains;

/// <summary>A run of trail entries as sealed bytes: lines of JSON, each ended by a line feed.</summary>
[GenerateSerializer, Immutable, Alias("trail-page")]
public sealed record TrailPage
{
    public static readonly string NoHash = new('0', 64);

    public static readonly TrailPage Empty = new() { FirstVersion = 1, PreviousHash = NoHash, Lines = default };

    [Id(0)] public required long FirstVersion { get; init; }

    /// <summary>Hash of the entry before the first one here, hexadecimal.</summary>
    [Id(1)] public required string PreviousHash { get; init; }

    /// <summary>They never change; behind them, where a page that follows from this one begins to differ, there may be more in the same place.</summary>
    [Id(2)] public required ReadOnlyMemory<byte> Lines { get; init; }

    /// <summary>Where <see cref="Lines"/> lie with room behind them; null for a page that was read.</summary>
    [NonSerialized]
    private PageTail? _tail;

    /// <summary>Version of the last entry here; of the one before the first where there is none.</summary>
    public long LastVersion => FirstVersion + Lines.Span.Count((byte)'\n') - 1;

    /// <summary>The page with an entry behind the others. Only the entry is copied, as long as there is room and nothing else was appended here.</summary>
    public TrailPage Append(ReadOnlySpan<byte> entry)
    {
        var tail = _tail is { } there && there.Takes(Lines, entry.Length + 1) ? there : PageTail.Of(Lines.Span, entry.Length + 1);
        return this with { Lines = tail.Append(Lines.Length, entry), _tail = tail };
    }

    /// <summary>The lines without their ends, oldest first.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Split()
    {
        var rest = Lines;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            yield return rest[..end];
            rest = rest[(end + 1)..];
        }
    }

    /// <summary>Every line with its version and hashes, recomputed.</summary>
    public IEnumerable<TrailLine> Chain()
    {
        var (version, previous) = (FirstVersion, PreviousHash);
        foreach (var line in Split())
        {
            var hash = NextHash(previous, line.Span);
            yield return new() { Version = version++, Hash = hash, PreviousHash = previous, Entry = Encoding.UTF8.GetString(line.Span) };
            previous = hash;
        }
    }

    public static string NextHash(string previous, ReadOnlySpan<byte> entry)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = ArrayPool<byte>.Shared.Rent(hash.Length + entry.Length);
        Convert.FromHexString(previous, bytes, out _, out _);
        entry.CopyTo(bytes.AsSpan(hash.Length));
        SHA256.HashData(bytes.AsSpan(0, hash.Length + entry.Length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>
    /// The part that is sealed first when the page has reached <paramref name="pageBytes"/>, and what stays. The boundary follows from the
    /// bytes alone, so a second try after a crash cuts the identical page.
    /// </summary>
    public (TrailPage Sealed, TrailPage Open)? Cut(int pageBytes)
    {
        var (length, count, hash) = (0, 0, PreviousHash);
        foreach (var line in Split())
        {
            length += line.Length + 1;
            count++;
            hash = NextHash(hash, line.Span);
            if (length >= pageBytes)
            {
                return (this with { Lines = Lines[..length] }, new() { FirstVersion = FirstVersion + count, PreviousHash = hash, Lines = Lines[length..] });
            }
        }

        return null;
    }

    public static T Read<T>(ReadOnlyMemory<byte> line, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(line.Span, type) ?? throw new InvalidDataException("A trail line is empty.");
}
