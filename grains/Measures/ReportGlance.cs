using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace Rectification.Measures;

/// <summary>
/// The usual entry of a trail, one report and at most the claim before it, as far as it decides what a measure counts for: read from its line without making
/// objects of the rest. Where a line is not written as such a report is, there is no glance, and the entry is read whole.
/// </summary>
/// <param name="At">Own time.</param>
/// <param name="Unit">The unit that reported.</param>
/// <param name="Percent">What it reported.</param>
/// <param name="Quantity">The same of a measure with a target, where it says so.</param>
/// <param name="Evidence">How many pieces of evidence it names.</param>
/// <param name="Claims">Whether the measure was claimed by it.</param>
internal readonly record struct ReportGlance(DateTimeOffset At, string Unit, int Percent, decimal? Quantity, int Evidence, bool Claims = false)
{
    /// <param name="line">An entry's canonical JSON.</param>
    /// <param name="known">What units have reported before it; their names are not made anew.</param>
    public static ReportGlance? Of(ReadOnlySpan<byte> line, ImmutableArray<AssignmentState> known)
    {
        var rest = line;
        var claims = false;
        if (!Head(ref rest, out var at, ref claims)
            || !Take(ref rest, "progressReported\",\"unit\":\""u8) || !Text(ref rest, out var unit)
            || !Take(ref rest, ",\"percent\":"u8) || !Utf8Parser.TryParse(rest, out int percent, out var digits))
        {
            return null;
        }

        rest = rest[digits..];
        decimal? quantity = null;
        if (Take(ref rest, ",\"quantity\":"u8))
        {
            if (!Utf8Parser.TryParse(rest, out decimal stated, out digits))
            {
                return null;
            }

            quantity = stated;
            rest = rest[digits..];
        }

        return Take(ref rest, ",\"note\":\""u8) && Text(ref rest, out _) && Take(ref rest, ",\"evidence\":["u8) && Pieces(ref rest, out var evidence)
            && (!Take(ref rest, ",\"correction\":\""u8) || Text(ref rest, out _)) && rest.SequenceEqual("}]}"u8) && Name(unit, known) is { } name
            ? new(at, name, percent, quantity, evidence, claims) : null;
    }

    /// <summary>Whether it says again what its unit last said, so that nothing counts otherwise but by who has been silent.</summary>
    public bool Repeats(MeasureState before)
    {
        var last = before.Assignment(Unit);
        return !Claims && last.Reports > 0 && last.Percent == Percent
            && (Quantity is not { } told || (told == last.Quantity && told.Scale == last.Quantity.Value.Scale))
            && (!last.Confirmed || Percent == 100) && before.Status != MeasureStatus.BasicallyDone;
    }

    /// <summary>Up to the name of the event that is not the claim. Who recorded it when and for whom, a figure of the past does not ask.</summary>
    private static bool Head(ref ReadOnlySpan<byte> rest, out DateTimeOffset at, ref bool claims)
    {
        at = default;
        if (!Take(ref rest, "{\"v\":"u8) || !Utf8Parser.TryParse(rest, out long _, out var digits))
        {
            return false;
        }

        rest = rest[digits..];
        var isHead = Take(ref rest, ",\"at\":\""u8) && Text(ref rest, out var own) && Instant(own, out at)
            && Take(ref rest, ",\"recorded\":\""u8) && Text(ref rest, out _) && Take(ref rest, ",\"by\":\""u8) && Text(ref rest, out _)
            && (!Take(ref rest, ",\"for\":\""u8) || Text(ref rest, out _)) && Take(ref rest, ",\"id\":\""u8) && Text(ref rest, out _)
            && Take(ref rest, ",\"body\":\""u8) && Text(ref rest, out _) && Take(ref rest, ",\"events\":[{\"type\":\""u8);
        claims = isHead && Take(ref rest, "claimed\"},{\"type\":\""u8);
        return isHead;
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        var isThere = rest.StartsWith(expected);
        rest = isThere ? rest[expected.Length..] : rest;
        return isThere;
    }

    /// <summary>A text as it is written, up to its closing quote.</summary>
    private static bool Text(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        for (var end = 0; end < rest.Length;)
        {
            var next = rest[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                break;
            }

            end += next;
            if (rest[end] == '"')
            {
                text = rest[..end];
                rest = rest[(end + 1)..];
                return true;
            }

            // What follows the stroke is no end.
            end += 2;
        }

        text = default;
        return false;
    }

    /// <summary>How many pieces there are up to the end of the list; each is a text.</summary>
    private static bool Pieces(ref ReadOnlySpan<byte> rest, out int pieces)
    {
        for (pieces = 0; !Take(ref rest, "]"u8); pieces++)
        {
            if (!Take(ref rest, pieces == 0 ? "\""u8 : ",\""u8) || !Text(ref rest, out _))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Name(ReadOnlySpan<byte> unit, ImmutableArray<AssignmentState> known)
    {
        foreach (var assignment in known)
        {
            if (Ascii.Equals(unit, assignment.Unit))
            {
                return assignment.Unit;
            }
        }

        return unit.Contains((byte)'\\') ? null : Encoding.UTF8.GetString(unit);
    }

    /// <summary>An instant as JSON has it: to the second, a fraction of up to seven digits, and how far from UTC.</summary>
    private static bool Instant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || text[10] != 'T'
            || !Utf8Parser.TryParse(text[..10], out int year, out var used) || used != 4
            || !Two(text[5..], out var month) || !Two(text[8..], out var day) || !Two(text[11..], out var hour)
            || !Two(text[14..], out var minute) || !Two(text[17..], out var second))
        {
            return false;
        }

        var rest = text[19..];
        var fraction = 0L;
        if (rest[0] == '.')
        {
            var length = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (length is < 1 or > 7 || !Utf8Parser.TryParse(rest.Slice(1, length), out fraction, out _))
            {
                return false;
            }

            rest = rest[(1 + length)..];
            for (; length < 7; length++)
            {
                fraction *= 10;
            }
        }

        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || !Two(rest[1..], out var hours) || !Two(rest[4..], out var minutes))
        {
            return false;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        instant = new(new DateTime(year, month, day, hour, minute, second).AddTicks(fraction), rest[0] == '-' ? -offset : offset);
        return true;
    }

    private static bool Two(ReadOnlySpan<byte> digits, out int number)
    {
        number = ((digits[0] - '0') * 10) + (digits[1] - '0');
        return digits[0] is >= (byte)'0' and <= (byte)'9' && digits[1] is >= (byte)'0' and <= (byte)'9';
    }
}
