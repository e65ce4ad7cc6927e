using System.Globalization;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Terms;
using static Rectification.Notifications.Sentences;

namespace Rectification.Measures;

/// <summary>Which notifications a measure's trail makes, and for whom. Pure, and a function of
/// what is sealed, so the same entry always says the same.</summary>
internal static class MeasureNotifications
{
    private const int All = 100;

    /// <summary>Whether any of these is worth a notification; plain progress is asked this and nothing more.</summary>
    public static bool Any(MeasureDefinition measure, ReadOnlySpan<MeasureEvent> events)
    {
        foreach (var happened in events)
        {
            if (IsNotable(measure, happened))
            {
                return true;
            }
        }

        return false;
    }

    public static IReadOnlyList<Notification> Of(PlanFrame frame, MeasureContext context, TrailEntry entry)
    {
        var notable = entry.Events.Where(happened => IsNotable(context.Definition, happened)).ToList();
        var id = string.Create(CultureInfo.InvariantCulture, $"measure.{context.Definition.No}.{entry.Version}");
        return [.. notable.Select((happened, i) => Of(
            frame, context, entry, happened, notable.Count == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}.{i + 1}")))];
    }

    private static Notification Of(PlanFrame frame, MeasureContext context, TrailEntry entry, MeasureEvent happened, string id)
    {
        var (kind, to, zh, en) = Say(frame, context, happened, entry.By);
        return new()
        {
            Id = id,
            Kind = kind,
            At = entry.At,
            Measure = context.Definition.No,
            Problem = context.Definition.Problem,
            Unit = context.Definition.LeadUnit,
            Audience = [.. to.Distinct()],
            Zh = zh,
            En = en,
        };
    }

    private static bool IsNotable(MeasureDefinition measure, MeasureEvent happened) => happened is ProgressReported report
        ? report.Percent == All && report.Unit != measure.LeadUnit
        : happened is SignOffRequested or SignOffStepApproved or SignOffReturned or MeasureSignedOff
            or ExtensionRequested or ExtensionApproved or ExtensionReturned
            or BasicallyDoneProposed or BasicallyDoneApproved or BasicallyDoneReturned
            or WaitingRequested or WaitingApproved or WaitingReturned or WaitingEnded
            or MeasureReopened or StandingCheckFailed or MeasureReplanned;

    private static (NotificationKind Kind, IEnumerable<Audience> To, string Zh, string En) Say(
        PlanFrame frame, MeasureContext context, MeasureEvent happened, string by)
    {
        var (zh, en) = Names(frame, context.Definition);
        var lead = Audience.Unit(context.Definition.LeadUnit);
        return happened switch
        {
            ProgressReported e => (
                NotificationKind.SupportDone, [lead],
                $"{zh}：配合单位{UnitName(frame, e.Unit)}已填报 100%，请牵头单位核实后确认完成。",
                $"{en}: the supporting unit {UnitName(frame, e.Unit)} reports 100%; please look into it and confirm."),
            SignOffRequested => (
                NotificationKind.SignOffRequested, [Reviewer(context, context.Rules.SignOffChain[0])],
                $"{zh}由{UnitName(frame, context.Definition.LeadUnit)}申请销号，请审核。", $"{en}: sign-off requested by {by}; please review."),
            SignOffStepApproved e => (
                NotificationKind.SignOffStepApproved, NextAfter(context, e.Step).Append(lead),
                $"{zh}的销号申请已由{StepZh(frame, context, e.Step)}审核通过。", $"{en}: sign-off approved by {StepEn(e.Step)}."),
            SignOffReturned e => (
                NotificationKind.SignOffReturned, [lead],
                $"{zh}的销号申请被{StepZh(frame, context, e.Step)}退回：{Cut(e.Reason)}", $"{en}: sign-off returned by {StepEn(e.Step)}: {Cut(e.Reason)}"),
            MeasureSignedOff e => (
                NotificationKind.SignedOff, Everybody(context.Definition).Append(Audience.Office),
                $"{zh}已销号{(e.Standing is null ? "" : "，转入长期坚持")}。", $"{en}: signed off{(e.Standing is null ? "" : " as long-term")}."),
            ExtensionRequested e => (
                NotificationKind.ExtensionRequested, [Audience.Office],
                $"{zh}申请延期至{DayZh(e.Until)}：{Cut(e.Reason)}", $"{en}: extension to {Day(e.Until)} requested: {Cut(e.Reason)}"),
            ExtensionApproved e => (
                NotificationKind.ExtensionApproved, [lead],
                $"{zh}延期至{DayZh(e.Until)}，原期限{DayZh(context.Definition.Deadline)}。",
                $"{en}: extended to {Day(e.Until)}; the first deadline was {Day(context.Definition.Deadline)}."),
            ExtensionReturned e => (
                NotificationKind.ExtensionReturned, [lead], $"{zh}的延期申请被退回：{Cut(e.Reason)}", $"{en}: extension returned: {Cut(e.Reason)}"),
            BasicallyDoneProposed e => (
                NotificationKind.BasicallyDoneProposed, [Audience.Office],
                $"{zh}申报基本完成，预计{DayZh(e.ExpectedBy)}完成：{Cut(e.Reason)}", $"{en}: proposed as basically done, expected by {Day(e.ExpectedBy)}: {Cut(e.Reason)}"),
            BasicallyDoneApproved => (
                NotificationKind.BasicallyDoneDecided, [lead, Audience.Leader(context.Definition.Leader)],
                $"{zh}获准列为基本完成。", $"{en}: accepted as basically done."),
            BasicallyDoneReturned e => (
                NotificationKind.BasicallyDoneDecided, [lead], $"{zh}的基本完成申报被退回：{Cut(e.Reason)}", $"{en}: basically done returned: {Cut(e.Reason)}"),
            MeasureReopened e => (
                NotificationKind.Reopened, Everybody(context.Definition),
                $"{zh}被重新打开，新期限{DayZh(e.Until)}：{Cut(e.Reason)}", $"{en}: reopened, due {Day(e.Until)}: {Cut(e.Reason)}"),
            StandingCheckFailed e => (
                NotificationKind.StandingCheckFailed, Everybody(context.Definition),
                $"{zh}长期坚持复查未通过，重新整改至{DayZh(e.Until)}：{Cut(e.Reason)}",
                $"{en}: a standing check failed; to be rectified by {e.Until:yyyy-MM-dd}: {Cut(e.Reason)}"),
            MeasureReplanned e => (
                NotificationKind.Replanned, Everybody(e.To).Concat(e.From is { } from ? Everybody(from) : []),
                $"{zh}按方案调整{Changed(frame, e).Zh}：{Cut(e.Reason)}", $"{en}: by an amendment of the plan {Changed(frame, e).En}: {Cut(e.Reason)}"),
            _ => SayOfWaiting(context, happened, zh, en),
        };
    }

    private static (NotificationKind Kind, IEnumerable<Audience> To, string Zh, string En) SayOfWaiting(
        MeasureContext context, MeasureEvent happened, string zh, string en)
    {
        var lead = Audience.Unit(context.Definition.LeadUnit);
        return happened switch
        {
            WaitingRequested e => (
                NotificationKind.WaitingRequested, [Audience.Office],
                $"{zh}申请等待外部（{Cut(e.With)}）至{DayZh(e.Until)}，已送交：{Cut(e.Sent)}",
                $"{en}: asks to wait on {Cut(e.With)} until {Day(e.Until)}; sent: {Cut(e.Sent)}"),
            WaitingApproved e => (
                NotificationKind.WaitingDecided, [lead, Audience.Leader(context.Definition.Leader)],
                $"{zh}获准等待外部至{DayZh(e.Until)}。", $"{en}: may wait on others until {Day(e.Until)}."),
            WaitingReturned e => (
                NotificationKind.WaitingDecided, [lead], $"{zh}等待外部的申请被退回：{Cut(e.Reason)}", $"{en}: the request to wait returned: {Cut(e.Reason)}"),
            WaitingEnded e => (
                NotificationKind.WaitingEnded, [Audience.Office, lead],
                e.Reason is { Length: > 0 } why ? $"{zh}等待外部结束：{Cut(why)}" : $"{zh}等待外部结束。",
                e.Reason is { Length: > 0 } because ? $"{en}: waiting on others ended: {Cut(because)}" : $"{en}: waiting on others ended."),
            _ => throw new InvalidOperationException($"Nobody hears of the event {happened.GetType().Name}."),
        };
    }

    private static (string Zh, string En) Names(PlanFrame frame, MeasureDefinition measure)
    {
        var unit = UnitName(frame, measure.LeadUnit);
        return (string.Create(CultureInfo.InvariantCulture, $"第{measure.No}条措施{Quotation.Of(Cut(measure.Text, MaxText))}（牵头单位：{unit}）"),
            string.Create(CultureInfo.InvariantCulture, $"Measure {measure.No} (lead unit {unit}, due {Day(measure.Deadline)} at first)"));
    }

    private static IEnumerable<Audience> Everybody(MeasureDefinition measure) =>
        measure.AllUnits().Select(Audience.Unit).Append(Audience.Leader(measure.Leader));

    /// <summary>What moved of what units answer for; other changes are named as such.</summary>
    private static (string Zh, string En) Changed(PlanFrame frame, MeasureReplanned e)
    {
        if (e.From is not { } from)
        {
            return ($"列入整改方案，期限{DayZh(e.To.Deadline)}", $"made part of it, due {Day(e.To.Deadline)}");
        }

        if (e.To.Rescinded is { } rescinded && from.Rescinded is null)
        {
            return ($"不再整改（{Cut(rescinded.Authority)}）", $"not to be carried out any more ({Cut(rescinded.Authority)})");
        }

        var (zh, en) = (new List<string>(), new List<string>());
        if (from.Deadline != e.To.Deadline)
        {
            zh.Add($"期限由{DayZh(from.Deadline)}改为{DayZh(e.To.Deadline)}");
            en.Add($"due {Day(e.To.Deadline)} instead of {Day(from.Deadline)}");
        }

        if (from.LeadUnit != e.To.LeadUnit)
        {
            zh.Add($"牵头单位由{UnitName(frame, from.LeadUnit)}改为{UnitName(frame, e.To.LeadUnit)}");
            en.Add($"led by {UnitName(frame, e.To.LeadUnit)} instead of {UnitName(frame, from.LeadUnit)}");
        }

        return zh.Count > 0 ? (string.Join('，', zh), string.Join(", ", en)) : ("有改动", "changed");
    }

    private static IEnumerable<Audience> NextAfter(MeasureContext context, ReviewStep step) =>
        context.Rules.SignOffChain.SkipWhile(earlier => earlier != step).Skip(1).Take(1).Select(next => Reviewer(context, next));

    private static Audience Reviewer(MeasureContext context, ReviewStep step) => step switch
    {
        ReviewStep.Leader => Audience.Leader(context.Definition.Leader),
        ReviewStep.Principal when context.Principal is { } principal => Audience.Leader(principal),
        _ => Audience.Office,
    };

    private static string StepZh(PlanFrame frame, MeasureContext context, ReviewStep step) => step switch
    {
        ReviewStep.Leader => LeaderTitle(frame, context.Definition.Leader),
        ReviewStep.Principal when context.Principal is { } principal => LeaderTitle(frame, principal),
        _ => "整改办",
    };

    private static string StepEn(ReviewStep step) => Glossary.Of(step).En;

    private static string DayZh(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
