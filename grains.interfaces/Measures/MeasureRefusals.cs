using static Rectification.Refusal;

namespace Rectification.Measures;

/// <summary>Every "no" a measure can say beside <see cref="CommandRefusals"/>. Codes never change;
/// the order of precedence is in <c>docs/reference/rules.md</c>.</summary>
public static class MeasureRefusals
{
    public static readonly Refusal Unknown = NotFound("measure.unknown", "未找到该整改措施。", "There is no such measure.");
    public static readonly Refusal StaleVersion = new()
    {
        Kind = RefusalKind.Stale,
        Code = "measure.version-stale",
        Zh = "该措施已被更新，请刷新后再提交。",
        En = "The measure has changed since the version named by If-Match.",
    };
    public static readonly Refusal TooManyCommands =
        TooMany("measure.too-many-commands", "该措施 24 小时内的提交过多，请稍后再试。", "Too many commands on this measure within 24 hours; try later.");
    public static readonly Refusal NotCountedYet =
        Unavailable("measure.not-counted-yet", "已保存，但尚未计入汇总；请重试，不会重复记录。", "Stored, but not counted yet; retry under the same id, it is recorded once.");
    public static readonly Refusal TrailFull = Unavailable("measure.trail-not-sealed", "该措施的留痕页尚未归档，请稍后重试。",
        "The measure's trail page could not be sealed yet; retry later.");

    public static readonly Refusal NotReporter = Forbidden("measure.not-a-reporter", "需要填报人角色。", "The role reporter is needed.");
    public static readonly Refusal NotReviewer = Forbidden("measure.not-a-reviewer", "需要整改办审核人角色。", "The role reviewer is needed.");
    public static readonly Refusal NotLeader = Forbidden("measure.not-the-leader", "这一步须由该措施的责任领导审核。",
        "This step belongs to the leader responsible for the measure.");
    public static readonly Refusal NotPrincipal = Forbidden("measure.not-the-principal", "这一步须由主要领导审核。", "This step belongs to the principal leader.");
    public static readonly Refusal NotOfUnit = Forbidden("measure.actor-not-of-unit", "您不代表该单位。", "You do not act for this unit.", "/unit");
    public static readonly Refusal NotOfLeadUnit = Forbidden("measure.actor-not-of-lead-unit", "只有牵头单位可以这样做。", "Only the lead unit may do this.");
    public static readonly Refusal ReviewerIsRequester =
        Forbidden("measure.reviewer-is-requester", "申请人不能审核自己的申请。", "The requester cannot review the request.");
    public static readonly Refusal ReviewerIsOfLeadUnit =
        Forbidden("measure.reviewer-is-of-lead-unit", "牵头单位的人员不能审核。", "A reviewer cannot be of the lead unit.");
    public static readonly Refusal ReviewerIsOfSupportingUnit = Forbidden("measure.reviewer-is-of-supporting-unit", "配合单位的人员不能审核。",
        "A reviewer cannot be of a supporting unit.");
    public static readonly Refusal ReviewerWasOfLeadUnit = Forbidden("measure.reviewer-was-of-lead-unit", "申请提出时或之后属于牵头单位的人员不能审核。",
        "A reviewer cannot have been of the lead unit since the request was made.");
    public static readonly Refusal ReviewerWasOfSupportingUnit = Forbidden("measure.reviewer-was-of-supporting-unit", "申请提出时或之后属于配合单位的人员不能审核。",
        "A reviewer cannot have been of a supporting unit since the request was made.");
    public static readonly Refusal ReviewerTookAStep = Forbidden("measure.reviewer-took-a-step", "同一人不能审核两步。", "One person cannot take two steps.");

