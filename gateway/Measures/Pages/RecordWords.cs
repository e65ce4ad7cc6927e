using System.Globalization;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>What the record pages show, in words.</summary>
internal static class RecordWords
{
    /// <summary>Why a measure is lit, and since when.</summary>
    public static string Lit(LitRuleView lit, Bilingual say)
    {
        var since = Days.Text(DateOnly.FromDateTime(lit.Since.DateTime));
        var value = lit.Value is { } number ? Percentages.Value(number) : "";
        return lit.Kind switch
        {
            LightKind.Overdue => say[$"自 {since} 起逾期", $"overdue since {since}"],
            LightKind.BehindPace => say[$"自 {since} 起落后于时间进度（现 {value}）", $"behind the pace since {since} (now {value})"],
            LightKind.Below => say[$"自 {since} 起低于应有进度（现 {value}）", $"below what is due since {since} (now {value})"],
            LightKind.Silent => say[$"自 {since} 起超期未填报", $"no report since it was due on {since}"],
            _ => throw new ArgumentOutOfRangeException(nameof(lit), lit.Kind, "A rule without a sentence."),
        };
    }

    /// <summary>The unit's name, or its id where the plan does not know it.</summary>
    public static string Unit(PlanFrame frame, string unit) => frame.Units.FirstOrDefault(known => known.Id == unit)?.Name ?? unit;

    public static string Leader(PlanFrame frame, string leader) => frame.Leaders.FirstOrDefault(known => known.Id == leader)?.Title ?? leader;

    /// <summary>A day and a minute in the plan's time zone.</summary>
    public static string Moment(PlanFrame frame, DateTimeOffset at) =>
        PlanCalendar.Of(frame.TimeZone).Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>On whom a measure waits or asks to, since when and until when.</summary>
    public static string Waiting(WaitingView waiting, Bilingual say) => say[
        $"自{Days.Said(waiting.Since)}起等待{waiting.With}，至迟{Days.Said(waiting.Until)}；已送交：{waiting.Sent}",
        $"on {waiting.With} since {Days.Text(waiting.Since)}, until {Days.Text(waiting.Until)}; sent: {waiting.Sent}"]
        + (waiting.ApprovedAt is null ? say["（已申请，等待整改办审核）", " (asked for, and waits for the office)"] : "");
}
