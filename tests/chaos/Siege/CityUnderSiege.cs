using System.Diagnostics;
using System.Globalization;
using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos.Siege;

/// <summary>A cluster, its reporters, and an adversary; after every round what the product says is compared to what was acknowledged.</summary>
internal sealed class CityUnderSiege : IAsyncDisposable
{
    /// <summary>From the end of the work to exact figures.</summary>
    private TimeSpan CalmWithin => Patience(10);

    /// <summary>From the start command to exact figures, after all silos were gone.</summary>
    private TimeSpan PowerBackWithin => Patience(15);

    /// <summary>A command or a read, once it is calm.</summary>
    private TimeSpan AnswerWithin => Patience(5);

    private static readonly TimeSpan LoadPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private const int Lanes = 16;
    private const int Accounts = 6;
    private const int MostBefore = 150;
    private const int Probes = 12;

    /// <summary>Rounds after which every trail is read from its first entry again.</summary>
    private const int AnewEvery = 10;

    private readonly RunningCluster _cluster;
    private readonly Gate _gate = new();
    private readonly Ledger _ledger = new();
    private readonly Random _random;
    private readonly City _city;
    private readonly Api[] _doors;
    private readonly Membership _membership;
    private readonly Adversary _adversary;
    private readonly Audit _audit;
    private readonly List<string> _fallen = [];
    private Staff _staff = null!;
    private Reporters _reporters = null!;
    private long? _reminders;

    private CityUnderSiege(RunningCluster cluster, int seed)
    {
        (_cluster, _random, _city) = (cluster, new(seed), City.Of(measures: 120, units: 24, seed));
        _doors = [.. cluster.Gateways.Select(gateway => Api.Ops(gateway.Port))];
        (_membership, _audit) = (new(cluster), new(_city, _ledger, _doors));
        _adversary = new(cluster, _membership, seed);
    }

