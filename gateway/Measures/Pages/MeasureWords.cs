using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>The states of a measure in words.</summary>
internal static class MeasureWords
{
    public static string Status(Bilingual say, MeasureView measure) => measure.Status switch
    {
        MeasureStatus.Unclaimed => say["未认领", "not claimed"],
        MeasureStatus.InProgress when measure.Returned is not null => say["整改中（被退回）", "in progress (returned)"],
        MeasureStatus.InProgress when measure.Reopened > 0 => say["重新整改中", "in progress again"],
        MeasureStatus.InProgress => say["整改中", "in progress"],
        MeasureStatus.SignOffRequested => say["销号审核中", "sign-off in review"],
        MeasureStatus.BasicallyDone => say["基本完成", "basically done"],
        MeasureStatus.SignedOff => say["已销号", "signed off"],
        _ => throw new InvalidOperationException($"No word for {measure.Status}."),
    };

    /// <summary>Class of the style and word of a measure's light; being overdue is said as such.</summary>
    public static (string Style, string Word) Light(Bilingual say, MeasureView measure) => (measure.Overdue, measure.Light) switch
    {
        (true, _) => ("red", say["已逾期", "overdue"]),
        (_, Rectification.Plans.Light.Red) => ("red", say["红灯", "red"]),
        (_, Rectification.Plans.Light.Yellow) => ("yellow", say["黄灯", "yellow"]),
        _ => ("good", say["正常", "on pace"]),
    };

    /// <summary>How far a day is from today.</summary>
    public static string Left(Bilingual say, DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        < 0 and var late => say[$"已过 {-late} 天", $"{-late} days ago"],
        0 => say["今天到期", "due today"],
        var left => say[$"还有 {left} 天", $"in {left} days"],
    };

    public static string Step(Bilingual say, ReviewStep step) => step switch
    {
        ReviewStep.Leader => say["责任领导审核", "the leader responsible"],
        ReviewStep.Office => say["整改办审核", "the rectification office"],
        ReviewStep.Principal => say["主要领导审核", "the principal leader"],
        _ => throw new InvalidOperationException($"No word for {step}."),
    };
}
