using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Terms;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>The states of a measure in words.</summary>
internal static class MeasureWords
{
    public static string Status(Bilingual say, MeasureView measure) => measure.Status switch
    {
        MeasureStatus.InProgress when measure.Returned is not null => say["整改中（被退回）", "in progress (returned)"],
        MeasureStatus.InProgress when measure.Reopened > 0 => say["重新整改中", "in progress again"],
        var status => say[Glossary.Of(status)],
    };

    /// <summary>Class of the style and word of a measure's light; being overdue is said as such.</summary>
    public static (string Style, string Word) Light(Bilingual say, MeasureView measure) => (measure.Overdue, measure.Light) switch
    {
        (true, _) => ("red", say["已逾期", "overdue"]),
        (_, Rectification.Plans.Light.Red) => ("red", say[Glossary.Of(measure.Light)]),
        (_, Rectification.Plans.Light.Yellow) => ("yellow", say[Glossary.Of(measure.Light)]),
        _ => ("good", say["正常", "on pace"]),
    };

    /// <summary>How far a day is from today.</summary>
    public static string Left(Bilingual say, DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        < 0 and var late => say[$"已逾期 {-late} 天", -late == 1 ? "1 day overdue" : $"{-late} days overdue"],
        0 => say["今天到期", "due today"],
        var left => say[$"剩余 {left} 天", left == 1 ? "1 day left" : $"{left} days left"],
    };
}
