namespace Rectification.Ledgers;

/// <summary>Why a ledger is not read or not taken in.</summary>
public static class LedgerRefusals
{
    public static readonly Refusal Unknown = Refusal.NotFound("ledger.unknown", "未找到该台账预览。", "There is no such preview of a ledger.");

    public static readonly Refusal NotRemembered = Refusal.NotFound(
        "ledger.not-remembered", "没有记住这样的列或名称。", "No such columns and no such name are remembered.");

    public static readonly Refusal TakenAlready = Refusal.Conflict(
        "ledger.taken", "该台账已写入，不能再以别的内容写入；请重新上传。", "The ledger was taken in already, and is not taken in differently; upload it again.");

    public static readonly Refusal MovedOn = Refusal.Conflict(
        "ledger.moved-on", "预览之后方案或进度有变化，请重新预览后再写入。", "The plan or its progress has moved on since the preview; preview the ledger again.");

    public static readonly Refusal TooManyReports = Refusal.Invalid(
        "ledger.too-many-reports", "一次最多写入 200,000 条填报，请分开上传。", "At most 200,000 reports are taken in at once; upload the ledger in parts.");

    /// <summary>Most reports of one taking.</summary>
    public const int MaxReports = 200_000;
}
