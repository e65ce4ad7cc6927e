using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Rectification.OrleansMends;

/// <summary>
/// Keeps a silo from connecting to another silo's port for gateways as if it were its port for silos. A client asks a gateway for the
/// cluster's manifest by the gateway's address; when its line to that one has just gone, it asks through another gateway, and that silo takes the
/// address for a silo's and connects to it. What it then sends to that silo through the wrong door is lost: grains that give no answer for half a
/// minute after a power cut.
/// </summary>
internal sealed partial class GatewaysAreNotSilos(IServiceProvider services, ILogger<GatewaysAreNotSilos> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Guard(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<GatewaysAreNotSilos>();
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<IServiceProvider>(static (connections, services) =>
            connections.ConfigureSiloOutboundConnection(pipeline => pipeline.Use(next => connection =>
                services.GetRequiredService<GatewaysAreNotSilos>().Pass(connection, next))));
    }

    /// <summary>Goes on with a connection to a silo, and ends one to a gateway.</summary>
    internal async Task Pass(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is IPEndPoint remote && await IsGateway(remote))
        {
            connection.Abort(new($"{remote} is where gateways are served, not silos."));
            return;
        }

        await next(connection);
    }

    private async Task<bool> IsGateway(IPEndPoint remote)
    {
        try
        {
            // Asked anew for every connection: there are few of them, and who is where changes just when they are made.
            using var patience = new CancellationTokenSource(Patience);
            var members = await services.GetRequiredService<IMembershipTable>().ReadAllAsync(patience.Token);
            return members.Members.Any(member => member.Item1 is { Status: not SiloStatus.Dead, ProxyPort: > 0 } entry
                && entry.ProxyPort == remote.Port && entry.SiloAddress.Endpoint.Address.Equals(remote.Address));
        }
        catch (Exception problem)
        {
            // While the database is away silos still have to reach each other.
            LogNotKnown(remote, problem);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look up whether {Remote} is a silo; assuming it is.")]
    private partial void LogNotKnown(IPEndPoint remote, Exception problem);
}
