using System.Globalization;
using static Rectification.Refusal;

namespace Rectification.Calendars;

/// <summary>Every "no" about a calendar of working days. Codes never change; <c>docs/reference/calendars.md</c> lists them.</summary>
public static class CalendarRefusals
{
    public static readonly Refusal Unknown = NotFound(
        "calendar.unknown", "没有该年的工作日历，该年按周一至周五计。", "There is no calendar of that year, which counts Monday to Friday.");
    public static readonly Refusal Unreadable = Invalid("calendar.unreadable", "须为一个 JSON 对象。", "It must be one JSON object.", "");
    public static readonly Refusal YearOutOfRange = Invalid(
        "calendar.year-out-of-range", $"须为 {CalendarRules.FirstYear} 至 {CalendarRules.LastYear} 的年份。",
        $"It must be a year from {CalendarRules.FirstYear} to {CalendarRules.LastYear}.", "/year");
    public static readonly Refusal YearDiffers = Invalid(
        "calendar.year-differs", "内容中的年份与所保存的年份不同。", "The year in it is not the year it is saved as.", "/year");
    public static readonly Refusal SourceMissing = Invalid(
        "calendar.source-missing", $"须注明安排的出处，1 至 {CalendarRules.MaxSource} 字。",
        $"It must say where the arrangement was published, in 1 to {CalendarRules.MaxSource} characters.", "/source");
    public static readonly Refusal StaleVersion = new()
    {
        Kind = RefusalKind.Stale,
        Code = "calendar.version-stale",
        Zh = "该年的工作日历已有变化，请刷新后再保存。",
        En = "The calendar has changed since the version named by If-Match.",
    };

    public static Refusal NotDays(string field) =>
        Invalid("calendar.days-malformed", $"须为至多 {CalendarRules.MaxDays} 个日期的数组。", $"It must be an array of at most {CalendarRules.MaxDays} days.", field);

    public static Refusal NotADay(int year, string field, int index) =>
        Invalid(
            "calendar.day-malformed", $"须为 {year} 年或上年 12 月的日期（YYYY-MM-DD），不得重复。",
            $"It must be a day of {year} or of the December before (YYYY-MM-DD), named once.", At(field, index));

    public static Refusal WorkdayMisplaced(int index) =>
        Invalid(
            "calendar.workday-misplaced", "调休上班日须为周末，且不在放假日之中。",
            "A day worked in another's stead lies on a weekend and is no holiday.", At("/workdays", index));

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}/{index}");
}
