using static Rectification.Refusal;

namespace Rectification.Orders;

/// <summary>Every "no" about a supervision order. Codes never change; the order of precedence is in <c>docs/reference/orders.md</c>.</summary>
public static class OrderRefusals
{
    public static readonly Refusal Unknown = NotFound("order.unknown", "没有这份督办单。", "There is no such order.");
    public static readonly Refusal StaleVersion = new()
    {
        Kind = RefusalKind.Stale,
        Code = "order.version-stale",
        Zh = "该督办单已有变化，请刷新后再提交。",
        En = "The order has changed since the version named by If-Match.",
    };

    public static readonly Refusal UnitUnknown = Invalid("order.unit-unknown", "方案中没有这个单位。", "The plan has no such unit.", "/unit");
    public static readonly Refusal MeasuresCount = Invalid("order.measures-count", "请列出 1 至 200 条措施。", "Name 1 to 200 measures.", "/measures");
    public static readonly Refusal MeasureRepeated = Invalid("order.measure-repeated", "同一措施重复列出。", "A measure is named twice.", "/measures");
    public static readonly Refusal MeasureUnknown = Invalid("order.measure-unknown", "未找到该整改措施。", "There is no such measure.", "/measures");
    public static readonly Refusal MeasureOfAnotherUnit = Invalid("order.measure-of-another-unit", "该单位不承担此措施。", "The unit has no assignment on this measure.",
        "/measures");
    public static readonly Refusal DemandMissing = Invalid("order.demand-missing", "请写明督办要求（1 至 2000 字）。", "State what is demanded (1 to 2,000 characters).",
        "/demand");
    public static readonly Refusal DueMissing = Invalid("order.due-missing", "答复期限与工作日数须且只能填写一项。", "State exactly one of due and dueInWorkingDays.", "/due");
    public static readonly Refusal DuePast = Invalid("order.due-past", "答复期限不得早于今天。", "The due day must not lie in the past.", "/due");
    public static readonly Refusal DueTooFar = Invalid("order.due-too-far", "答复期限不得超过一年。", "The due day lies within a year.", "/due");
    public static readonly Refusal WorkingDaysOutOfRange = Invalid("order.working-days-out-of-range", "工作日数须为 1 至 60。", "Working days are 1 to 60.",
        "/dueInWorkingDays");
    public static readonly Refusal TextMissing = Invalid("order.text-missing", "请填写答复（1 至 2000 字）。", "State the answer (1 to 2,000 characters).", "/text");
    public static readonly Refusal TooMuchEvidence = Invalid("order.too-much-evidence", "一次答复至多附 50 份佐证材料。", "An answer names at most 50 pieces of evidence.",
        "/evidence");
    public static readonly Refusal ReasonMissing = Invalid("order.reason-missing", "请说明原因（1 至 2000 字）。", "State the reason (1 to 2,000 characters).",
        "/reason");
    public static readonly Refusal ResultMissing = Invalid("order.result-missing", "请填写办结情况（1 至 2000 字）。", "State the result (1 to 2,000 characters).",
        "/result");

    public static readonly Refusal NotReviewer = Forbidden("order.not-a-reviewer", "需要整改办审核人角色。", "The role reviewer is needed.");
    public static readonly Refusal NotReporter = Forbidden("order.not-a-reporter", "需要填报人角色。", "The role reporter is needed.");
    public static readonly Refusal NotOfUnit = Forbidden("order.actor-not-of-unit", "您不代表被督办单位。", "You do not act for the unit addressed.");
    public static readonly Refusal ReviewerAnswered = Forbidden("order.reviewer-answered", "答复人不能处理自己的答复。", "Whoever answered does not handle the answer.");
    public static readonly Refusal ReviewerIsOfUnit = Forbidden("order.reviewer-is-of-unit", "被督办单位的人员不能处理答复。", "A reviewer cannot be of the unit addressed.");
    public static readonly Refusal ReviewerWasOfUnit = Forbidden(
        "order.reviewer-was-of-unit", "督办单下发时或之后属于被督办单位的人员不能处理答复。", "A reviewer cannot have been of the unit addressed since the order was issued.");

    public static readonly Refusal IsClosed = Conflict("order.is-closed", "督办单已办结。", "The order is closed.");
    public static readonly Refusal IsAnswered = Conflict("order.is-answered", "已答复，等待处理。", "It is answered already; the office has it now.");
    public static readonly Refusal NotAnswered = Conflict("order.not-answered", "尚未答复，无从退回。", "There is no answer to return.");
    public static readonly Refusal UnansweredNeedsReason =
        Conflict("order.unanswered-needs-reason", "未答复即办结须说明原因。", "Closing without an answer needs a reason.", "/reason");
    public static readonly Refusal TooManyReturns = TooMany("order.too-many-returns", "一份督办单至多退回 20 次。", "An order is returned at most 20 times.");
    public static readonly Refusal TooManyOrders = TooMany("order.too-many", "一个方案至多 10000 份督办单。", "A plan has at most 10,000 orders.");
}
