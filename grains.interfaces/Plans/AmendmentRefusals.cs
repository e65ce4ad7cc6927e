using static Rectification.Refusal;

namespace Rectification.Plans;

/// <summary>Every "no" to a change of a plan that is in force, in order of precedence.</summary>
public static class AmendmentRefusals
{
    public static readonly Refusal Unknown = NotFound("amendment.unknown", "没有这项方案调整。", "There is no such amendment.");

    public static readonly Refusal NotOffice = Forbidden("amendment.not-office", "方案调整由整改办或运维提出。", "Amendments are proposed by the office or by ops.");
    public static readonly Refusal NotReviewer = Forbidden("amendment.not-reviewer", "本步由整改办审批。", "This step is the office's.");
    public static readonly Refusal NotPrincipal = Forbidden("amendment.not-principal", "本步由主要领导审批。", "This step is the principal leader's.");
    public static readonly Refusal NotAsker = Forbidden("amendment.not-asker", "只有提出人可以撤回。", "Only who proposed it may withdraw it.");
    public static readonly Refusal ReviewerAsked =
        Forbidden("amendment.reviewer-asked", "提出人不能审批自己提出的方案调整。", "Who proposed an amendment cannot approve it.");
    public static readonly Refusal ReviewerIsOfUnit = Forbidden("amendment.reviewer-is-of-unit", "方案调整涉及您所在的单位，您不能审批。",
        "The amendment concerns a unit of yours; you cannot decide on it.");
    public static readonly Refusal ReviewerWasOfUnit = Forbidden("amendment.reviewer-was-of-unit", "提出调整时您在所涉及的单位，您不能审批。",
        "When the amendment was proposed you were of a unit it concerns; you cannot decide on it.");
    public static readonly Refusal ReviewerReviewed = Forbidden("amendment.reviewer-reviewed", "同一人不能审批两步。", "One person cannot take two steps.");

    public static readonly Refusal ReasonMissing = Invalid("plan.needs-amendment", "方案已生效；改动方案须走方案调整：请写明调整理由（reason）。",
        "The plan is in force: what you change of it is an amendment and needs a reason (reason).", "/reason");
    public static readonly Refusal ReasonTooLong =
        Invalid("amendment.reason-length", "理由和依据文件至多 2,000 个字。", "A reason, or the paper it rests on, has at most 2,000 characters.", "/reason");
    public static readonly Refusal ReturnReasonMissing = Invalid("amendment.return-reason-missing", "退回须写明理由。", "A return needs a reason.", "/reason");
    public static readonly Refusal FingerprintMissing =
        Invalid("amendment.fingerprint-missing", "审批须带上所看到的调整内容的指纹。", "An approval names the fingerprint of the changes it saw.", "/fingerprint");

    public static readonly Refusal NothingChanges = Invalid("amendment.nothing-changes", "与现行方案没有差别。", "Nothing differs from the plan in force.");
    public static readonly Refusal AuthorityMissing = Invalid("amendment.authority-missing", "不再整改须写明决定机关或依据文件（document）。",
        "Measures are left out: who decided that, or the paper it stands in, must be named (document).", "/document");
    public static readonly Refusal UnitsStay = Invalid("amendment.units-stay", "方案生效后，单位、地区、领导和类别只能新增或改名，不能删除或改变隶属。",
        "In a plan in force units, regions, leaders and categories may be added or renamed, never removed or moved.", "/units");
    public static readonly Refusal TimeStays = Invalid("amendment.time-stays", "方案生效后，反馈日期和时区不能改动。",
        "In a plan in force the feedback date and the time zone stay.", "/feedbackDate");
    public static readonly Refusal RulesStay = Conflict("amendment.rules-stay", "已有填报后，规则中只有亮灯、审核期限、延期和方案调整可以改动。",
        "Once reported on, of a plan's rules only lights, days to review, extensions and amendments may change.", "/rules");
    public static readonly Refusal TooLarge = Invalid("amendment.too-large", "一次调整的内容过多，请分次提出。", "An amendment changes too much at once; propose it in parts.");

    public static readonly Refusal Decided = Conflict("amendment.decided", "该方案调整已有结论。", "The amendment has been decided on.");
    public static readonly Refusal FingerprintChanged =
        Conflict("amendment.fingerprint-changed", "调整内容与您看到的不一致，请重新查看。", "These are not the changes you saw; look at them again.", "/fingerprint");
    public static readonly Refusal Stale = Conflict("amendment.stale", "所涉及的内容已被另一项调整改动，请撤回后按现行方案重新提出。",
        "Another amendment changed the same lines meanwhile; withdraw this one and propose it anew on the plan in force.");
    public static readonly Refusal SignedOff = Conflict("amendment.signed-off", "已销号的措施不能不再整改；如需改动，请先退回整改。",
        "A measure that is signed off cannot be left out; reopen it first.");
    public static readonly Refusal TooManyOpen = Conflict("amendment.too-many-open", "待审批的方案调整过多，请先处理。", "Too many amendments wait for approval.");
    public static readonly Refusal NotTold = Unavailable("amendment.not-told", "上一项调整正在生效，请稍后重试。",
        "The last amendment is still being brought into force; retry in a moment.");

    /// <summary>Not a fault of its own: one of the changes that a plan in force would need a reason for.</summary>
    public static Refusal Changes(FieldChange change) => Invalid(
        "plan.changes", $"将改动 {change.Subject} 的 {change.Field}：{change.From ?? "（无）"} → {change.To ?? "（无）"}",
        $"{change.Field} of {change.Subject} would change: {change.From ?? "(nothing)"} → {change.To ?? "(nothing)"}",
        $"/{change.Subject.Replace(':', '/')}/{change.Field}");

    /// <summary>A problem or a measure stays where it is.</summary>
    public static Refusal Stays(string pointer) => Invalid("amendment.stays", "问题的牵头单位、措施所属的问题不能改动；请新增一项，并将原来的列为不再整改。",
        "A problem keeps its lead unit and a measure its problem; add another one and leave the old one out.", pointer);
}
