using System.Globalization;
using Rectification.Calendars;
using Rectification.Documents;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Calendars.Pages;

/// <summary>A year as its form was sent, or as a file says: what was typed, and what it comes to.</summary>
internal sealed record CalendarDraft
{
    public required string Year { get; init; }
    public required string Source { get; init; }
    public required string Holidays { get; init; }
    public required string Workdays { get; init; }

    /// <summary>What it comes to; <see langword="null"/> while something is wrong.</summary>
    public CalendarYear? Calendar { get; private init; }
    public Refusal? Wrong { get; private init; }

    /// <summary>A form that begins with what is in force, or with nothing but the year.</summary>
    public static CalendarDraft Of(int year, CalendarYear? calendar) => new()
    {
        Year = year.ToString(CultureInfo.InvariantCulture),
        Source = calendar?.Source ?? "",
        Holidays = CalendarText.Of(calendar?.Holidays ?? []),
        Workdays = CalendarText.Of(calendar?.Workdays ?? []),
    };

    public static CalendarDraft Read(FormInput posted) =>
        new CalendarDraft
        {
            Year = posted.Text("year"),
            Source = posted.Text("source"),
            Holidays = posted.Text("holidays"),
            Workdays = posted.Text("workdays"),
        }.Judged();

    /// <summary>What is wrong with a file leaves the form as it was typed.</summary>
    public static async Task<CalendarDraft> Read(IFormFile file, CalendarDraft typed, CancellationToken cancellation)
    {
        if (file.Length > CalendarReader.MaxBytes)
        {
            return typed with { Calendar = null, Wrong = CalendarRefusals.Unreadable };
        }

        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        var (calendar, wrong) = CalendarReader.Read(bytes);
        return calendar is null ? typed with { Calendar = null, Wrong = wrong } : Of(calendar.Year, calendar) with { Calendar = calendar };
    }

    private CalendarDraft Judged()
    {
        if (HalfWidth.Whole(Year) is not { } year)
        {
            return this with { Wrong = CalendarRefusals.YearOutOfRange };
        }

        var (holidays, noHoliday) = CalendarText.Read(Holidays);
        var (workdays, noWorkday) = CalendarText.Read(Workdays);
        if ((noHoliday ?? noWorkday) is { } piece)
        {
            return this with { Wrong = NoDay(piece, noHoliday is null ? "/workdays" : "/holidays") };
        }

        var calendar = new CalendarYear { Year = year, Source = Source, Holidays = holidays, Workdays = workdays };
        return CalendarRules.Wrong(calendar) is { } wrong ? this with { Wrong = wrong } : this with { Calendar = calendar };
    }

    private static Refusal NoDay(string piece, string field) => Refusal.Invalid(
        "calendar.day-malformed", $"{Quotation.Of(piece)}不是日期（YYYY-MM-DD）或起止日期（YYYY-MM-DD~YYYY-MM-DD）。",
            $"{Quotation.Of(piece)} is no day (YYYY-MM-DD) nor a range of days (YYYY-MM-DD~YYYY-MM-DD).", field);
}
