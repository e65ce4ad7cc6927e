using System.Net;
using Microsoft.Extensions.Configuration;

namespace Rectification.Hosting;

/// <summary>Section <c>Silo</c>: where a silo of a cluster is reached by the others and by gateways.</summary>
public sealed class SiloOptions
{
    /// <summary>IP address the silo listens on and tells the others. Default 127.0.0.1.</summary>
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>Port for other silos. Default 11111.</summary>
    public int Port { get; set; } = 11111;

    /// <summary>Port for gateways. Default 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    internal static (IPAddress Address, int Port, int GatewayPort) Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("Silo").Get<SiloOptions>() ?? new();
        return IPAddress.TryParse(options.Address, out var address) && options.Port is > 0 and < 65536 && options.GatewayPort is > 0 and < 65536
            ? (address, options.Port, options.GatewayPort)
            : throw new InvalidOperationException(
                "Silo:Address 须为 IP 地址，Silo:Port 与 Silo:GatewayPort 须为 1 至 65535。 "
                    + "Silo:Address must be an IP address, Silo:Port and Silo:GatewayPort 1 to 65535.");
    }
}
