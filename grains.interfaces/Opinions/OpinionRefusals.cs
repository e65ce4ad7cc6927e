using static Rectification.Refusal;

namespace Rectification.Opinions;

/// <summary>Every "no" about opinions, in order of precedence within an act; <c>docs/reference/opinions.md</c> says the same in words.</summary>
public static class OpinionRefusals
{
    public static readonly Refusal NotReviewer = Forbidden("opinion.not-a-reviewer", "需要整改办审核人角色。", "The role reviewer is needed.");
    public static readonly Refusal Unknown = NotFound("opinion.unknown", "没有这条意见。", "There is no such opinion.");
    public static readonly Refusal TextMissing = Invalid("opinion.text-missing", "请填写 1 至 2000 字。", "State it in 1 to 2,000 characters.", "/text");
    public static readonly Refusal ReasonMissing = Invalid(
        "opinion.reason-missing", "请说明理由，1 至 2000 字。", "State the reason in 1 to 2,000 characters.", "/reason");
    public static readonly Refusal ContactTooLong = Invalid("opinion.contact-too-long", "联系方式至多 100 字。", "A contact has at most 100 characters.", "/contact");
    public static readonly Refusal FileTooLarge = Invalid("opinion.file-too-large", "附件至多 5 MB。", "An attachment has at most 5 MB.", "/file");
    public static readonly Refusal FileEmpty = Invalid("opinion.file-empty", "附件是空文件，或没有文件名。", "The attachment is empty or has no name.", "/file");
    public static readonly Refusal Closed = Conflict("opinion.closed", "目前不接收意见。", "Opinions are not taken at the moment.");
    public static readonly Refusal TooMany = Refusal.TooMany("opinion.too-many", "今天收到的意见过多，请明天再提交。", "Too many opinions came today; try again tomorrow.");
    public static readonly Refusal Full = Conflict("opinion.full", "意见数量已达上限。", "No more opinions are taken for this plan.");
    public static readonly Refusal TooOften = Refusal.TooMany("opinion.too-often", "提交过于频繁，请稍后再试。", "You send too often; try again later.");
    public static readonly Refusal AlreadyScreened = Conflict("opinion.already-screened", "该意见已审阅。", "The opinion has been screened.");
    public static readonly Refusal NotScreened = Conflict("opinion.not-screened", "该意见尚未审阅通过。", "The opinion has not been screened and accepted.");
    public static readonly Refusal AlreadyAnswered = Conflict("opinion.already-answered", "该意见已答复。", "The opinion has been answered.");
}
