using System.Globalization;
using Rectification.Chains;
using Rectification.Notifications;
using static Rectification.Notifications.Sentences;

namespace Rectification.Plans;

/// <summary>Which notifications an entry of a plan's chain makes, and for whom. Pure; the same entry always says the same.</summary>
internal static class PlanNotices
{
    /// <param name="frame">The plan.</param>
    /// <param name="amendments">Its amendments, number n at n − 1.</param>
    /// <param name="entry">The entry.</param>
    public static IReadOnlyList<Notification> Of(PlanFrame frame, IReadOnlyList<AmendmentState> amendments, ChainEntry<PlanEvent> entry)
    {
        var inForce = entry.Events.Any(happened => happened is PlanAmended or PlanClosed);
        return [.. entry.Events.Select(happened => Of(frame, amendments, entry, happened, inForce)).OfType<Notification>()];
    }

    private static Notification? Of(
        PlanFrame frame, IReadOnlyList<AmendmentState> amendments, ChainEntry<PlanEvent> entry, PlanEvent happened, bool inForce)
    {
        var chain = AmendmentDecider.RuleOf(frame.Rules).Chain;
        switch (happened)
        {
            case AmendmentProposed e when !inForce:
                return Waits(e.Amendment, "proposed", chain.FirstOrDefault(ReviewStep.Principal));
            case AmendmentStepApproved e when !inForce:
                return Waits(e.Amendment, $"approved.{entry.Version}", chain.SkipWhile(step => step != e.Step).Skip(1).FirstOrDefault(ReviewStep.Principal));
            case AmendmentReturned e:
                return Decided(e.Amendment, $"被退回：{Cut(e.Reason)}", $"was returned: {Cut(e.Reason)}");
            case PlanAmended e when entry.By != amendments[e.Amendment - 1].By:
                return Decided(e.Amendment, "已审批通过并生效。", "is approved and in force.");
            case PlanClosed e when entry.By != amendments[e.Amendment - 1].By:
                return Decided(e.Amendment, "已审批通过，方案结束。", "is approved, and the plan is closed.");
            default:
                return null;
        }

        Notification Waits(int no, string what, ReviewStep step)
        {
            var reason = Cut(amendments[no - 1].Proposed.Reason);
            return Notice(no, what, NotificationKind.AmendmentProposed, Approver(frame, step),
                $"方案调整第 {no} 项待您审批：{reason}", $"Amendment {no} of the plan waits for your approval: {reason}");
        }

        Notification Decided(int no, string zh, string en) => Notice(
            no, "decided", NotificationKind.AmendmentDecided, Audience.Account(amendments[no - 1].By), $"方案调整第 {no} 项{zh}", $"Amendment {no} of the plan {en}");

        Notification Notice(int no, string what, NotificationKind kind, Audience audience, string zh, string en) => new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"amendment.{no}.{what}"),
            Kind = kind,
            At = entry.At,
            Amendment = no,
            Audience = [audience],
            Zh = zh,
            En = en,
        };
    }

    private static Audience Approver(PlanFrame frame, ReviewStep step) =>
        step == ReviewStep.Principal && frame.Rules.PrincipalOf(frame.Leaders) is { } principal ? Audience.Leader(principal) : Audience.Office;
}
