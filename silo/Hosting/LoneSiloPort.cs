using System.Net;
using System.Net.Sockets;

namespace Rectification.Hosting;

/// <summary>
/// The port of a silo that is the only one: nobody else calls it, so any free one on the loopback does. Below the range from which systems deal ports
/// to outgoing connections: one dealt there could be taken by any of those before the silo listens, and a busy machine's start would fail.
/// </summary>
internal static class LoneSiloPort
{
    private const int First = 12_000;
    private const int Count = 10_000;

    /// <summary>How many ports lie between those of two processes whose ids follow each other, for silos of one process.</summary>
    private const int Stride = 8;

    private static int s_found;

    /// <summary>
    /// A port that is free and, by the process' id, none that another process of this program looks at in the same moment; nor one of
    /// <paramref name="addresses"/> (as in <c>urls</c>), at which this process will listen itself when the silo is there.
    /// </summary>
    public static int Find(string? addresses)
    {
        while (true)
        {
            var port = First + (int)((((long)Environment.ProcessId * Stride) + Interlocked.Increment(ref s_found)) % Count);
            if (addresses?.Contains($":{port}", StringComparison.Ordinal) is not true && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
