using System.Globalization;
using System.Runtime.InteropServices;

namespace Rectification.Benchmarks.Output;

/// <summary>What a reader needs to judge absolute figures: cores, memory, system, date. No name, no address.</summary>
internal static class MachineLine
{
    public static string Describe(TimeProvider clock)
    {
        var memoryGiB = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var date = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{Environment.ProcessorCount} cores ({Processor()}), {memoryGiB:0} GiB, {SystemName()}, "
            + $"{RuntimeInformation.FrameworkDescription}, {date}, load generator included";
    }

    private static string Processor() =>
        FirstValue("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string SystemName() =>
        FirstValue("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string? FirstValue(string file, string key, char separator) => !File.Exists(file)
        ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))
            ?.Split(separator, 2).LastOrDefault()?.Trim();
}
