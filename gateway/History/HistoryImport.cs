using Rectification.Evidence;
using Rectification.Gateway.Evidence;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Gateway.History;

/// <summary>
/// Brings past commands into a plan: the lines of one measure in their order, many measures at once. A problem's sign-off waits for
/// every earlier line, and every later line waits for it. A refused line does not stop the others.
/// </summary>
internal sealed class HistoryImport(IGrainFactory grains, string plan)
{
    private const int AtOnce = 64;
    private const int Attempts = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly List<(int Line, Refusal Refusal)> _refused = [];
    private int _applied;
    private int _repeated;

    /// <summary>Applies all lines and, if any was new, makes the plan's past figures count again.</summary>
    public async Task<HistoryResult> Apply(IReadOnlyList<HistoryLine> lines, CancellationToken cancellation)
    {
        try
        {
            for (var start = 0; start < lines.Count;)
            {
                var end = start + 1;
                while (end < lines.Count && lines[end].IsOfProblem == lines[start].IsOfProblem)
                {
                    end++;
                }

                var segment = lines.Skip(start).Take(end - start).GroupBy(line => line.No);
                var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
                await Parallel.ForEachAsync(segment, options, async (group, token) => await ApplyInOrder(group, token));
                start = end;
            }
        }
        finally
        {
            // Also when it broke off halfway: what was applied by then has changed the past.
            if (_applied > 0)
            {
                await grains.GetGrain<IPlanGrain>(plan).HistoryChanged();
            }
        }

        return new(_applied, _repeated, [.. _refused.OrderBy(refused => refused.Line)]);
    }

    private async Task ApplyInOrder(IEnumerable<HistoryLine> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            var (refusal, repeated) = await Patiently(line, cancellation);
            lock (_lock)
            {
                if (refusal is not null)
                {
                    _refused.Add((line.Line, refusal));
                }
                else if (repeated)
                {
                    _repeated++;
                }
                else
                {
                    _applied++;
                }
            }
        }
    }

    /// <summary>Tries again while the answer is "not now"; a repeat is harmless.</summary>
    private async Task<(Refusal? Refusal, bool Repeated)> Patiently(HistoryLine line, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await Submit(line);
                if (outcome.Refusal is not { Kind: RefusalKind.Unavailable } || attempt == Attempts)
                {
                    return outcome;
                }
            }
            catch (Exception e) when (e is TimeoutException or OrleansException && attempt < Attempts)
            {
                // The line may have gone in; asked again, the measure says so.
            }

            await Task.Delay(Pause * attempt, cancellation);
        }
    }

    private async Task<(Refusal? Refusal, bool Repeated)> Submit(HistoryLine line)
    {
        var key = new NumberKey(plan, line.No).ToString();
        if (line.SignOff is { } signOff)
        {
            var signed = await grains.GetGrain<IProblemGrain>(key)
                .SignOff(new() { Id = line.Id, Actor = line.Actor, Command = signOff, HistoricalAt = line.At });
            return (signed.Refusal, signed.Repeated);
        }

        foreach (var (sha256, _) in EvidenceNames.Of(line.Command!))
        {
            // History may name files that are uploaded later; those who see the measure may then read them.
            await grains.GetGrain<IEvidenceGrain>(sha256).Refer(new() { Plan = plan, Measure = line.No });
        }

        var done = await grains.GetGrain<IMeasureGrain>(key)
            .Submit(new() { Id = line.Id, Actor = line.Actor, Command = line.Command!, HistoricalAt = line.At });
        return (done.Refusal, done.Repeated);
    }
}

/// <summary>How many lines were new, how many were known, and which were refused.</summary>
internal sealed record HistoryResult(int Applied, int Repeated, IReadOnlyList<(int Line, Refusal Refusal)> Refused);
