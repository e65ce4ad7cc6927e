using static Rectification.Refusal;

namespace Rectification.Notifications;

public static class WebhookRefusals
{
    public static readonly Refusal Unknown = NotFound("webhook.unknown", "没有这个推送地址。", "There is no such webhook.");
    public static readonly Refusal UrlMalformed = Invalid("webhook.url-malformed", "url 须为 http 或 https 的完整地址，至多 2048 个字符，不含用户信息和片段。",
        "url is an absolute http or https address of at most 2,048 characters, without user info and fragment.", "/url");
    public static readonly Refusal AddressClosed = Invalid(
        "webhook.address-closed",
        "url 指向本机、链路本地或云元数据地址；确需推送的，由运维在 Webhooks:AllowedNetworks 中放行。",
        "url is an address of this machine, of its link or of a cloud's metadata; operators may open it in Webhooks:AllowedNetworks.",
        "/url");
    public static readonly Refusal SecretMalformed = Invalid("webhook.secret-malformed", "secret 须为 32 至 256 个可见 ASCII 字符。",
        "secret has 32 to 256 printable ASCII characters.", "/secret");
    public static readonly Refusal PlanUnknown = Invalid("webhook.plan-unknown", "没有这个整改方案。", "There is no such plan.", "/plan");
    public static readonly Refusal PlanMissing = Invalid("webhook.plan-missing", "按位置重发时须指明整改方案。", "A position needs the plan it is in.", "/plan");
    public static readonly Refusal PlanNotIncluded = Invalid("webhook.plan-not-included", "该推送地址不包含这个整改方案。", "The webhook is not about this plan.", "/plan");
    public static readonly Refusal FromMalformed =
        Invalid("webhook.from-malformed", "from 须为从 1 起的位置或带时区的时刻。", "from is a position from 1 on or an instant with its offset.", "/from");
    public static readonly Refusal PositionAhead = Invalid("webhook.position-ahead", "该位置之前还没有通知。", "There is nothing before this position yet.", "/from");
    public static readonly Refusal TooMany = Conflict("webhook.too-many", "推送地址至多 100 个。", "There are at most 100 webhooks.");
}
