using Rectification.Benchmarks.Cli;
using Rectification.Benchmarks.Load;
using Rectification.Benchmarks.Output;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Comparisons;

/// <summary>What every comparison is given.</summary>
internal sealed record BenchmarkRun(BenchmarkOptions Options, WorkFolder Folder, Scoreboard Scoreboard, CancellationToken Cancel)
{
    // Odd, so that the median is a round that was measured.
    public int Rounds => Options.Quick ? 1 : 3;

    public double RoundSeconds => Options.Quick ? 3 : 10;

    public bool WithProduct => !Options.PeersOnly;

    public Task<LoadResult> Load(LoadSpec spec) => LoadProcess.Run(Folder, spec, Cancel);

    /// <summary>
    /// A B C, A B C, …: contenders take turns, so that a change of the machine's mood hits all of them.
    /// Gives the rounds of each, in the order of the contenders.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyList<LoadResult>>> Alternate(params LoadSpec?[] contenders)
    {
        var results = contenders.Select(_ => new List<LoadResult>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                if (contenders[i] is { } spec)
                    results[i].Add(await Load(spec));
            }
        }

        return results;
    }
}

internal static class RoundsExtensions
{
    public static double? MedianPerSecond(this IReadOnlyList<LoadResult> rounds) =>
        rounds.Count == 0 ? null : Numbers.Median(rounds.Select(round => round.PerSecond));

    /// <summary>The rounds' rates, and the latency of the median one.</summary>
    public static string Describe(this IReadOnlyList<LoadResult> rounds, string who)
    {
        if (rounds.Count == 0)
            return "";
        var median = rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);
        return $"{Numbers.Rounds(who, rounds.Select(round => round.PerSecond))}, {median.Latency}";
    }

    public static string Join(params string[] parts) => string.Join("; ", parts.Where(part => part.Length > 0));
}
