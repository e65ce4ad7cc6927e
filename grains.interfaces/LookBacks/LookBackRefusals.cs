using static Rectification.Refusal;

namespace Rectification.LookBacks;

/// <summary>Every "no" of a look-back that is its own; a measure that cannot be reopened says so itself.</summary>
public static class LookBackRefusals
{
    public static readonly Refusal Unknown = NotFound("look-back.unknown", "没有这次回头看。", "There is no such look-back.");
    public static readonly Refusal NotDrawn = NotFound("look-back.not-drawn", "这次回头看没有抽中该措施。", "This look-back did not draw the measure.");
    public static readonly Refusal MayNotDraw = Forbidden(
        "look-back.may-not-draw", "只有能查看全部措施的整改办审核人或审计可以抽取。", "Only reviewers and auditors who see the whole plan draw.");
    public static readonly Refusal NoCandidates = Conflict("look-back.no-candidates", "范围内没有已销号的措施。", "There is no signed-off measure within these bounds.");
    public static readonly Refusal TooManyCandidates = Invalid(
        "look-back.too-many-candidates", "范围内已销号的措施超过 20,000 条，请按单位或问题抽取。", "More than 20,000 signed-off measures; draw by unit or problem.");
    public static readonly Refusal TooMany = Refusal.TooMany("look-back.too-many", "该方案的回头看已达 1,000 次。", "The plan has 1,000 look-backs already.");
    public static readonly Refusal SeedMalformed = Invalid(
        "look-back.seed-malformed", "种子须为 1 至 128 个可见 ASCII 字符。", "A seed has 1 to 128 printable ASCII characters.", "/seed");
    public static readonly Refusal ShareOutOfRange = Invalid(
        "look-back.share-out-of-range", "比例须大于 0、不大于 1，至多 6 位小数。", "A share lies over 0 and up to 1, with at most 6 decimals.", "/share");
    public static readonly Refusal MinimumOutOfRange = Invalid(
        "look-back.minimum-out-of-range", "最少条数须为 0 至 20,000。", "A minimum lies between 0 and 20,000.", "/minimum");
    public static readonly Refusal UnitMalformed = Invalid("look-back.unit-unknown", "方案中没有该单位。", "The plan has no such unit.", "/unit");
    public static readonly Refusal FindingsMissing = Invalid(
        "look-back.findings-missing", "请填写检查情况（1 至 2000 字）。", "State the findings (1 to 2,000 characters).", "/findings");
    public static readonly Refusal ChecksMalformed = Invalid(
        "look-back.checks-malformed", "检查项至多 50 项，项目 1 至 200 字，说明至多 2000 字。",
        "At most 50 checks, each of 1 to 200 characters with a note of at most 2,000.", "/checks");
    public static readonly Refusal UntilMissing = Invalid("look-back.until-missing", "未通过的须给出新的期限。", "A measure that failed needs a new deadline.", "/until");
    public static readonly Refusal UntilUnexpected = Invalid(
        "look-back.until-unexpected", "通过的不设新的期限。", "A measure that passed gets no new deadline.", "/until");
    public static readonly Refusal SheetFiled = Conflict("look-back.sheet-filed", "该措施的检查表已填报。", "The measure's sheet is filed already.");
}
