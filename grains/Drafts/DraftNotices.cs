using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Plans;
using static Rectification.Notifications.Sentences;

namespace Rectification.Drafts;

/// <summary>An entry of a draft's chain of which people may not have heard, with the part as it was after it.</summary>
internal sealed record UntoldDraft(ChainEntry<DraftEvent> Entry, DraftPart Part);

/// <summary>Which notification an entry of a draft's chain makes, and for whom. Pure; the same entry always says the same.</summary>
internal static class DraftNotices
{
    /// <summary>Begins the ids of what a whole document brought.</summary>
    public const string Brought = "bring:";

    public static Notification? Of(PlanDocument header, UntoldDraft told)
    {
        var (entry, part) = told;
        var problem = part.Now.Problem;
        var (lead, leader) = (Audience.Unit(problem.LeadUnit), Audience.Leader(problem.Leader));
        var (zh, en) = ($"方案草案中问题 {problem.No}{Quotation.Of(Cut(problem.Title, MaxText))}", $"Problem {problem.No} of the draft plan");
        return entry.Events[0] switch
        {
            PartDrafted when entry.Id.StartsWith(Brought, StringComparison.Ordinal) => Notice(
                $"{entry.Version}", NotificationKind.DraftHandedOver, [lead],
                $"{zh}的措施由{UnitName(header, problem.LeadUnit)}起草，请办理。", $"{en}: its measures are {UnitName(header, problem.LeadUnit)}'s to draft."),
            PartDrafted => Notice(
                $"{problem.No}.after.{part.ReviewedIn}", NotificationKind.DraftSubmitted, [Audience.Office, lead],
                $"{zh}的措施已起草，待整改办审核。", $"{en}: its measures were drafted by {entry.By}; the office approves them next."),
            PartApproved { Step: ReviewStep.Office } => Notice(
                $"{entry.Version}", NotificationKind.DraftApproved, [leader, lead],
                $"{zh}的措施已经整改办审核，待责任领导审定。", $"{en}: approved by the office; the leader responsible decides next."),
            PartApproved => Notice(
                $"{entry.Version}", NotificationKind.DraftApproved, [Audience.Office, lead],
                $"{zh}的措施已经责任领导审定。", $"{en}: approved by the leader responsible."),
            PartReturned e => Notice(
                $"{entry.Version}", NotificationKind.DraftReturned, [lead, Audience.Office],
                $"{zh}的措施被退回：{Cut(e.Reason)}", $"{en} was returned: {Cut(e.Reason)}"),
            PartCommented e => Notice(
                $"{entry.Version}", NotificationKind.DraftCommented, [lead, leader, Audience.Office],
                $"{zh}有新的意见：{Cut(e.Text)}", $"{en}, a comment: {Cut(e.Text)}"),
            _ => null,
        };

        Notification Notice(string what, NotificationKind kind, IReadOnlyList<Audience> to, string sayZh, string sayEn) => new()
        {
            Id = $"draft.{what}",
            Kind = kind,
            At = PlanCalendar.Of(header.TimeZone).Local(entry.At),
            Problem = problem.No,
            Unit = problem.LeadUnit,
            Audience = to,
            Zh = sayZh,
            En = sayEn,
        };
    }

    /// <summary>The problem an entry is about; <see langword="null"/> for one about the whole plan or a part that went.</summary>
    public static int? ProblemOf(ChainEntry<DraftEvent> entry) => entry.Events[0] switch
    {
        PartDrafted e => e.Problem.No,
        PartApproved e => e.Problem,
        PartReturned e => e.Problem,
        PartCommented e => e.Problem,
        _ => null,
    };

    private static string UnitName(PlanDocument header, string unit) => header.Units.FirstOrDefault(known => known.Id == unit)?.Name ?? unit;
}
