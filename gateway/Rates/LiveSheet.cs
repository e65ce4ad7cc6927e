using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates;

/// <summary>
/// One plan's city sheet, kept by a loop of its own that waits at the roll-up for changes. The bytes are served only while the
/// roll-up is heard: a silent one never looks like a settled one.
/// </summary>
internal sealed partial class LiveSheet(string plan, IGrainFactory grains, PlanCache frames, ILogger logger)
{
    private const long FreshMilliseconds = 1_000;
    private const long FrameMilliseconds = 5_000;
    private const long PulseMilliseconds = 15_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2);

    /// <summary>At most 50 polls a second, however many reports come in.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ErrorPause = TimeSpan.FromMilliseconds(250);

    private volatile Current _told = new(null, IsStale: true);
    private volatile TaskCompletionSource _pulse = NewPulse();
    private long _heardAt = long.MinValue / 2;
    private long _pulsedAt;
    private PlanFrame? _frame;

    public bool IsPublic => _frame is { Public: true };

    /// <summary>The sheet, if the roll-up was heard within a second.</summary>
    public HeldSheet? Fresh => Environment.TickCount64 - Volatile.Read(ref _heardAt) < FreshMilliseconds ? _told.Held : null;

    /// <summary>What streams are told now.</summary>
    public Current Now => _told;

    /// <summary>Ends at the next change, and at a heartbeat every 15 s. Take it before reading <see cref="Now"/>.</summary>
    public Task NextPulse => _pulse.Task;

    public async Task Run(CancellationToken stopping)
    {
        var frameAt = long.MinValue / 2;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (Environment.TickCount64 - frameAt > FrameMilliseconds)
                {
                    _frame = await frames.Get(plan) ?? _frame;
                    frameAt = Environment.TickCount64;
                }

                if (_frame is { } frame)
                {
                    await Poll(frame.RootRegion, stopping);
                }

                await Task.Delay(Pause, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                LogSilent(logger, plan, e);
                Tell(_told with { IsStale = true });
                await Task.Delay(ErrorPause, stopping);
            }
        }
    }

    private async Task Poll(string root, CancellationToken stopping)
    {
        var after = _told.Held?.Sheet.Version ?? 0;
        var sheet = await grains.GetGrain<IRollupGrain>(new NameKey(plan, root).ToString()).Next(after, Patience).WaitAsync(AnswerPatience, stopping);
        Tell(new(HeldSheet.Of(sheet), IsStale: false));
        Volatile.Write(ref _heardAt, Environment.TickCount64);
    }

    private void Tell(Current told)
    {
        var before = _told;
        _told = told;
        var now = Environment.TickCount64;
        if (told.SaysTheSameAs(before) && now - _pulsedAt < PulseMilliseconds)
        {
            return;
        }

        _pulsedAt = now;
        var pulse = _pulse;
        _pulse = NewPulse();
        pulse.SetResult();
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is told: the last sheet, and whether the roll-up has fallen silent since.</summary>
    public sealed record Current(HeldSheet? Held, bool IsStale)
    {
        private byte[]? _event;

        /// <summary>The event, made once for all streams.</summary>
        public byte[] Event => _event ??= Held!.ToEvent();

        public bool SaysTheSameAs(Current other) =>
            IsStale == other.IsStale && (Held, other.Held) switch
            {
                (null, null) => true,
                ({ } mine, { } others) => mine.SaysTheSameAs(others),
                _ => false,
            };
    }
}
