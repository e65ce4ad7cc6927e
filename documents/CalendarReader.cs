using System.Globalization;
using System.Text.Json;
using Rectification.Calendars;

namespace Rectification.Documents;

/// <summary>What came of reading a calendar: the year, or what is wrong and where.</summary>
public readonly record struct CalendarReading(CalendarYear? Calendar, Refusal? Refusal)
{
    public static implicit operator CalendarReading(Refusal refusal) => new(null, refusal);
}

/// <summary>Reads the JSON of one year: <c>{"year", "source", "holidays":[…], "workdays":[…]}</c>. Members it does not know are passed over.</summary>
public static class CalendarReader
{
    /// <summary>Most bytes of a year's JSON.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string DayFormat = "yyyy-MM-dd";

    public static CalendarReading Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, year: null);
        }
        catch (JsonException)
        {
            return CalendarRefusals.Unreadable;
        }
    }

    /// <param name="root">The JSON.</param>
    /// <param name="year">The year it is meant for, which it then need not name; <see langword="null"/>: the one it names.</param>
    public static CalendarReading Read(JsonElement root, int? year)
    {
        try
        {
            return ReadMembers(root, year);
        }
        catch (InvalidOperationException)
        {
            // Names and texts that are not valid Unicode are found only when they are read.
            return CalendarRefusals.Unreadable;
        }
    }

    private static CalendarReading ReadMembers(JsonElement root, int? year)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return CalendarRefusals.Unreadable;
        }

        if (YearOf(root, year, out var stated) is { } wrongYear)
        {
            return wrongYear;
        }

        if (!root.TryGetProperty("source", out var source) || source.ValueKind != JsonValueKind.String)
        {
            return CalendarRefusals.SourceMissing;
        }

        if (Days(root, "holidays", stated, out var holidays) is { } wrongHolidays)
        {
            return wrongHolidays;
        }

        if (Days(root, "workdays", stated, out var workdays) is { } wrongWorkdays)
        {
            return wrongWorkdays;
        }

        var calendar = new CalendarYear { Year = stated, Source = source.GetString()!.Trim(), Holidays = holidays, Workdays = workdays };
        return CalendarRules.Wrong(calendar) is { } wrong ? wrong : new CalendarReading(calendar, null);
    }

    private static Refusal? YearOf(JsonElement root, int? meant, out int year)
    {
        year = meant ?? 0;
        if (!root.TryGetProperty("year", out var stated))
        {
            return meant is null ? CalendarRefusals.YearOutOfRange : null;
        }

        return stated.ValueKind != JsonValueKind.Number || !stated.TryGetInt32(out year) ? CalendarRefusals.YearOutOfRange
            : meant is not null && meant != year ? CalendarRefusals.YearDiffers
            : null;
    }

    private static Refusal? Days(JsonElement root, string name, int year, out List<DateOnly> days)
    {
        days = [];
        if (!root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > CalendarRules.MaxDays)
        {
            return CalendarRefusals.NotDays($"/{name}");
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String
                || !DateOnly.TryParseExact(item.GetString(), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return CalendarRefusals.NotADay(year, $"/{name}", days.Count);
            }

            days.Add(day);
        }

        return null;
    }
}
