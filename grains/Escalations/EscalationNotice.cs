using System.Globalization;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Escalations;

/// <summary>What people hear of a step that was fired.</summary>
internal static class EscalationNotice
{
    public static Notification Of(MeasureContext context, MeasureEscalated fired, DateTimeOffset at) => new()
    {
        Id = Id(fired),
        Kind = NotificationKind.Escalated,
        At = at,
        Measure = fired.Measure,
        Problem = context.Definition.Problem,
        Unit = context.Definition.LeadUnit,
        Audience = [AudienceOf(context, fired.To)],
        Zh = $"措施{fired.Measure}亮{(fired.Light == Light.Red ? "红" : "黄")}灯（{Reason(fired.Rule)}）{Lasting(fired)}，请督促整改。",
        En = $"Measure {fired.Measure} is {(fired.Light == Light.Red ? "red" : "yellow")} ({Cause(fired.Rule)}){Duration(fired)}.",
    };

    /// <summary>The same happening has the same id, whoever posts it how often.</summary>
    public static string Id(MeasureEscalated fired) => string.Create(
        CultureInfo.InvariantCulture,
        $"escalation.{fired.Measure}.{fired.Since.ToUnixTimeSeconds()}.{Word(fired.Light)}.{Word(fired.Rule)}."
        + $"{fired.After}{(fired.Days is null ? "" : "w")}.{Word(fired.To)}");

    private static Audience AudienceOf(MeasureContext context, EscalationTarget to) => to switch
    {
        EscalationTarget.Unit => Audience.Unit(context.Definition.LeadUnit),
        EscalationTarget.Office => Audience.Office,
        EscalationTarget.Leader => Audience.Leader(context.Definition.Leader),
        EscalationTarget.Principal => Audience.Leader(context.Principal ?? context.Definition.Leader),
        _ => throw new InvalidOperationException($"Unknown target of escalation {to}."),
    };

    private static string Lasting(MeasureEscalated fired) =>
        fired.After == 0 ? "" : fired.Days is null ? $"已满{fired.After}天" : $"已满{fired.After}个工作日";

    private static string Duration(MeasureEscalated fired) =>
        fired.After == 0 ? "" : fired.Days is null ? $" for {fired.After} days" : $" for {fired.After} working days";

    private static string Reason(LightKind rule) => rule switch
    {
        LightKind.Overdue => "逾期未完成",
        LightKind.BehindPace => "进度滞后",
        LightKind.Below => "进展过低",
        LightKind.Silent => "久未填报",
        _ => throw new InvalidOperationException($"Unknown rule {rule}."),
    };

    private static string Cause(LightKind rule) => rule switch
    {
        LightKind.Overdue => "overdue",
        LightKind.BehindPace => "behind the pace",
        LightKind.Below => "too little done",
        LightKind.Silent => "nothing reported",
        _ => throw new InvalidOperationException($"Unknown rule {rule}."),
    };

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
