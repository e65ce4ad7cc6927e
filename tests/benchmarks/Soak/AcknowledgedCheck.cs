using System.Collections;
using System.Globalization;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Soak;

/// <summary>Holds an exported trail against what was acknowledged: each report once, none that nobody sent, every hash as the verifier wants it.</summary>
internal static class AcknowledgedCheck
{
    /// <summary>Throws when something is missing, there twice or forged.</summary>
    /// <param name="trail">The export.</param>
    /// <param name="runId">What the ids of the run's commands begin with.</param>
    /// <param name="count">They are numbered from 0 to below this.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What the verifier says.</returns>
    public static async Task<string> Run(string trail, string runId, long count, CancellationToken cancel)
    {
        var seen = new BitArray(checked((int)count));
        var mark = $"\\\"id\\\":\\\"{runId}-";
        await foreach (var line in File.ReadLinesAsync(trail, cancel))
        {
            if (line.IndexOf(mark, StringComparison.Ordinal) is not (>= 0 and var at))
            {
                continue;
            }

            var begin = at + mark.Length;
            var serial = int.Parse(line.AsSpan(begin, line.IndexOf('\\', begin) - begin), CultureInfo.InvariantCulture);
            if (serial >= count || seen[serial])
            {
                throw new InvalidOperationException($"The trail has report {serial} {(serial >= count ? "that nobody sent" : "twice")}.");
            }

            seen[serial] = true;
        }

        var missing = Enumerable.Range(0, seen.Count).Where(serial => !seen[serial]).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"{missing.Count} acknowledged reports are not in the trail; the first: {missing[0]}.");
        }

        var verifier = await Repository.Built(Path.Combine("deploy", "verifier"), Repository.VerifierDll, cancel);
        return (await Command.Run("dotnet", [verifier, trail], cancel)).Trim();
    }
}
