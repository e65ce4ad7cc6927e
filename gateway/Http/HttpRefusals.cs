using System.Collections.Frozen;
using static Rectification.Refusal;

namespace Rectification.Gateway.Http;

/// <summary>Every "no" that is the gateway's own: about the request, not about the domain.</summary>
internal static class HttpRefusals
{
    public static readonly Refusal JsonMalformed = Invalid("body.json-malformed", "请求体不是有效的 JSON。", "The body is not valid JSON.", "");
    public static readonly Refusal TooDeep = Invalid("body.too-deep", "JSON 嵌套至多 32 层。", "JSON nests at most 32 levels.", "");
    public static readonly Refusal IdempotencyKeyMalformed = Invalid(
        "idempotency-key.malformed", "Idempotency-Key 须为 1 至 128 个可见 ASCII 字符。", "Idempotency-Key has 1 to 128 printable ASCII characters.");
    public static readonly Refusal IfMatchMalformed = Invalid("if-match.malformed", "If-Match 须为带引号的版本号。", "If-Match names one version in quotes.");
    public static readonly Refusal ServiceUnavailable = Unavailable("service.unavailable", "服务暂不可用，请稍后重试。", "The service is not available now; retry later.");
    public static readonly Refusal Overloaded = Unavailable("service.overloaded", "访问过多，请稍后重试。", "Too much is being asked right now; retry later.");
    public static readonly Refusal RatesNotCountedYet = Unavailable(
        "rates.not-counted-yet", "汇总尚未包含该回执，请稍后重试。", "The figures do not include this receipt yet; retry.");
    public static readonly Refusal RatesBusy = Unavailable("rates.busy", "正在重算的历史数据过多，请稍后重试。", "Too many past figures are being computed; retry later.");
    public static readonly Refusal TooManyStreams = Unavailable("rates.too-many-streams", "实时连接过多，请稍后重试。", "Too many open streams; retry later.");
    public static readonly Refusal TooManyExports = Unavailable("trail.too-many-exports", "正在进行的留痕导出过多，请稍后重试。", "Too many exports are under way; retry later.");
    public static readonly Refusal TooManyLedgers = Unavailable(
        "ledger.too-many-exports", "正在导出的台账过多，请稍后重试。", "Too many ledgers are being exported; retry later.");
    public static readonly Refusal BackupUnderWay = Unavailable("backup.under-way", "另一份备份正在进行，请稍后重试。", "Another backup is under way; retry later.");
    public static readonly Refusal BackupNotOffered = Conflict(
        "backup.not-offered",
        "这种存储无法给出某一时刻的全部数据，不提供备份；请用存储自身的备份。",
        "This store cannot give all its data as of one moment, so no backup is offered; use the store's own.");
    public static readonly Refusal Forbidden = Refusal.Forbidden("access.denied", "您没有此项操作权限。", "You may not do this.");
    public static readonly Refusal TooManyRequests = TooMany("request.too-many", "请求过于频繁，请稍后重试。", "Too many requests; retry later.");
    public static readonly Refusal RouteUnknown = NotFound("route.unknown", "页面不存在。", "There is no such page.");
    public static readonly Refusal UnitUnknown = NotFound("unit.unknown", "未找到该单位。", "There is no such unit.");
    public static readonly Refusal EvidenceNotFound = NotFound("evidence.unknown", "没有您可查看的该佐证材料。", "There is no such evidence that you may see.");
    public static readonly Refusal AccountNameMalformed = Invalid(
        "account.name-malformed",
        "账号名须为 1 至 64 个字母、数字、点或连字符，且以字母或数字开头。",
        "A name has 1 to 64 letters, digits, dots or hyphens and begins with a letter or digit.", "/name");
    public static readonly Refusal LabelMalformed = Invalid("account.label-malformed", "密钥名称须为 1 至 64 个字符。", "A label has 1 to 64 characters.", "/label");
    public static readonly Refusal EvidenceMissing = Invalid("evidence.file-missing", "请上传一个文件。", "Upload one file.");
    public static readonly Refusal RequestMalformed = Invalid("request.malformed", "无法读取该请求。", "The request cannot be read.");
    public static readonly Refusal HistoryRefused = Conflict(
        "history.refused", "部分历史记录被拒绝，其余已导入。", "Some lines of the history were refused; the others were applied.");
    public static readonly Refusal HistoryCommandUnknown = Invalid("history.command-unknown", "没有这个命令。", "There is no such command.", "/command");
    public static readonly Refusal HistoryTargetMissing = Invalid(
        "history.target-missing", "每行须恰有 measure 或 problem 之一。", "A line names exactly one of measure and problem.", "");
    public static readonly Refusal HistoryActorMalformed = Invalid("history.actor-malformed", "账号或角色有误。", "The account or a role is not valid.", "/actor");
    public static readonly Refusal HistoryIdMalformed = Invalid(
        "history.id-malformed", "id 须为 1 至 128 个可见 ASCII 字符。", "An id has 1 to 128 printable ASCII characters.", "/id");

    public static Refusal FieldMissing(string pointer) => Invalid("body.field-missing", "缺少必填项。", "A required field is missing.", pointer);

    public static Refusal FieldType(string pointer) => Invalid("body.field-type", "该项的类型或格式不对。", "The field has another type or form than expected.", pointer);

    public static Refusal ElementUnknown(string pointer) => Invalid("body.element-unknown", "此处的值不在允许的范围内。", "The value is not one of those allowed.", pointer);

    public static Refusal Query(string name) => Invalid("query.malformed", $"查询参数 {name} 的值有误。", $"The query parameter {name} is not valid.", name);

    /// <summary>Refusals whose status no kind of refusal has.</summary>
    public static class Plain
    {
        public static readonly Refusal TooLarge = Invalid("body.too-large", "请求体过大。", "The body is too large.");
        public static readonly Refusal MediaType = Invalid("body.media-type", "不支持这种 Content-Type。", "This Content-Type is not accepted.");
        public static readonly Refusal Method = Invalid("route.method", "该地址不支持此方法。", "This address does not know this method.");
        public static readonly Refusal SignIn = Refusal.Forbidden("access.sign-in", "请提供有效的密钥。", "A valid key is needed.");
        public static readonly Refusal UploadBroken = Invalid(
            "evidence.upload-broken", "上传中断，未保存；请重新上传。", "The upload broke off and nothing was kept; send it again.");

        private static readonly FrozenDictionary<Refusal, int> Statuses = new Dictionary<Refusal, int>
        {
            [JsonMalformed] = StatusCodes.Status400BadRequest,
            [UploadBroken] = StatusCodes.Status400BadRequest,
            [TooLarge] = StatusCodes.Status413PayloadTooLarge,
            [MediaType] = StatusCodes.Status415UnsupportedMediaType,
        }.ToFrozenDictionary();

        /// <summary>The status of one of these; <see langword="null"/> for any other, which has that of its kind.</summary>
        public static int? StatusOf(Refusal refusal) => Statuses.TryGetValue(refusal, out var status) ? status : null;
    }
}
