using System.Net;
using System.Net.Sockets;

namespace Rectification.Benchmarks.Processes;

internal static class LoopbackPort
{
    /// <summary>A port that was free a moment ago. Another process may take it: a start that fails then is loud.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
