using static Rectification.Refusal;

namespace Rectification;

/// <summary>Every "no" that commands of all kinds share: about the id of a command, the store, evidence, and history.</summary>
public static class CommandRefusals
{
    public static readonly Refusal KeyReused = Conflict("command.key-reused", "该请求编号已用于内容不同的提交；请刷新页面后重新提交。",
        "This request id (Idempotency-Key) was used for another body; reload the page, or send a new id.");
    public static readonly Refusal StoreUnavailable =
        Unavailable("store.unavailable", "存储暂不可用，本次未保存，请稍后重试。", "The store is not available; nothing was saved, retry later.");
    public static readonly Refusal OutcomeUnknown = Unavailable("store.outcome-unknown", "尚未确认本次提交是否保存；请重试，不会重复记录。",
        "It is not known whether this was saved; retry under the same id, it is recorded once.");

    public static readonly Refusal EvidenceMalformed =
        Invalid("evidence.malformed", "佐证材料须为 64 位小写十六进制的 SHA-256。", "Evidence is named by its SHA-256: 64 lower-case hexadecimal digits.", "/evidence");
    public static readonly Refusal EvidenceUnknown =
        Invalid("evidence.unknown", "没有可供您引用的该佐证材料，请先上传。", "There is no such evidence that you may name; upload it first.", "/evidence");

    public static readonly Refusal HistoryAfterLive =
        Conflict("history.after-live", "该事项已有实时提交，不能再导入历史。", "It already had live commands; history can no longer be brought in.");
    public static readonly Refusal HistoryBackwards =
        Conflict("history.backwards", "同一事项的历史时间不能倒退。", "Times of one thing's history must not run backwards.", "/at");
    public static readonly Refusal HistoryInFuture = Conflict("history.in-future", "历史时间不能晚于现在。", "History must not lie in the future.", "/at");
}
