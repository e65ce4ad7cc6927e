using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rectification.Telemetry;

/// <summary>Tells the cluster every few seconds how this process is. What cannot be told now is told next time.</summary>
internal sealed class ProcessReporter(IServiceProvider services, IGrainFactory grains, DataDisk disk, IHostApplicationLifetime lifetime, bool isGateway)
    : BackgroundService
{
    /// <summary>Reports of a minute.</summary>
    private const int Window = 12;
    private const int MostUnits = 10;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly MeteredFigures _figures = new();
    private readonly Queue<Moment> _moments = new();
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private readonly UnitTraffic? _traffic = services.GetService<UnitTraffic>();
    private readonly ISeenPeople? _people = services.GetService<ISeenPeople>();

    /// <summary>The version of the program, as its build gave it.</summary>
    public static string Version =>
        typeof(ProcessReporter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public override void Dispose()
    {
        _figures.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        RectificationMeter.Begin();
        await Started(stoppingToken);
        using var timer = new PeriodicTimer(Period);
        do
        {
            try
            {
                await grains.GetGrain<ISystemGrain>(ISystemGrain.Key).Tell(Report()).WaitAsync(Patience, stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // There is no cluster yet, or it is in trouble, which others say louder: this is a page's figure, and the next one comes soon.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Before everything has started there is nobody to tell.</summary>
    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var waiting = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private ProcessReport Report()
    {
        var now = new Moment(_figures.Read(), _traffic?.Totals.ToDictionary(unit => unit.Unit, unit => unit.Changes, StringComparer.Ordinal) ?? []);
        _moments.Enqueue(now);
        var before = _moments.Count > Window ? _moments.Dequeue() : _moments.Peek();
        var (sums, then) = (now.Sums, before.Sums);
        var silo = services.GetService<ILocalSiloDetails>();
        return new()
        {
            Process = silo is null ? $"{Environment.MachineName}:{Environment.ProcessId}" : silo.SiloAddress.ToString(),
            IsSilo = silo is not null,
            IsGateway = isGateway,
            Version = Version,
            StartedAt = _startedAt,
            Storage = new()
            {
                Writes = sums.Writes - then.Writes,
                Failed = sums.Failed - then.Failed,
                MeanMilliseconds = Mean(sums.WriteMicroseconds - then.WriteMicroseconds, sums.Writes - then.Writes) / 1000,
                MeanBatch = Mean(sums.Batched - then.Batched, sums.Batches - then.Batches),
            },
            Flow = Flow(sums, then),
            Disk = disk.Figures(),
            Busiest = Busiest(now.Units, before.Units),
            People = _people?.Recent() ?? [],
        };
    }

    private static FlowFigures Flow(MeteredFigures.Sums sums, MeteredFigures.Sums then) => new()
    {
        Commands = sums.Commands - then.Commands,
        Denials = sums.Denials - then.Denials,
        RollupMilliseconds = Mean(sums.PushMicroseconds - then.PushMicroseconds, sums.Pushes - then.Pushes) / 1000,
        Recovering = sums.Recovering,
        OutboxPending = (long)sums.Observed.GetValueOrDefault("rectification.outbox.pending").Sum,
        OutboxOldestSeconds = sums.Observed.GetValueOrDefault("rectification.outbox.oldest").Max,
        ReminderSeconds = sums.Observed.TryGetValue("rectification.reminder.age", out var age) ? age.Max : null,
        Requests = sums.Requests - then.Requests,
        Failures = sums.Failures - then.Failures,
        CalendarYear = sums.Observed.TryGetValue("rectification.calendar.end", out var end)
            ? DateTimeOffset.FromUnixTimeSeconds((long)end.Max - 1).Year : null,
    };

    private static UnitChanges[] Busiest(Dictionary<string, long> now, Dictionary<string, long> before) =>
    [
        .. now.Select(unit => (unit.Key, Changes: unit.Value - Math.Min(unit.Value, before.GetValueOrDefault(unit.Key))))
            .Where(unit => unit.Changes > 0).OrderByDescending(unit => unit.Changes).Take(MostUnits)
            .Select(unit => (Key: NameKey.Parse(unit.Key), unit.Changes)).Select(unit => new UnitChanges(unit.Key.Plan, unit.Key.Id, unit.Changes)),
    ];

    private static double? Mean(long sum, long count) => count > 0 ? (double)sum / count : null;

    private sealed record Moment(MeteredFigures.Sums Sums, Dictionary<string, long> Units);
}
