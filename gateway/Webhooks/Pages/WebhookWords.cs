using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Webhooks.Pages;

/// <summary>Why something was not delivered, for people; what the system said stands behind it for whoever mends the receiver.</summary>
internal static class WebhookWords
{
    /// <summary>What the system's own words begin with or hold, and what that means.</summary>
    private static readonly (string Part, string Zh, string En)[] Known =
    [
        ("refused", "接收方拒绝连接，可能未启动或端口不对", "the receiver refuses connections: it may not be running, or the port is wrong"),
        ("not known", "找不到接收方的主机名", "the receiver's host name is not known"),
        ("No such host", "找不到接收方的主机名", "the receiver's host name is not known"),
        ("SSL", "接收方的证书或加密连接有问题", "the receiver's certificate or encrypted connection is faulty"),
        ("no answer within", "接收方没有按时应答", "the receiver did not answer in time"),
        ("AllowedNetworks", "该地址不在允许推送的网络内", "the address is in no network that may be reached"),
        ("unreachable", "网络不通，到不了接收方", "the network does not reach the receiver"),
        ("HTTP 401", "接收方要求登录", "the receiver asks for a sign-in"),
        ("HTTP 403", "接收方不允许推送", "the receiver forbids it"),
        ("HTTP 404", "接收方没有这个地址", "the receiver has no such address"),
        ("HTTP 5", "接收方自身出错", "the receiver failed"),
        ("HTTP 3", "接收方要求转到另一个地址，请直接填写那个地址", "the receiver sends on to another address: state that one"),
    ];

    /// <summary>A dash where nothing is wrong.</summary>
    public static string Trouble(Bilingual say, string? error) => error is null ? "–"
        : Known.FirstOrDefault(known => error.Contains(known.Part, StringComparison.OrdinalIgnoreCase)) is { Part: not null } known
            ? say[known.Zh, known.En] + say.InBrackets(error) : error;
}
