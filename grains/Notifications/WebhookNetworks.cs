using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Rectification.Notifications;

/// <summary>Section <c>Webhooks</c>: to which addresses notifications may be sent.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Networks (<c>127.0.0.0/8, 10.9.0.5/32</c>, separated by commas) that webhooks may reach although they are of this machine, of its link or
    /// of its cloud's metadata; none by default.
    /// </summary>
    public string AllowedNetworks { get; set; } = "";
}

/// <summary>Refuses a start with networks that are none.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options) => WebhookNetworks.Parse(options.AllowedNetworks) is null
        ? ValidateOptionsResult.Fail("Webhooks:AllowedNetworks must be networks such as 127.0.0.0/8 or fd00::/8, separated by commas.")
        : ValidateOptionsResult.Success;
}

/// <summary>
/// Where webhooks may go: whoever adds one must not reach through this machine what only this machine reaches. Asked when a webhook is made
/// and again of the very address that is connected to, as a name may point elsewhere by then.
/// </summary>
internal sealed class WebhookNetworks
{
    /// <summary>This machine, its link, and where clouds hand out credentials; what is neither a machine nor on any network, too.</summary>
    private static readonly IPNetwork[] Closed = Parse(
        "0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 100.100.100.200/32, 192.0.0.192/32, 224.0.0.0/3, ::/127, fe80::/10, fec0::/10, fd00:ec2::254/128, ff00::/8")!;

    /// <summary>Ways to write an IPv4 address as an IPv6 one, and where it stands in it: a translator on the way would follow them.</summary>
    private static readonly (IPNetwork Network, int At)[] Disguises =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12), (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("2002::/16"), 2),
    ];

    private readonly IPNetwork[] _allowed;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    public WebhookNetworks(IOptions<WebhookOptions> options)
        : this(options, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="options">What is allowed.</param>
    /// <param name="resolve">Asks for the addresses of a name.</param>
    public WebhookNetworks(IOptions<WebhookOptions> options, Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        (_allowed, _resolve) = (Parse(options.Value.AllowedNetworks)!, resolve);

    public static IPNetwork[]? Parse(string networks)
    {
        var parsed = new List<IPNetwork>();
        foreach (var text in networks.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IPNetwork.TryParse(text, out var network))
            {
                return null;
            }

            parsed.Add(network);
        }

        return [.. parsed];
    }

    public bool Allows(IPAddress address)
    {
        if (_allowed.Any(network => network.Contains(address)))
        {
            return true;
        }

        var closed = Closed.Any(network => network.Contains(address));
        return !closed && Disguises.FirstOrDefault(disguise => disguise.Network.Contains(address)) switch
        {
            { At: > 0 and var at } => Allows(new IPAddress(address.GetAddressBytes().AsSpan(at, 4))),
            _ => true,
        };
    }

    /// <summary>Whether a webhook to this host may be made: not if any of its addresses is closed. A name that has none yet may get one.</summary>
    public async Task<bool> Allows(string host, CancellationToken cancellation)
    {
        try
        {
            return (await _resolve(host, cancellation)).All(Allows);
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException or OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Connects to an address of the name that is open; the name is not asked for again in between.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var open = (await _resolve(context.DnsEndPoint.Host, cancellation)).Where(Allows).ToArray();
        if (open.Length == 0)
        {
            throw new HttpRequestException("the address is not one that webhooks may reach (Webhooks:AllowedNetworks)");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
