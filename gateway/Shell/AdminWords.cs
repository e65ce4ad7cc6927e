using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Gateway.Shell;

/// <summary>Words of the wire in words of people.</summary>
internal static class AdminWords
{
    /// <summary>Roles as they are granted, in the order of a list to choose from.</summary>
    public static readonly IReadOnlyList<string> Roles = ["reporter", "reviewer", "leader", "auditor", "ops", "public"];

    public static string Role(string word, Bilingual say) => word switch
    {
        "reporter" => say["填报人", "reporter"],
        "reviewer" => say["整改办审核人", "reviewer"],
        "leader" => say["领导", "leader"],
        "auditor" => say["审计", "auditor"],
        "ops" => say["运维", "ops"],
        "public" => say["公众", "public"],
        _ => word,
    };

    public static string Kind(LightKind kind, Bilingual say) => kind switch
    {
        LightKind.Overdue => say["逾期", "overdue"],
        LightKind.BehindPace => say["落后于时间进度", "behind the pace"],
        LightKind.Below => say["进度偏低", "below a line"],
        LightKind.Silent => say["久未填报", "silent"],
        _ => kind.ToString(),
    };

    public static string Light(Light light, Bilingual say) => light == Rectification.Plans.Light.Red ? say["红灯", "red"] : say["黄灯", "yellow"];

    /// <summary>Rules of lights in one sentence each.</summary>
    public static string Lights(IReadOnlyList<LightRule> rules, Bilingual say) =>
        string.Join(say[";", "; "], rules.Select(rule => $"{Light(rule.Light, say)}{say[":", ": "]}{Condition(rule, say)}"));

    private static string Condition(LightRule rule, Bilingual say) => rule.Kind switch
    {
        LightKind.BehindPace => say[$"落后 {rule.Points} 个百分点持续 {rule.ForDays} 天", $"{rule.Points} points behind for {rule.ForDays} days"] + Metric(rule, say),
        LightKind.Below => say[$"时间用去 {rule.AfterShare}% 后低于 {rule.Percent}%", $"under {rule.Percent}% after {rule.AfterShare}% of the time"] + Metric(rule, say),
        LightKind.Silent => say[$"超出填报周期 {rule.Days} 天未填报", $"no report for the cadence and {rule.Days} days"],
        _ => Kind(rule.Kind, say),
    };

    private static string Metric(LightRule rule, Bilingual say) =>
        rule.MetricWord == MetricNames.Percent ? "" : say[$"（按 {rule.MetricWord}）", $" (by {rule.MetricWord})"];

    public static string Step(ReviewStep step, Bilingual say) => step switch
    {
        ReviewStep.Leader => say["责任领导", "leader"],
        ReviewStep.Office => say["整改办", "office"],
        _ => say["主要领导", "principal"],
    };

    public static string Notification(NotificationKind kind, Bilingual say) => kind switch
    {
        NotificationKind.SignOffRequested => say["申请销号", "sign-off requested"],
        NotificationKind.SignOffStepApproved => say["销号步骤通过", "sign-off step approved"],
        NotificationKind.SignOffReturned => say["销号退回", "sign-off returned"],
        NotificationKind.SignedOff => say["已销号", "signed off"],
        NotificationKind.ExtensionRequested => say["申请延期", "extension requested"],
        NotificationKind.ExtensionApproved => say["延期通过", "extension approved"],
        NotificationKind.ExtensionReturned => say["延期退回", "extension returned"],
        NotificationKind.BasicallyDoneProposed => say["提请基本完成", "basically done proposed"],
        NotificationKind.BasicallyDoneDecided => say["基本完成已定", "basically done decided"],
        NotificationKind.Reopened => say["重新整改", "reopened"],
        NotificationKind.StandingCheckFailed => say["长期坚持检查未过", "standing check failed"],
        NotificationKind.Escalated => say["预警", "escalated"],
        NotificationKind.OrderIssued => say["督办单下发", "order issued"],
        NotificationKind.OrderAnswered => say["督办单答复", "order answered"],
        NotificationKind.OrderClosed => say["督办单办结", "order closed"],
        NotificationKind.OrderRepeated => say["再次督办", "order repeated"],
        NotificationKind.LookBackDrawn => say["回头看抽取", "look-back drawn"],
        NotificationKind.LookBackFailed => say["回头看未过", "look-back failed"],
        NotificationKind.ProblemSignedOff => say["问题销号", "problem signed off"],
        NotificationKind.TasksHandedOver => say["任务交接", "tasks handed over"],
        _ => kind.ToString(),
    };
}
