using System.Globalization;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Product;

/// <summary>What a server's process has used since its start, by the system's and the runtime's own accounts.</summary>
/// <param name="ProcessorSeconds">User and system time.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap; 0 where the server does not tell.</param>
/// <param name="WrittenBytes">Bytes written to files (<c>wchar</c>).</param>
/// <param name="PausedSeconds">Time in which the collector kept all threads waiting; 0 where the server does not tell.</param>
internal sealed record ServerCosts(double ProcessorSeconds, double AllocatedBytes, double WrittenBytes, double PausedSeconds)
{
    /// <param name="process">The process.</param>
    /// <param name="metrics">Its figures as Prometheus gets them; null where it has none.</param>
    public static ServerCosts Read(ServerProcess process, string? metrics) => new(
        process.ProcessorSeconds(), Sum(metrics, "dotnet_gc_heap_total_allocated"), process.WrittenBytes(), Sum(metrics, "dotnet_gc_pause_time"));

    public ServerCosts Since(ServerCosts before) => new(
        ProcessorSeconds - before.ProcessorSeconds, AllocatedBytes - before.AllocatedBytes, WrittenBytes - before.WrittenBytes,
        PausedSeconds - before.PausedSeconds);

    private static double Sum(string? metrics, string name) => (metrics ?? "").Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split('}', ' ').Last(part => part.Length > 0).Split(' ')[0], CultureInfo.InvariantCulture));
}
