using Rectification.Digests;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Terms;

/// <summary>The field's words for what pages, letters and the API show: one each, in both languages.</summary>
public static class Glossary
{
    public static readonly Term Overdue = new("逾期", "overdue");
    public static readonly Term Standing = new("长期坚持", "long-term");
    public static readonly Term Reopened = new("重新整改", "reopened");
    public static readonly Term Waiting = new("等待外部", "waiting on others");
    public static readonly Term Returned = new("被退回", "returned");
    public static readonly Term Passed = new("通过", "passed");
    public static readonly Term Digest = new("每周汇总", "weekly digest");
    public static readonly Term Failed = new("未通过", "failed");

    /// <summary>Always said where basically done is counted, so that it is never taken for done.</summary>
    public static readonly Term BasicallyDoneNotCounted = new("基本完成（不计入完成率）", "basically done (not counted)");

    /// <summary>The three parts of what is stated for a sign-off: 看到人、事、效果.</summary>
    public static readonly Term Person = new("责任人", "person");
    public static readonly Term Act = new("整改举措", "action taken");
    public static readonly Term Result = new("整改成效", "result");

    public static Term Of(MeasureStatus status) => status switch
    {
        MeasureStatus.Unclaimed => new("未认领", "not claimed"),
        MeasureStatus.InProgress => new("整改中", "in progress"),
        MeasureStatus.SignOffRequested => new("销号审核中", "sign-off in review"),
        MeasureStatus.BasicallyDone => new("基本完成", "basically done"),
        MeasureStatus.SignedOff => new("已销号", "signed off"),
        MeasureStatus.Rescinded => new("不再整改", "not to be carried out"),
        _ => throw Unknown(status),
    };

    public static Term Of(AmendmentStatus status) => status switch
    {
        AmendmentStatus.Proposed => new("待审批", "waits for approval"),
        AmendmentStatus.InForce => new("已生效", "in force"),
        AmendmentStatus.Returned => new("已退回", "returned"),
        AmendmentStatus.Withdrawn => new("已撤回", "withdrawn"),
        _ => throw Unknown(status),
    };

    public static Term Of(Light light) => light switch
    {
        Light.None => new("无预警", "no light"),
        Light.Yellow => new("黄灯", "yellow"),
        Light.Red => new("红灯", "red"),
        _ => throw Unknown(light),
    };

    public static Term Of(LightKind kind) => kind switch
    {
        LightKind.Overdue => Overdue,
        LightKind.BehindPace => new("落后于时间进度", "behind the pace"),
        LightKind.Below => new("进度偏低", "too little done"),
        LightKind.Silent => new("久未填报", "no report for too long"),
        _ => throw Unknown(kind),
    };

    public static Term Of(ReviewStep step) => step switch
    {
        ReviewStep.Leader => new("责任领导", "the leader responsible"),
        ReviewStep.Office => new("整改办", "the rectification office"),
        ReviewStep.Principal => new("主要领导", "the principal leader"),
        _ => throw Unknown(step),
    };

    public static Term Of(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => new("每周", "weekly"),
        Cadence.Monthly => new("每月", "monthly"),
        Cadence.Quarterly => new("每季度", "quarterly"),
        Cadence.Yearly => new("每年", "yearly"),
        _ => throw Unknown(cadence),
    };

    public static Term Of(InstitutionKind kind) => kind switch
    {
        InstitutionKind.New => new("新制定", "new"),
        InstitutionKind.Revised => new("修订", "revised"),
        _ => throw Unknown(kind),
    };

    public static Term Of(OrderStatus status) => status switch
    {
        OrderStatus.Open => new("待答复", "awaiting answer"),
        OrderStatus.Late => new("逾期未答复", "not answered in time"),
        OrderStatus.Answered => new("已答复", "answered"),
        OrderStatus.Closed => new("已办结", "closed"),
        _ => throw Unknown(status),
    };

    public static Term Of(ReportingState state) => state switch
    {
        ReportingState.Reported => new("已报送", "reported"),
        ReportingState.Zero => new("零报告", "nothing new"),
        ReportingState.Late => new("迟报", "reported late"),
        ReportingState.Partly => new("部分未报", "reported in part"),
        ReportingState.Missing => new("未报送", "no report"),
        _ => throw Unknown(state),
    };

    public static Term Of(ReturnedMatter matter) => matter switch
    {
        ReturnedMatter.SignOff => new("销号申请", "sign-off request"),
        ReturnedMatter.Extension => new("延期申请", "extension"),
        ReturnedMatter.BasicallyDone => new("基本完成申报", "basically done"),
        ReturnedMatter.Waiting => new("等待外部申请", "waiting on others"),
        _ => throw Unknown(matter),
    };

    /// <summary>轮到谁.</summary>
    /// <param name="turn">Whose turn it is.</param>
    /// <param name="unit">Name of the lead unit.</param>
    public static Term WhoseTurn(Turn turn, string unit) => turn.Of switch
    {
        TurnOf.Unit => new(unit, unit),
        TurnOf.Outside => new($"外部：{turn.With}", $"others: {turn.With}"),
        TurnOf.Reviewer when turn.Step is { } step => new($"审核：{Of(step).Zh}", $"review: {Of(step).En}"),
        _ => throw Unknown(turn.Of),
    };