    public static readonly Refusal UnitNotAssigned = Invalid("measure.unit-not-assigned", "该单位不承担此措施。", "The unit has no assignment on this measure.", "/unit");
    public static readonly Refusal UnitIsNotLead = Invalid("measure.unit-is-not-lead", "只有牵头单位可以认领。", "Only the lead unit claims.", "/unit");
    public static readonly Refusal UnitIsLead = Invalid("measure.unit-is-lead", "牵头单位自己的任务无需确认。", "The lead unit's own assignment is not confirmed.", "/unit");
    public static readonly Refusal PercentOutOfRange =
        Invalid("measure.percent-out-of-range", "进度须为 0 到 100 的整数。", "Percent must be a whole number from 0 to 100.", "/percent");
    public static readonly Refusal PercentFalls =
        Conflict("measure.percent-falls", "进度只能增加；如需更正请填写更正原因。", "Percent may fall only as a correction with a reason.", "/percent");
    public static readonly Refusal QuantityOutOfRange = Invalid("measure.quantity-out-of-range", "数量须为 0 到 1,000,000,000,000 之间、至多 6 位小数。",
        "Quantity must lie between 0 and 1,000,000,000,000 with at most 6 decimals.", "/quantity");
    public static readonly Refusal QuantityWithoutTarget =
        Invalid("measure.quantity-without-target", "该措施没有数量目标。", "The measure has no target to count towards.", "/quantity");
    public static readonly Refusal QuantityFalls =
        Conflict("measure.quantity-falls", "数量只能增加；如需更正请填写更正原因。", "Quantity may fall only as a correction with a reason.", "/quantity");
    public static readonly Refusal MetricMalformed =
        Invalid("measure.metric-malformed", "指标名须为 1 至 64 位字母、数字、点或连字符（percent 与 quantity 除外），数值绝对值不超过 1,000,000,000,000，至多 6 位小数。",
        "A metric's name is an id other than percent and quantity; its value lies between ±1,000,000,000,000 with at most 6 decimals.", "/metrics");
    public static readonly Refusal TooManyMetrics = Invalid("measure.too-many-metrics", "一次填报至多 20 项指标，一个单位在一条措施上至多 50 项。",
        "A report names at most 20 metrics, a unit at most 50 on one measure.", "/metrics");
    public static readonly Refusal NoteTooLong = Invalid("measure.note-too-long", "说明至多 2000 字。", "A note has at most 2,000 characters.", "/note");
    public static readonly Refusal CorrectionTooLong = Invalid("measure.correction-too-long", "更正原因至多 2000 字。", "A correction has at most 2,000 characters.",
        "/correction");
    public static readonly Refusal TooMuchEvidence = Invalid("measure.too-much-evidence", "一次填报至多附 50 份佐证材料。", "A report names at most 50 pieces of evidence.",
        "/evidence");

    public static readonly Refusal AlreadyClaimed = Conflict("measure.already-claimed", "该措施已被认领。", "The measure is claimed already.");
    public static readonly Refusal NotClaimed = Conflict("measure.not-claimed", "该措施尚未认领。", "The measure is not claimed yet.");
    public static readonly Refusal IsRescinded = Conflict("measure.rescinded", "该措施已按方案调整不再整改。",
        "By an amendment of the plan the measure is not to be carried out any more.");
    public static readonly Refusal IsSignedOff = Conflict("measure.is-signed-off", "该措施已销号。", "The measure is signed off.");
    public static readonly Refusal NotSignedOff = Conflict("measure.is-not-signed-off", "该措施尚未销号。", "The measure is not signed off.");
    public static readonly Refusal SignOffPending = Conflict("measure.sign-off-pending", "该措施已在销号审核中。", "A sign-off request is pending.");
    public static readonly Refusal NoSignOffPending = Conflict("measure.no-sign-off-pending", "没有待审核的销号申请。", "No sign-off request is pending.");
    public static readonly Refusal AssignmentNotComplete =
        Conflict("measure.assignment-not-complete", "该单位的进度未到 100%。", "The unit's assignment is not at 100%.", "/unit");
    public static readonly Refusal AlreadyConfirmed = Conflict("measure.already-confirmed", "该单位的任务已确认。", "The assignment is confirmed already.", "/unit");
    public static readonly Refusal NotConfirmed = Conflict("measure.not-confirmed", "该单位的任务尚未确认。", "The assignment is not confirmed.", "/unit");

