using Microsoft.Extensions.Logging;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Rosters;

namespace Rectification.Problems;

internal sealed partial class ProblemGrain
{
    private static readonly TimeSpan PostPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads the measures' marks from persisted states; settled afterwards, and its unit told.</summary>
    private async Task Sweep()
    {
        while (true)
        {
            try
            {
                await ReadMarks();
                break;
            }
            catch (Exception problem)
            {
                LogSweepFailed(problem, _key);
                await Task.Delay(RetryPause, _plans.Real);
            }
        }

        _isSettled = true;
        _settling.Beat();
        if (_line is not null && Counts)
        {
            await Tell();
        }
    }

    private async Task ReadMarks()
    {
        var frame = await _plans.Frames.Get(_key.Plan);
        var line = frame is null ? null : await _plans.Rosters.Problem(frame, _key.No);
        if (line is not null)
        {
            var read = await _plans.Rows.Measures(_key.Plan, line.Measures);
            for (var i = 0; i < line.Measures.Length; i++)
            {
                var definition = (await _plans.Rosters.Measure(frame!, line.Measures[i]))!;
                var mark = MeasureProjection.MarkFor(frame!, definition, read[i]?.State ?? MeasureState.Initial);
                if (!_marks.TryGetValue(line.Measures[i], out var known) || mark.Stamp > known.Stamp)
                {
                    _marks[line.Measures[i]] = mark;
                }
            }

            foreach (var gone in _marks.Keys.Except(line.Measures).ToList())
            {
                _marks.Remove(gone);
            }
        }

        (_frame, _line) = (frame, line);
    }

    /// <exception cref="TimeoutException">The measures could not be read in time.</exception>
    private async Task Settled()
    {
        while (!_isSettled)
        {
            if (!await _settling.Next(SettlePatience, _plans.Real))
            {
                throw new TimeoutException($"Problem {_key} has not read its measures yet.");
            }
        }
    }

    /// <summary>Whether the unit could not know by itself what the problem counts for.</summary>
    private bool Counts => Row.SignOff is not null || _marks.Values.Any(mark => mark.Absent);

    /// <summary>Has the lead unit count the problem as it is now; ends when it does. Stamped, so overlapping calls do no harm.</summary>
    private Task<Stamp> Tell() => GrainFactory.Unit(_frame!, _line!.Problem.LeadUnit)
        .Apply(Child.Problem(_key.No), ProblemProjection.ContributionOf(new(_epoch.State.Epoch, ++_sequence), Row.SignOff, _marks));

    /// <summary>
    /// Has people hear of the newest sign-off, in the background, until the outbox has it. Every activation asks again: a crash forgets nothing.
    /// </summary>
    private void PostUnposted()
    {
        if (Row.Unposted > 0)
        {
            _ = Post(Row);
        }
    }

    private async Task Post(ProblemRow row)
    {
        while (!_isSettled)
        {
            await _settling.Next(SettlePatience, _plans.Real);
        }

        while (_line is not null && Row.Unposted == row.Unposted)
        {
            try
            {
                await GrainFactory.GetGrain<IOutboxGrain>(_key.Plan).Post([ProblemNotifications.SignedOff(_frame!, _line.Problem, row)]);
                await this.AsReference<IProblemGrain>().Posted(row.Unposted);
                return;
            }
            catch (Exception problem)
            {
                LogNotPosted(problem, _key);
                await Task.Delay(PostPause, _plans.Real);
            }
        }
    }

    private async Task<ProblemOutcome> Answer(long version, bool repeated)
    {
        Stamp receipt;
        try
        {
            receipt = await Tell().WaitAsync(SettlePatience, _plans.Real);
        }
        catch (TimeoutException)
        {
            return ProblemRefusals.NotCountedYet;
        }

        return new()
        {
            Problem = View(),
            Version = version,
            Repeated = repeated,
            Token = receipt == Stamp.None ? null : Token.Write([KeyValuePair.Create(_line!.Problem.LeadUnit, receipt)]),
        };
    }

    private ProblemView View() => ProblemProjection.View(_key.Plan, _line!, Row, _marks, !_isSettled);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-off of problem {No} has not reached the outbox; retrying.")]
    private partial void LogNotPosted(Exception problem, NumberKey no);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Problem {No} could not read its measures; retrying.")]
    private partial void LogSweepFailed(Exception problem, NumberKey no);
}
