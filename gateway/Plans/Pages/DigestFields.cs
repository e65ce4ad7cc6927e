using System.Globalization;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>The rules of the weekly digest as the fields of a form.</summary>
internal static class DigestFields
{
    public const string Day = "digestDay";
    public const string At = "digestAt";
    public const string Holiday = "digestHoliday";
    public const string WorkingDay = "digestWorkingDay";
    public const string ReportDay = "digestReportDay";
    public const string ReportAt = "digestReportAt";
    public const string RankFrom = "digestRankFrom";
    private const string TimeFormat = "HH:mm";

    public static string Text(TimeOnly time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>What the form says; without its first field the rules stay as they were.</summary>
    public static (DigestRule Rule, Refusal? Refusal) Read(FormInput posted, DigestRule before)
    {
        if (!Words.TryRead<DayOfWeek>(posted.Text(Day), out var day))
        {
            return (before, null);
        }

        Refusal? wrong = null;
        var reports = Words.TryRead<DayOfWeek>(posted.Text(ReportDay), out var reportDay);
        var rule = before with
        {
            Day = day,
            At = Time(At, before.At),
            // What is usual stays unsaid, so that a form sent as it was shown changes nothing.
            Holiday = Choice() is var holiday && holiday == HolidayRule.NextWorkingDay && before.Holiday is null ? null : holiday,
            WorkingDay = Number(WorkingDay),
            ReportBy = reports ? new() { Day = reportDay, At = Time(ReportAt, new ReportByRule().At) } : null,
            RankFrom = Number(RankFrom),
        };
        return (rule, wrong);

        TimeOnly Time(string name, TimeOnly usual)
        {
            var text = posted.Word(name);
            if (text.Length > 0 && !TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out usual))
            {
                wrong ??= HttpRefusals.FieldType("/rules/" + name);
            }

            return usual;
        }

        HolidayRule? Choice()
        {
            var text = posted.Text(Holiday);
            var read = Words.TryRead<HolidayRule>(text, out var chosen);
            wrong ??= text.Length > 0 && !read ? HttpRefusals.ElementUnknown("/rules/" + Holiday) : null;
            return read ? chosen : null;
        }

        int? Number(string name)
        {
            var text = posted.Word(name);
            var number = HalfWidth.Whole(text);
            wrong ??= text.Length > 0 && number is null ? HttpRefusals.FieldType("/rules/" + name) : null;
            return number;
        }
    }
}
