using System.Globalization;
using static Rectification.Refusal;

namespace Rectification.Notices;

/// <summary>Every "no" about notices, in order of precedence within a command; <c>docs/reference/notices.md</c> says the same in words.</summary>
public static class NoticeRefusals
{
    public static readonly Refusal NotReviewer = Forbidden("notice.not-a-reviewer", "需要整改办审核人角色。", "The role reviewer is needed.");
    public static readonly Refusal MayNotComment = Forbidden(
        "notice.may-not-comment", "需要整改办审核人或领导角色。", "The role reviewer or leader is needed.");
    public static readonly Refusal Unknown = NotFound("notice.unknown", "没有这份通报。", "There is no such notice.");
    public static readonly Refusal StaleVersion = new()
    {
        Kind = RefusalKind.Stale,
        Code = "notice.version-stale",
        Zh = "该通报已有变化，请刷新后再提交。",
        En = "The notice has changed since the version named by If-Match.",
    };

    public static readonly Refusal TitleMalformed = Invalid("notice.title-malformed", "标题和署名须为 1 至 100 字。", "Title and issuer have 1 to 100 characters.");
    public static readonly Refusal SectionUnknown = Invalid("notice.section-unknown", "没有这个段落。", "There is no such section.", "/sections");
    public static readonly Refusal SectionTooLong = Invalid(
        "notice.section-too-long", "一段至多 20000 字。", "A section has at most 20,000 characters.", "/sections");
    public static readonly Refusal MarksMalformed = Invalid(
        "notice.marks-malformed", "公开标记有误：同一措施只能标记一次，至多 5000 条。", "Marks name a measure once, at most 5,000 of them.", "/marks");
    public static readonly Refusal PhonesMalformed = Invalid(
        "notice.phones-malformed", "至多标记 20 个电话号码，每个 5 至 20 位。", "At most 20 telephone numbers of 5 to 20 digits.", "/phones");
    public static readonly Refusal TextMissing = Invalid("notice.text-missing", "请填写 1 至 2000 字。", "State it in 1 to 2,000 characters.", "/text");
    public static readonly Refusal NotDraft = Conflict("notice.not-a-draft", "通报已定稿或已撤回。", "The notice is frozen or withdrawn.");
    public static readonly Refusal TooManyComments = TooMany("notice.too-many-comments", "一份通报至多 500 条意见。", "A notice has at most 500 comments.");
    public static readonly Refusal TooMany = Refusal.TooMany("notice.too-many", "一个方案至多 200 份通报。", "A plan has at most 200 notices.");
    public static readonly Refusal TooLarge = Conflict("notice.too-large", "方案过大，无法生成通报。", "The plan is too large for a notice.");
    public static readonly Refusal TextChanged = Conflict(
        "notice.text-changed", "通报的内容在您阅读之后有变化，请重新阅读后再定稿。", "The text has changed since you read it; read it again.");
    public static readonly Refusal Moving = Conflict("notice.moving", "数据正在变动，请稍后再定稿。", "Figures are moving; try again.");

    /// <summary>A measure was reopened between draft and freeze.</summary>
    public static Refusal Reopened(int measure, string text) => Conflict(
        "notice.measure-reopened",
        string.Create(CultureInfo.InvariantCulture, $"措施 {measure}{Quotation.Of(text)}在起草之后已不再是已销号状态；请重新核对并保存草稿。"),
        string.Create(
            CultureInfo.InvariantCulture, $"Measure {measure} ({text}) is no longer signed off as it was when drafted; look at the draft again and save it."),
        string.Create(CultureInfo.InvariantCulture, $"/measures/{measure}"));

    /// <summary>A number that does not agree with the trail: which, where, and what it should be.</summary>
    public static Refusal NumberWrong(NoticeFinding finding) => Conflict(
        "notice.number-wrong",
        $"{Quotation.Of(finding.Quote)}中的{finding.Figure}写作 {finding.Said}，按留痕应为 {finding.Right}。",
        $"\"{finding.Quote}\" says {finding.Said} for {finding.Figure}; by the trail it is {finding.Right}.",
        $"/sections/{finding.Section}");
}
