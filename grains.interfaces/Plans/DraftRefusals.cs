using System.Globalization;
using static Rectification.Refusal;

namespace Rectification.Plans;

/// <summary>Every "no" about a draft, in order of precedence. <c>docs/reference/drafts.md</c> lists them.</summary>
public static class DraftRefusals
{
    public static readonly Refusal Unknown = NotFound("draft.unknown", "没有这份方案草案。", "There is no such draft.");
    public static readonly Refusal ProblemUnknown = NotFound("draft.problem-unknown", "草案中没有该问题。", "The draft has no such problem.");

    public static readonly Refusal NotOffice =
        Forbidden("draft.not-office", "草案由整改办或运维导入和生效。", "A draft is brought in, and put in force, by the office or by ops.");
    public static readonly Refusal NotDrafter = Forbidden("draft.not-drafter", "措施由问题的牵头单位、整改办或运维起草。",
        "Measures are drafted by the problem's lead unit, the office or ops.");
    public static readonly Refusal NotConcerned = Forbidden("draft.not-concerned", "您不是该问题的相关单位、责任领导或整改办，不能加注意见。",
        "Comments are by the units and the leader of the problem, the office and ops.");
    public static readonly Refusal NotReviewer = Forbidden("draft.not-reviewer", "本步由整改办审核。", "This step is the office's.");
    public static readonly Refusal NotLeader = Forbidden("draft.not-leader", "本步由该问题的责任领导审定。", "This step is that of the leader responsible for the problem.");
    public static readonly Refusal ReviewerDrafted = Forbidden("draft.reviewer-drafted", "起草人不能审核自己起草的内容。", "Who drafted it cannot approve it.");
    public static readonly Refusal ReviewerIsOfUnit = Forbidden("draft.reviewer-is-of-unit", "该问题涉及您所在的单位，您不能审核。",
        "The problem concerns a unit of yours; you cannot decide on it.");
    public static readonly Refusal ReviewerWasOfUnit = Forbidden("draft.reviewer-was-of-unit", "起草时您在所涉及的单位，您不能审核。",
        "When it was drafted you were of a unit it concerns; you cannot decide on it.");
    public static readonly Refusal ReviewerReviewed = Forbidden("draft.reviewer-reviewed", "同一人不能审核两步。", "One person cannot take two steps.");

    public static readonly Refusal OtherPlan = Invalid("draft.other-plan", "文件中的方案编号与地址中的不同。", "The document is of another plan than the address.", "/id");
    public static readonly Refusal TextMissing = Invalid("draft.text-missing", "须写明意见，至多 2,000 个字。", "A comment has 1 to 2,000 characters.", "/text");
    public static readonly Refusal ReasonMissing =
        Invalid("draft.reason-missing", "退回须写明理由，至多 2,000 个字。", "A return needs a reason of at most 2,000 characters.", "/reason");
    public static readonly Refusal FingerprintMissing =
        Invalid("draft.fingerprint-missing", "审核须带上所看到的内容的指纹。", "An approval names the fingerprint of what it saw.", "/fingerprint");
    public static readonly Refusal TooLarge = Invalid("draft.too-large", "草案过大：至多 500 个问题、5,000 条措施，每个问题至多 100 条措施；更大的方案请批准后导入。",
        "A draft has at most 500 problems and 5,000 measures, 100 of one problem; bring a larger plan in as approved.");
    public static readonly Refusal NothingChanges = Invalid("draft.nothing-changes", "与草案现有内容没有差别。", "Nothing differs from the draft as it is.");

    public static readonly Refusal InForce = Conflict("draft.in-force", "方案已生效；改动请走方案调整。", "The plan is in force; what changes of it is an amendment.");
    public static readonly Refusal Changed =
        Conflict("draft.changed", "内容与您看到的不一致，请重新查看。", "This is not what you saw; look at it again.", "/fingerprint");
    public static readonly Refusal Approved = Conflict("draft.approved", "该部分已审定。", "The part is approved already.");
    public static readonly Refusal IsReturned = Conflict("draft.returned", "该部分已退回，请先修改。", "The part was returned and has to be changed first.");
    public static readonly Refusal Empty = Conflict("draft.empty", "该问题还没有措施。", "The problem has no measures yet.");
    public static readonly Refusal TooMany = Conflict("draft.too-many", "该部分的版本或意见过多。", "The part has too many versions or comments.");

    public static Refusal NumberTaken(int index, int no) => Conflict(
        "draft.number-taken", $"措施编号 {no} 已用于另一个问题。", $"The number {no} is a measure of another problem.",
        string.Create(CultureInfo.InvariantCulture, $"/measures/{index}/no"));

    public static Refusal MeasureUnknown(int index) => Invalid(
        "draft.measure-unknown", "该问题没有这条措施。", "The problem has no such measure.", string.Create(CultureInfo.InvariantCulture, $"/remove/{index}"));

    public static Refusal NotApproved(IReadOnlyList<int> problems)
    {
        var named = string.Join(", ", problems.Take(20).Select(no => no.ToString(CultureInfo.InvariantCulture)));
        return Conflict("draft.not-approved", $"还有 {problems.Count} 个问题未审定：{named}", $"{problems.Count} problems are not approved: {named}");
    }
}
