using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

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
        var isHead = Take(ref rest, ",\"at\":"u8) && Instant(ref rest, out at)
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

    /// <summary>An instant, with its quotes, read as a whole entry's is.</summary>
    private static bool Instant(ref ReadOnlySpan<byte> rest, out DateTimeOffset instant)
    {
        instant = default;
        var quoted = rest;
        if (!Take(ref rest, "\""u8) || !Text(ref rest, out var own))
        {
            return false;
        }

        var json = new Utf8JsonReader(quoted[..(own.Length + 2)]);
        return json.Read() && json.TryGetDateTimeOffset(out instant);
    }
}
