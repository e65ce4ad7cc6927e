using System.Globalization;
using Rectification.Gateway.Shell;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>The field's words for what the record pages show.</summary>
internal static class RecordWords
{
    public static string Status(MeasureStatus status, Bilingual say) => status switch
    {
        MeasureStatus.Unclaimed => say["未认领", "unclaimed"],
        MeasureStatus.InProgress => say["整改中", "in progress"],
        MeasureStatus.SignOffRequested => say["销号审核中", "sign-off requested"],
        MeasureStatus.BasicallyDone => say["基本完成（不计入）", "basically done (not counted)"],
        MeasureStatus.SignedOff => say["已销号", "signed off"],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    public static string Light(Light light, Bilingual say) => light switch
    {
        Rectification.Plans.Light.None => say["无预警", "no light"],
        Rectification.Plans.Light.Yellow => say["黄灯", "yellow"],
        Rectification.Plans.Light.Red => say["红灯", "red"],
        _ => throw new ArgumentOutOfRangeException(nameof(light), light, "A light without a word."),
    };

    /// <summary>Why a measure is lit, and since when.</summary>
    public static string Lit(LitRuleView lit, Bilingual say)
    {
        var since = Days.Text(DateOnly.FromDateTime(lit.Since.DateTime));
        var value = lit.Value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number * 10) / 10:0.#}%") : "";
        return lit.Kind switch
        {
            LightKind.Overdue => say[$"自 {since} 起逾期", $"overdue since {since}"],
            LightKind.BehindPace => say[$"自 {since} 起落后于时间进度（现 {value}）", $"behind the pace since {since} (now {value})"],
            LightKind.Below => say[$"自 {since} 起低于应有进度（现 {value}）", $"below what is due since {since} (now {value})"],
            LightKind.Silent => say[$"自 {since} 起超期未填报", $"no report since it was due on {since}"],
            _ => throw new ArgumentOutOfRangeException(nameof(lit), lit.Kind, "A rule without a sentence."),
        };
    }

    public static string Step(ReviewStep step, Bilingual say) => step switch
    {
        ReviewStep.Leader => say["责任领导", "the leader responsible"],
        ReviewStep.Office => say["整改办", "the rectification office"],
        ReviewStep.Principal => say["主要领导", "the principal leader"],
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A step without a word."),
    };

    public static string Cadence(Cadence cadence, Bilingual say) => cadence switch
    {
        Rectification.Plans.Cadence.Weekly => say["每周", "weekly"],
        Rectification.Plans.Cadence.Monthly => say["每月", "monthly"],
        Rectification.Plans.Cadence.Quarterly => say["每季度", "quarterly"],
        Rectification.Plans.Cadence.Yearly => say["每年", "yearly"],
        _ => throw new ArgumentOutOfRangeException(nameof(cadence), cadence, "A cadence without a word."),
    };

    public static string Kind(InstitutionKind kind, Bilingual say) => kind switch
    {
        InstitutionKind.New => say["新制定", "new"],
        InstitutionKind.Revised => say["修订", "revised"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a word."),
    };

    public static string Order(OrderStatus status, Bilingual say) => status switch
    {
        OrderStatus.Open => say["待答复", "to be answered"],
        OrderStatus.Answered => say["已答复", "answered"],
        OrderStatus.Closed => say["已办结", "closed"],
        OrderStatus.Late => say["逾期未答复", "not answered in time"],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    public static string Sheet(CheckSheet sheet, Bilingual say) => sheet.Passed ? say["通过", "passed"] : say["未通过", "failed"];

    /// <summary>The unit's name, or its id where the plan does not know it.</summary>
    public static string Unit(PlanFrame frame, string unit) => frame.Units.FirstOrDefault(known => known.Id == unit)?.Name ?? unit;

    public static string Leader(PlanFrame frame, string leader) => frame.Leaders.FirstOrDefault(known => known.Id == leader)?.Title ?? leader;

    /// <summary>A day and a minute in the plan's time zone.</summary>
    public static string Moment(PlanFrame frame, DateTimeOffset at) =>
        PlanCalendar.Of(frame.TimeZone).Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Bytes as people read them.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };

    public static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