    public static async Task<CityUnderSiege> Begin(int seed)
    {
        Rehearsal.Say($"seed {seed}");
        var siege = new CityUnderSiege(await RunningCluster.Start(silos: 3, gateways: 2), seed);
        try
        {
            await siege._city.Import(siege._doors[0]);
            siege._staff = await Staff.Hire(siege._city, Accounts, siege._doors[0], [.. siege._cluster.Gateways.Select(gateway => gateway.Port)]);
            siege._reporters = new(siege._city, siege._ledger, siege._staff, siege._doors[0], siege._gate, seed, Pace);
            siege._reminders = await siege._membership.Reminders();
            Assert.True(siege._reminders > 0, "A plan keeps a reminder.");
            return siege;
        }
        catch
        {
            await siege.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reporters work, the adversary strikes and repairs, the reporters go on; then it is calm and everything is looked at.</summary>
    public async Task Round(int round)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var stop = new CancellationTokenSource();
            var work = _reporters.Run(Lanes, round, stop.Token);
            await Acknowledged(_random.Next(1, MostBefore), work);
            var told = await Strike();
            await Tend();
            await Acknowledged(3 * Lanes, work);
            await stop.CancelAsync();
            await work;
            await Tend();
            await _membership.UntilWhole();
            var settled = await Settle(Stopwatch.GetTimestamp(), CalmWithin, anew: round % AnewEvery == 0);
            var probed = await NothingIsStuck();
            Say(round, told, settled, probed, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Round {round}: {e.Message}\nLast trouble: {_reporters.Trouble}\n{_cluster.Output}", e);
        }
    }

    /// <summary>Once more everything, each trail from its first entry.</summary>
    public Task Conclude() => Settle(Stopwatch.GetTimestamp(), CalmWithin, anew: true);

    public async ValueTask DisposeAsync()
    {
        _staff?.Dispose();
        Array.ForEach(_doors, door => door.Dispose());
        await _cluster.DisposeAsync();
    }

    /// <summary>After a power cut nobody asks for anything new until the figures are back, so that there is a truth to compare them to.</summary>
    private async Task<string> Strike()
    {
        var blows = _adversary.Deal();
        if (!blows.Contains(Blow.PowerCut))
        {
            return await _adversary.Strike(blows);
        }

        _gate.Close();
        var told = await _adversary.Strike(blows);
        var started = _cluster.Silos.Min(silo => silo.Started);
        await _cluster.UntilReady();
        var ready = Stopwatch.GetElapsedTime(started);
        var back = await Settle(started, PowerBackWithin, anew: false);
        _gate.Open();
        return string.Create(CultureInfo.InvariantCulture, $"{told}; all processes up after {ready.TotalSeconds:F1} s, exact "
            + $"{back.Took.TotalSeconds:F1} s after the start command{back.Remark}");
    }

    /// <summary>What a service manager does: whoever ended by itself is started again.</summary>
    private async Task Tend()
    {
        _fallen.AddRange(_cluster.Nodes.Where(node => !node.IsRunning).Select(node => node.Name));
        await _cluster.LaunchAll();
        await _cluster.UntilReady();
    }

    private async Task<(TimeSpan Took, string Remark)> Settle(long since, TimeSpan limit, bool anew)
    {
        for (var remark = ""; ;)
        {
            try
            {
                var took = await Exact(since, limit);
                await _audit.Figures(await _audit.Trails(anew));
                return (took, remark);
            }
            catch (Exception e) when (e is not TimeoutException && Stopwatch.GetElapsedTime(since) < limit)
            {
                // Something that was under way came through after all, or is not awake yet; then it must be right within the limit.
                (remark, anew) = ($" (before that: {e.Message.ReplaceLineEndings(" ")})", true);
            }
        }
    }

    /// <returns>How long it took until every gateway showed settled figures.</returns>
    private async Task<TimeSpan> Exact(long since, TimeSpan limit)
    {
        foreach (var door in _doors)
        {
            await Until.True(async () => await IsSettled(door), limit - Stopwatch.GetElapsedTime(since), "the city's figures settled");
        }

        return Stopwatch.GetElapsedTime(since);
    }

    private async Task<bool> IsSettled(Api door)
    {
        try
        {
            var answer = await door.Get($"plans/{_city.Plan}/rates");
            return answer.Status == 200 && Sheet.Of(answer.Json).Recovering == 0;
        }
        catch (HttpRequestException)
        {
            // A gateway that is being started.
            return false;
        }
    }

    private async Task<TimeSpan> NothingIsStuck()
    {
        Assert.Equal(_reminders, await _membership.Reminders());
        var slowest = await _reporters.Probe(_random, Probes);
        Assert.True(slowest < AnswerWithin, $"An answer took {slowest} in a calm city.");
        Assert.True(_audit.Slowest < AnswerWithin, $"A page of a trail took {_audit.Slowest} in a calm city.");
        return slowest;
    }

    /// <summary>
    /// On a machine that others load as well, as many times as long as nodes took longer to start is waited, and RECTIFICATION_CHAOS_PATIENCE times that;
    /// the true times are printed.
    /// </summary>
    private TimeSpan Patience(double seconds) => TimeSpan.FromSeconds(seconds) * _cluster.Slowness * (
        double.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_CHAOS_PATIENCE"), CultureInfo.InvariantCulture, out var times) ? times : 1);

    private void Say(int round, string told, (TimeSpan Took, string Remark) settled, TimeSpan probed, TimeSpan took)
    {
        var (retries, unavailable, slowest) = _reporters.Wear.Take();
        var fallen = _fallen.Count == 0 ? "" : $"; started again by their service manager: {string.Join(", ", _fallen)}";
        _fallen.Clear();
        Rehearsal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round} ({took.TotalSeconds:F1} s): {told}. {_ledger.Acknowledged} acknowledged; settled {settled.Took.TotalMilliseconds:F0} ms "
                + $"after calm{settled.Remark}; {retries} retries, {unavailable} answers 503, slowest answer {slowest.TotalSeconds:F1} s, calm "
                    + $"{probed.TotalMilliseconds:F0} ms{fallen}"));
    }

    private async Task Acknowledged(int more, Task work)
    {
        var target = _ledger.Acknowledged + more;
        await Until.True(
            async () =>
            {
                if (work.IsCompleted)
                {
                    await work;
                }

                return _ledger.Acknowledged >= target;
            },
            LoadPatience,
            $"{more} commands acknowledged");
    }
}