    /// <summary>Where a problem was found.</summary>
    /// <param name="source">As the plan has it; <see langword="null"/> where it says nothing.</param>
    /// <param name="together">How many sources are meant together; <see langword="null"/>: one.</param>
    public static Term SourceOf(string? source, int? together) => source is not null ? new(source, source)
        : together is { } several ? new($"其他 {several} 个来源", $"{several} other sources")
        : new("未注明来源", "no source stated");

    /// <param name="role">One role alone.</param>
    public static Term Of(Roles role) => role switch
    {
        Roles.Reporter => new("填报人", "reporter"),
        Roles.Reviewer => new("整改办审核人", "reviewer"),
        Roles.Leader => new("领导", "leader"),
        Roles.Auditor => new("审计", "auditor"),
        Roles.Ops => new("运维", "ops"),
        Roles.Public => new("公众", "public"),
        _ => throw Unknown(role),
    };

    public static Term Of(NotificationKind kind) => kind switch
    {
        NotificationKind.SignOffRequested => new("申请销号", "sign-off requested"),
        NotificationKind.SignOffStepApproved => new("销号步骤通过", "sign-off step approved"),
        NotificationKind.SignOffReturned => new("销号退回", "sign-off returned"),
        NotificationKind.SignedOff => Of(MeasureStatus.SignedOff),
        NotificationKind.ExtensionRequested => new("申请延期", "extension requested"),
        NotificationKind.ExtensionApproved => new("延期通过", "extension approved"),
        NotificationKind.ExtensionReturned => new("延期退回", "extension returned"),
        NotificationKind.BasicallyDoneProposed => new("申报基本完成", "proposed as basically done"),
        NotificationKind.BasicallyDoneDecided => new("基本完成申报已审核", "basically done decided"),
        NotificationKind.Reopened => Reopened,
        NotificationKind.StandingCheckFailed => new("长期坚持复查未通过", "standing check failed"),
        NotificationKind.Escalated => new("预警", "warning"),
        NotificationKind.OrderIssued => new("督办单下发", "order issued"),
        NotificationKind.OrderAnswered => new("督办单答复", "order answered"),
        NotificationKind.OrderClosed => new("督办单办结", "order closed"),
        NotificationKind.OrderRepeated => new("再次督办", "order repeated"),
        NotificationKind.LookBackDrawn => new("回头看抽取", "look-back drawn"),
        NotificationKind.LookBackFailed => new("回头看未通过", "look-back failed"),
        NotificationKind.ProblemSignedOff => new("问题销号", "problem signed off"),
        NotificationKind.TasksHandedOver => new("任务交接", "tasks handed over"),
        NotificationKind.WaitingRequested => new("申请等待外部", "waiting requested"),
        NotificationKind.WaitingDecided => new("等待外部申请已审核", "waiting decided"),
        NotificationKind.WaitingEnded => new("等待外部结束", "waiting ended"),
        NotificationKind.AmendmentProposed => new("方案调整待审批", "amendment to be approved"),
        NotificationKind.AmendmentDecided => new("方案调整已有结论", "amendment decided"),
        NotificationKind.Replanned => new("措施调整", "measure amended"),
        NotificationKind.DraftHandedOver => new("草案交由起草", "draft handed over"),
        NotificationKind.DraftSubmitted => new("草案待审", "draft to be approved"),
        NotificationKind.DraftApproved => new("草案通过", "draft approved"),
        NotificationKind.DraftReturned => new("草案退回", "draft returned"),
        NotificationKind.SupportDone => new("配合单位待确认", "supporting unit to be confirmed"),
        NotificationKind.DraftCommented => new("草案意见", "comment on a draft"),
        NotificationKind.DigestFrozen => Digest,
        _ => throw Unknown(kind),
    };

    /// <summary>What a measure is that counts in a figure; only figures that lists are asked for by name have a word of their own.</summary>
    public static Term Counted(Figure figure) => figure switch
    {
        Figure.SignedOffLate => new("逾期销号", "signed off late"),
        Figure.SignedOffLateByFirst => new("按首次期限逾期销号", "signed off late by the first deadline"),
        Figure.ReopenedLater => new("重新整改后期限顺延", "reopened with a later deadline"),
        Figure.Reopened => Reopened,
        Figure.ReviewLate => new("审核超时", "review late"),
        Figure.StandingDue => new("复查到期", "check due"),
        Figure.Waiting => Waiting,
        Figure.DueWithin10 => new("10 天以内到期", "due within 10 days"),
        Figure.DueWithin20 => new("11 至 20 天到期", "due in 11 to 20 days"),
        Figure.DueLater => new("20 天以后到期", "due in more than 20 days"),
        Figure.OverdueWithin7 => new("逾期 7 天以内", "overdue up to 7 days"),
        Figure.OverdueWithin30 => new("逾期 8 至 30 天", "overdue 8 to 30 days"),
        Figure.OverdueLonger => new("逾期 30 天以上", "overdue more than 30 days"),
        _ => throw Unknown(figure),
    };

    private static ArgumentOutOfRangeException Unknown<T>(T value) => new(nameof(value), value, $"{typeof(T).Name} without a word.");
}