    public static readonly Refusal PersonMissing = Invalid("measure.person-missing", "请填写责任人（1 至 2000 字）。", "State the person (1 to 2,000 characters).",
        "/person");
    public static readonly Refusal ActMissing = Invalid("measure.act-missing", "请填写整改举措（1 至 2000 字）。", "State the act (1 to 2,000 characters).", "/act");
    public static readonly Refusal ResultMissing = Invalid("measure.result-missing", "请填写整改成效（1 至 2000 字）。", "State the result (1 to 2,000 characters).",
        "/result");
    public static readonly Refusal ShortfallTooLong = Invalid("measure.shortfall-too-long", "未达目标的说明至多 2000 字。", "A shortfall has at most 2,000 characters.",
        "/shortfall");
    public static readonly Refusal StandingBasisMissing = Invalid("measure.standing-basis-missing", "长期坚持须写明依据（1 至 2000 字）。",
        "Standing needs a basis (1 to 2,000 characters).", "/standing/basis");
    public static readonly Refusal StandingNotLongTerm = Conflict("measure.standing-not-long-term", "该措施不是长期任务，不能按长期坚持销号。",
        "Only a long-term measure is signed off as standing.", "/standing");
    public static readonly Refusal NotAllComplete = Conflict("measure.not-all-complete", "还有单位的进度未到 100%。", "Not every assignment is at 100%.");
    public static readonly Refusal NotAllConfirmed = Conflict("measure.not-all-confirmed", "还有配合单位的任务未经牵头单位确认。", "Not every supporting unit is confirmed.");
    public static readonly Refusal TargetNotMet = Conflict("measure.target-not-met", "数量目标未达到，请说明原因。", "The target is not met; explain the shortfall.",
        "/shortfall");
    public static readonly Refusal InstitutionNotRegistered =
        Conflict("measure.institution-not-registered", "承诺的制度尚未登记。", "The promised institution is not registered.");
    public static readonly Refusal NoEvidence = Conflict("measure.no-evidence", "至少需要一份佐证材料。", "At least one piece of evidence is needed.");
    public static readonly Refusal NoNewEvidence = Conflict("measure.no-new-evidence", "重新整改后需要新的佐证材料。", "After reopening, new evidence is needed.");

    public static readonly Refusal FingerprintChanged =
        Conflict("measure.fingerprint-changed", "申请内容已变化，请重新查看后再审核。", "The request is not the one you saw; look again.", "/fingerprint");
    public static readonly Refusal ReasonMissing = Invalid("measure.reason-missing", "请填写原因（1 至 2000 字）。", "Give a reason (1 to 2,000 characters).", "/reason");

    public static readonly Refusal ExtensionOpen = Conflict("measure.extension-open", "已有一个延期申请在审核中。", "An extension is open already.");
    public static readonly Refusal NoExtensionOpen = Conflict("measure.no-extension-open", "没有这个待审核的延期申请。", "No such extension is open.");
    public static readonly Refusal ExtensionNotLater =
        Conflict("measure.extension-not-later", "延期日期须晚于现在的期限。", "An extension must lie after the current deadline.", "/until");
    public static readonly Refusal ExtensionsUsedUp =
        Conflict("measure.extensions-used-up", "该措施的延期次数已达到方案规定的上限。", "The plan grants a measure no further extension.");
    public static readonly Refusal ExtensionTooLong =
        Conflict("measure.extension-too-long", "延期日期超过方案规定的最长延期。", "The extension lies further after the first deadline than the plan allows.", "/until");
    public static readonly Refusal ExtensionTooLate =
        Conflict("measure.extension-too-late", "已过方案规定的延期申请截止时刻（到期当日），不再受理；到期未销号按逾期计。",
            "The plan's hour for asking, on the day due, has passed; without a sign-off the measure counts as overdue.", "/until");
    public static readonly Refusal DateTooFar = Invalid("measure.date-too-far", "日期不得晚于今天起十年。", "The date lies more than ten years ahead.", "/until");

