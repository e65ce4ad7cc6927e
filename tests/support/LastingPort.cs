using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Support;

/// <summary>
/// Ports for servers that start in a moment, or are ended and started again: below the range from which the system deals ports to outgoing
/// connections, so that none of those takes the port while its server is away; and above the one from which a lone silo takes its own (<c>LoneSiloPort</c>).
/// No two of one test process are the same.
/// </summary>
public static class LastingPort
{
    private const int First = 22_000;
    private const int AfterLast = 32_000;

    private static readonly ConcurrentDictionary<int, bool> Dealt = [];

    /// <summary>A port that was free a moment ago; a start that fails because another process took it is loud.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, AfterLast);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                if (Dealt.TryAdd(port, true))
                {
                    return port;
                }
            }
            catch (SocketException)
            {
                // Somebody's; another one.
            }
        }
    }
}
