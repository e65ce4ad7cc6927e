using Rectification.Gateway.History;
using Rectification.Gateway.Http;
using Rectification.Gateway.Seeding;

namespace Rectification.Gateway.Demo;

/// <summary>
/// Runs the campaign: whenever the clock has passed a past command, the command is brought in as history of that moment. The clock stands
/// at the feedback day until the first page is opened, and stops after the last command.
/// </summary>
internal sealed partial class ReplayCampaign(IGrainFactory grains, ReplayClock clock, ReplayScript script, SeedImport seeds, ILogger<ReplayCampaign> logger)
    : HostMoments, IDisposable
{
    private const double SecondsADay = 86_400;

    /// <summary>Days a second; each step of faster or slower doubles or halves.</summary>
    private const double Slowest = 0.125;
    private const double Fastest = 32;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private Task _telling = Task.CompletedTask;
    private double _daysASecond = 1;
    private bool _runs;
    private bool _wasSeen;
    private bool _isTold;
    private bool _isAnnounced;
    private DateOnly? _target;
    private int _applied;
    private int _refused;

    public ReplayState State
    {
        get
        {
            lock (_lock)
            {
                var at = script.Calendar.Local(clock.GetUtcNow());
                return new()
                {
                    At = at,
                    Day = DateOnly.FromDateTime(at.DateTime),
                    FirstDay = script.FirstDay,
                    LastDay = script.LastDay,
                    Runs = _runs || _target is not null,
                    DaysASecond = _daysASecond,
                    IsTold = _isTold,
                    Applied = _applied,
                    Refused = _refused,
                    Commands = script.Count,
                };
            }
        }
    }

    /// <summary>Somebody looks: the first one sets it going.</summary>
    public void Seen()
    {
        lock (_lock)
        {
            if (!_wasSeen)
            {
                Set(runs: true);
            }
        }
    }

    public void Pause()
    {
        lock (_lock)
        {
            Set(runs: false);
        }
    }

    public void Continue()
    {
        lock (_lock)
        {
            Set(runs: true);
        }
    }

    /// <param name="factor">2 for faster, ½ for slower.</param>
    public void Hurry(double factor)
    {
        lock (_lock)
        {
            _daysASecond = Math.Clamp(_daysASecond * factor, Slowest, Fastest);
            Set(_runs);
        }
    }

    /// <summary>Goes at a stroke to the end of a day and stands still there.</summary>
    /// <returns>Why not, when that day is over or lies after the campaign.</returns>
    public Refusal? GoTo(DateOnly day)
    {
        lock (_lock)
        {
            if (day < script.Calendar.DayOf(clock.GetUtcNow()) || day > script.LastDay)
            {
                return ReplayRefusals.DayOutside;
            }

            Set(runs: false);
            _target = day;
            return null;
        }
    }

    public override Task StartedAsync(CancellationToken cancellationToken)
    {
        _telling = Task.Run(() => Tell(_ending.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public override async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        await _telling.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _ending.Dispose();

    private void Set(bool runs)
    {
        (_runs, _wasSeen, _target) = (runs, true, null);
        clock.Run(runs ? _daysASecond * SecondsADay : 0);
    }

    private async Task Tell(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(ending).ConfigureAwait(false))
        {
            if (!seeds.IsDone)
            {
                continue;
            }

            Announce();

            try
            {
                await (_target is { } target ? Stride(target, ending) : Apply(ending));
            }
            catch (Exception e) when (!ending.IsCancellationRequested)
            {
                // The same commands again at the next tick: what went in is known.
                LogTrouble(logger, e);
            }
        }
    }

    private void Announce()
    {
        if (!_isAnnounced)
        {
            _isAnnounced = true;
            Console.Out.WriteLine("  回放：打开页面即开始，每秒一天。 Replay: it starts when the page is opened, a day a second.");
        }
    }

    /// <summary>A day at a time, until the target is reached or another one is asked for.</summary>
    private async Task Stride(DateOnly target, CancellationToken ending)
    {
        for (var day = script.Calendar.DayOf(clock.GetUtcNow()); day <= target && _target == target; day = day.AddDays(1))
        {
            clock.MoveTo(script.Calendar.EndOf(day).AddTicks(-1));
            await Apply(ending);
        }

        lock (_lock)
        {
            _target = _target == target ? null : _target;
        }
    }

    private async Task Apply(CancellationToken ending)
    {
        var due = script.Due(_applied, clock.GetUtcNow());
        if (due.Count > 0)
        {
            var result = await new HistoryImport(grains, script.Plan).Apply(due, ending);
            foreach (var (line, refusal) in result.Refused)
            {
                LogRefused(logger, line, refusal.En);
            }

            lock (_lock)
            {
                (_applied, _refused) = (_applied + due.Count, _refused + result.Refused.Count);
            }
        }

        StopAtTheEnd();
    }

    private void StopAtTheEnd()
    {
        lock (_lock)
        {
            if (!_isTold && _applied == script.Count)
            {
                _isTold = true;
                clock.Run(0);
                _runs = false;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of the replay failed; retrying.")]
    private static partial void LogTrouble(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Line {Line} of the replayed history was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, int line, string why);
}