    public static readonly Refusal BasicallyDonePending =
        Conflict("measure.basically-done-pending", "已有一个基本完成的申请在审核中。", "A basically-done proposal is pending.");
    public static readonly Refusal NoBasicallyDonePending =
        Conflict("measure.no-basically-done-pending", "没有待审核的基本完成申请。", "No basically-done proposal is pending.");
    public static readonly Refusal IsBasicallyDone = Conflict("measure.is-basically-done", "该措施已是基本完成。", "The measure is basically done already.");
    public static readonly Refusal ExpectedByPast = Conflict("measure.expected-by-past", "预计完成日期不得早于今天。", "The expected date must not lie in the past.",
        "/expectedBy");
    public static readonly Refusal ExpectedByTooFar =
        Invalid("measure.expected-by-too-far", "预计完成日期不得晚于今天起十年。", "The expected date lies more than ten years ahead.", "/expectedBy");
    public static readonly Refusal ReopenUntilPast =
        Conflict("measure.reopen-until-past", "新的期限不得早于今天。", "The new deadline must not lie in the past.", "/until");

    public static readonly Refusal DateBeforeStart =
        Conflict("measure.date-before-start", "新的期限不得早于该措施的开始日期。", "The new deadline must not lie before the measure's start.", "/until");

    public static readonly Refusal NotStanding = Conflict("measure.is-not-standing", "该措施不是按长期坚持销号的。", "The measure is not signed off as standing.");
    public static readonly Refusal CheckNoteMissing =
        Invalid("measure.check-note-missing", "请填写复查情况（1 至 2000 字）。", "State what the check saw (1 to 2,000 characters).", "/note");
    public static readonly Refusal CheckUntilMissing =
        Invalid("measure.check-until-missing", "复查不合格须填写新的期限。", "A failed check needs a new deadline.", "/until");

    public static readonly Refusal WaitingWithMissing =
        Invalid("measure.waiting-with-missing", "请填写等待哪个单位（1 至 200 字）。", "Say whom the measure waits for (1 to 200 characters).", "/with");
    public static readonly Refusal WaitingSentMissing =
        Invalid("measure.waiting-sent-missing", "请填写已送交的材料（1 至 2000 字）。", "Say what was sent (1 to 2,000 characters).", "/sent");
    public static readonly Refusal WaitingOpen = Conflict("measure.waiting-open", "已有一个等待外部的申请在审核中或仍在等待。", "Waiting is asked for, or holds, already.");
    public static readonly Refusal WaitingSinceFuture =
        Conflict("measure.waiting-since-future", "开始等待的日期不得晚于今天。", "The day since which it waits must not lie in the future.", "/since");
    public static readonly Refusal WaitingUntilPast =
        Conflict("measure.waiting-until-past", "等待的最后日期不得早于今天。", "The last day of waiting must not lie in the past.", "/until");
    public static readonly Refusal WaitsUsedUp = Conflict("measure.waits-used-up", "一条措施至多获准等待 20 次。", "A measure waits at most 20 times.");
    public static readonly Refusal NoWaitingPending = Conflict("measure.no-waiting-pending", "没有待审核的等待外部申请。", "No request to wait is pending.");
    public static readonly Refusal NotWaiting = Conflict("measure.is-not-waiting", "该措施没有在等待外部。", "The measure neither waits nor asks to.");

    public static readonly Refusal NoInstitutionPromised = Conflict("measure.no-institution-promised", "该措施没有承诺制度。", "The measure promises no institution.");
    public static readonly Refusal InstitutionRegisteredAlready =
        Conflict("measure.institution-registered-already", "该制度已登记。", "The institution is registered already.");
    public static readonly Refusal InstitutionKindDiffers = Conflict("measure.institution-kind-differs", "制度类别（新制定或修订）与方案不符。",
        "The kind differs from the plan's.", "/kind");
    public static readonly Refusal InstitutionTitleMissing = Invalid("measure.institution-title-missing", "请填写制度名称（1 至 500 字）。",
        "Give the title (1 to 500 characters).", "/title");
    public static readonly Refusal InstitutionNumberMissing = Invalid("measure.institution-number-missing", "请填写文号（1 至 200 字）。",
        "Give the number (1 to 200 characters).", "/number");
    public static readonly Refusal InstitutionIssuerMissing = Invalid("measure.institution-issuer-missing", "请填写发文单位（1 至 200 字）。",
        "Give the issuing body (1 to 200 characters).", "/issuedBy");
    public static readonly Refusal InstitutionDateFuture =
        Conflict("measure.institution-date-future", "发文日期不得晚于今天。", "The date must not lie in the future.", "/date");
}
