using Microsoft.Extensions.Logging;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;
using Rectification.Waiting;

namespace Rectification.Measures;

/// <summary>
/// Brings a measure's newest contributions to its units and its problem: one loop, always with the newest state, so a unit that does
/// not answer delays only who waits for it. What a unit already counts is not sent again.
/// </summary>
internal sealed partial class ContributionPublisher(IGrainFactory grains, ILogger logger, NumberKey key, TimeProvider time)
{
    private readonly Backoff _retry = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), time);
    private readonly Dictionary<string, (Contribution Sent, Stamp Receipt)> _units = new(StringComparer.Ordinal);
    private (bool SignedOff, int SignOffs, bool Absent) _problemKnows;

    /// <summary>Where the problem's lead unit counts what this measure did to its problem.</summary>
    private UnitReceipt? _problemReceipt;
    private (PlanFrame Frame, MeasureContext Context, MeasureState State)? _wanted;
    private Task _loop = Task.CompletedTask;
    private bool _stopped;
    private readonly Pulse _progress = new();
    private long _applied = -1;

    /// <summary>Starts bringing this state to its units. Returns at once.</summary>
    public void Publish(PlanFrame frame, MeasureContext context, MeasureState state)
    {
        _wanted = (frame, context, state);
        if (_loop.IsCompleted)
        {
            _loop = Run();
        }
    }

    /// <summary>The activation ends: the next one, or a sweep, tells what was not told. Ends when nothing is under way any more.</summary>
    public Task Stop()
    {
        _stopped = true;
        return _loop;
    }

    /// <summary>Whether everything up to <paramref name="version"/> is counted before <paramref name="patience"/> runs out.</summary>
    public Task<bool> Applied(long version, TimeSpan patience) =>
        // The usual report changes no count, so there is nothing to wait for.
        _applied >= version ? Task.FromResult(true) : Wait(version, patience);

    private async Task<bool> Wait(long version, TimeSpan patience)
    {
        var start = time.GetTimestamp();
        while (_applied < version)
        {
            if (!await _progress.Next(patience - time.GetElapsedTime(start), time))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The receipt: in which unit's counter, from which stamp on, everything said so far is included.</summary>
    public string Token()
    {
        var receipts = _units.ToDictionary(unit => unit.Key, unit => unit.Value.Receipt, StringComparer.Ordinal);
        if (_problemReceipt is { } problem && receipts.GetValueOrDefault(problem.Unit) < problem.Stamp)
        {
            receipts[problem.Unit] = problem.Stamp;
        }

        return Rectification.Token.Write(receipts.Where(receipt => receipt.Value != Stamp.None));
    }

    private async Task Run()
    {
        while (_wanted is { } wanted && !_stopped)
        {
            try
            {
                await Task.WhenAll(ToUnits(wanted.Frame, wanted.Context, wanted.State).Append(ToProblem(wanted.Frame, wanted.Context, wanted.State)));
            }
            catch (Exception problem)
            {
                LogNotApplied(problem, key, wanted.State.Version);
                await _retry.Pause();
                continue;
            }

            _retry.Reset();
            _applied = wanted.State.Version;
            if (_wanted == wanted)
            {
                _wanted = null;
            }

            _progress.Beat();
        }
    }

    private IEnumerable<Task> ToUnits(PlanFrame frame, MeasureContext context, MeasureState state)
    {
        // A unit that has no part any more must hear that it has none; units leave a measure by amendments alone, and those say which.
        foreach (var unit in context.Definition.AllUnits().Concat(context.Definition.Change?.FormerUnits ?? []))
        {
            var contribution = MeasureProjection.ContributionTo(context, state, frame.RosterVersion, unit);
            if (!_units.TryGetValue(unit, out var known) || !known.Sent.CountsLike(contribution))
            {
                yield return ToUnit(frame, unit, contribution);
            }
        }
    }

    private async Task ToUnit(PlanFrame frame, string unit, Contribution contribution)
    {
        var receipt = await grains.Unit(frame, unit).Apply(Child.Measure(key.No), contribution);
        _units[unit] = (contribution, receipt);
    }

    private async Task ToProblem(PlanFrame frame, MeasureContext context, MeasureState state)
    {
        var mark = MeasureProjection.MarkFor(frame, context.Definition, state);
        if (_problemKnows == (mark.SignedOff, mark.SignOffs, mark.Absent))
        {
            return;
        }

        _problemReceipt = await grains.GetGrain<IProblemGrain>(new NumberKey(key.Plan, context.Definition.Problem).ToString()).Apply(key.No, mark);
        _problemKnows = (mark.SignedOff, mark.SignOffs, mark.Absent);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Measure {Measure} is not counted yet at version {Version}; retrying.")]
    private partial void LogNotApplied(Exception problem, NumberKey measure, long version);
}
