using System.Text.Json;

namespace Rectification.Measures;

/// <summary>
/// The usual entry of a trail, one report and nothing else, as far as it decides what a measure counts for: read from its line without making objects of the rest.
/// Where a line is not written as such a report is, there is no glance, and the entry is read whole.
/// </summary>
/// <param name="At">Own time.</param>
/// <param name="Unit">The unit that reported.</param>
/// <param name="Percent">What it reported.</param>
/// <param name="Quantity">The same of a measure with a target, where it says so.</param>
/// <param name="Evidence">How many pieces of evidence it names.</param>
internal readonly record struct ReportGlance(DateTimeOffset At, string Unit, int Percent, decimal? Quantity, int Evidence)
{
    /// <param name="line">An entry's canonical JSON.</param>
    /// <param name="state">The measure before it; names of its units are not made anew.</param>
    public static ReportGlance? Of(ReadOnlySpan<byte> line, MeasureState state)
    {
        var json = new Utf8JsonReader(line);
        DateTimeOffset? at = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("at"u8))
            {
                json.Read();
                at = json.GetDateTimeOffset();
            }
            else if (json.ValueTextEquals("events"u8))
            {
                var report = at is { } own ? Event(ref json, state, own) : null;
                return report is not null && json.Read() && json.TokenType == JsonTokenType.EndObject && !json.Read() ? report : null;
            }
            else if (!IsOfNoWeight(ref json) || !json.Read())
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether it says again what its unit last said, so that nothing counts otherwise but by who has been silent.</summary>
    public bool Repeats(MeasureState before)
    {
        var last = before.Assignment(Unit);
        return last.Reports > 0 && last.Percent == Percent && (Quantity is null || Quantity == last.Quantity)
            && (!last.Confirmed || Percent == 100) && before.Status != MeasureStatus.BasicallyDone;
    }

    /// <summary>Who recorded it when and for whom: a figure of the past does not ask.</summary>
    private static bool IsOfNoWeight(ref Utf8JsonReader json) =>
        json.ValueTextEquals("v"u8) || json.ValueTextEquals("recorded"u8) || json.ValueTextEquals("by"u8) || json.ValueTextEquals("for"u8)
        || json.ValueTextEquals("id"u8) || json.ValueTextEquals("body"u8);

    /// <summary>The one event of an entry, up to the end of the events.</summary>
    private static ReportGlance? Event(ref Utf8JsonReader json, MeasureState state, DateTimeOffset at)
    {
        if (!IsReport(ref json))
        {
            return null;
        }

        var (unit, percent, quantity, evidence) = (default(string), default(int?), default(decimal?), 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("unit"u8))
            {
                json.Read();
                unit = Name(ref json, state);
            }
            else if (json.ValueTextEquals("percent"u8))
            {
                json.Read();
                percent = json.GetInt32();
            }
            else if (json.ValueTextEquals("quantity"u8))
            {
                json.Read();
                quantity = json.GetDecimal();
            }
            else if (json.ValueTextEquals("evidence"u8))
            {
                evidence = Pieces(ref json);
            }
            else if (!(json.ValueTextEquals("note"u8) || json.ValueTextEquals("correction"u8)) || !json.Read())
            {
                return null;
            }
        }

        var isWhole = json.TokenType == JsonTokenType.EndObject && json.Read() && json.TokenType == JsonTokenType.EndArray;
        return isWhole && unit is not null && percent is { } known ? new(at, unit, known, quantity, evidence) : null;
    }

    private static bool IsReport(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.StartArray && json.Read() && json.TokenType == JsonTokenType.StartObject
        && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("type"u8)
        && json.Read() && json.ValueTextEquals("progressReported"u8);

    private static string Name(ref Utf8JsonReader json, MeasureState state)
    {
        foreach (var assignment in state.Assignments)
        {
            if (json.ValueTextEquals(assignment.Unit))
            {
                return assignment.Unit;
            }
        }

        return json.GetString()!;
    }

    private static int Pieces(ref Utf8JsonReader json)
    {
        var pieces = 0;
        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            json.Skip();
            pieces++;
        }

        return pieces;
    }
}
