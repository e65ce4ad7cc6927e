using System.Globalization;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Terms;

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
        Zh = $"第{fired.Measure}条措施{Quotation.Of(Sentences.Cut(context.Definition.Text, Sentences.MaxText))}{Glossary.Of(fired.Rule).Zh}，"
            + $"亮{Glossary.Of(fired.Light).Zh}{Lasting(fired)}，{(fired.To == EscalationTarget.Unit ? "请抓紧推进" : "请督促整改")}。",
        En = $"Measure {fired.Measure} is {Glossary.Of(fired.Light).En} ({Glossary.Of(fired.Rule).En}){Duration(fired)}: "
            + $"{(fired.To == EscalationTarget.Unit ? "please move it on" : "please see that it moves on")}.",
    };

    /// <summary>What people hear of a waiting that ended on its day.</summary>
    public static Notification Of(WaitOver over)
    {
        var (definition, stated) = (over.Context.Definition, over.Waiting.Stated);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"waited.{definition.No}.{over.Waiting.At.ToUnixTimeSeconds()}"),
            Kind = NotificationKind.WaitingEnded,
            At = over.Context.Calendar.Local(over.End),
            Measure = definition.No,
            Problem = definition.Problem,
            Unit = definition.LeadUnit,
            Audience = [Audience.Office, Audience.Unit(definition.LeadUnit), Audience.Leader(definition.Leader)],
            Zh = string.Create(CultureInfo.InvariantCulture,
                $"第{definition.No}条措施等待外部（{Sentences.Cut(stated.With)}）已到期（至 {stated.Until:yyyy-MM-dd}），重新计时。"),
            En = string.Create(CultureInfo.InvariantCulture,
                $"Measure {definition.No}: waiting on {Sentences.Cut(stated.With)} was over on {stated.Until:yyyy-MM-dd}; the unit's clock goes on."),
        };
    }

    /// <summary>The same event has the same id, however often it is posted.</summary>
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

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
