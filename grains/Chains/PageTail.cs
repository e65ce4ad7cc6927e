using System.Runtime.InteropServices;

namespace Rectification.Chains;

/// <summary>
/// Bytes with room behind them, in which an open page's lines lie while its grain is active: each page that follows from another shares what they have in
/// common. Copied with every entry, they outlived a collection each time.
/// </summary>
internal sealed class PageTail
{
    /// <summary>For a first entry; and for the second place, in which the usual page becomes full.</summary>
    private const int LeastBytes = 1024;
    private const int UsualBytes = 4096;

    private readonly byte[] _bytes;
    private int _used;

    private PageTail(int bytes) => _bytes = new byte[bytes];

    /// <summary>A place of its own for lines, with room for as many bytes more and some.</summary>
    public static PageTail Of(ReadOnlySpan<byte> lines, int more)
    {
        var tail = new PageTail(Math.Max(lines.IsEmpty ? LeastBytes : UsualBytes, (lines.Length + more) * 3 / 2)) { _used = lines.Length };
        lines.CopyTo(tail._bytes);
        return tail;
    }

    /// <summary>Whether the lines are the newest ones here and there is room for more: where another page was made of them already, they are not.</summary>
    public bool Takes(ReadOnlyMemory<byte> lines, int more) =>
        MemoryMarshal.TryGetArray(lines, out var part) && part.Array == _bytes && part.Offset + part.Count == _used && _used + more <= _bytes.Length;

    /// <summary>Appends a line; gives it with the bytes before it.</summary>
    /// <param name="before">How many bytes before it belong to the page.</param>
    /// <param name="entry">The line without its end.</param>
    public ReadOnlyMemory<byte> Append(int before, ReadOnlySpan<byte> entry)
    {
        var start = _used - before;
        entry.CopyTo(_bytes.AsSpan(_used));
        _bytes[_used + entry.Length] = (byte)'\n';
        _used += entry.Length + 1;
        return _bytes.AsMemory(start, _used - start);
    }
}
