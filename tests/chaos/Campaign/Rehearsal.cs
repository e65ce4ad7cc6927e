using System.Diagnostics;
using System.Globalization;
using Rectification.Tests.Chaos.Power;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>One program on one folder, one plan, its reporters, and whoever kills it in the middle of their work.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    /// <summary>For whatever gets there by itself; what is promised of a time is measured apart.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>From the program's readiness to settled figures.</summary>
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(10);

    /// <summary>What the program takes to start, at most, on two processors that are its own.</summary>
    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan LoadPatience = TimeSpan.FromMinutes(4);

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private readonly Gate _gate = new();
    private readonly Api _ops;
    private readonly Random _random;
    private readonly PowerCut? _power;
    private GatewayProcess _gateway = null!;
    private Staff _staff = null!;
    private Reporters _reporters = null!;

    private Rehearsal(City city, int seed, bool onPower)
    {
        (City, Seed, _random, _ops) = (city, seed, new(seed), Api.Ops(_port));
        Audit = new(city, Ledger, _ops);
        _power = onPower ? new(_folder.Path, seed) : null;
    }

    public City City { get; }

    public int Seed { get; }

    public Ledger Ledger { get; } = new();

    public Audit Audit { get; }

    public static int AnySeed() => int.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_CHAOS_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Random.Shared.Next(1_000_000);

    /// <summary>Waits until so many more are counted; loud when the work that brings them has failed.</summary>
    public static async Task Reached(Func<long> count, int more, Task work)
    {
        var target = count() + more;
        await Until.True(
            async () =>
            {
                if (work.IsCompleted)
                {
                    await work;
                }

                return count() >= target;
            },
            LoadPatience,
            $"{more} more are answered");
    }

    /// <summary>How many rounds are asked for.</summary>
    public static int Rounds(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_CHAOS_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
        ? rounds
        : usual;

    /// <param name="city">The plan.</param>
    /// <param name="accounts">How many reporters.</param>
    /// <param name="seed">Fixes what is sent, and what a cut leaves.</param>
    /// <param name="onPower">Whether with the program the disk loses its power.</param>
    public static async Task<Rehearsal> Begin(City city, int accounts, int seed, bool onPower = false)
    {
        Say($"seed {seed}");
        var rehearsal = new Rehearsal(city, seed, onPower);
        rehearsal._gateway = await rehearsal.Start();
        await city.Import(rehearsal._ops);
        rehearsal._staff = await Staff.Hire(city, accounts, rehearsal._ops, rehearsal._port);
        rehearsal._reporters = new(city, rehearsal.Ledger, rehearsal._staff, rehearsal._ops, rehearsal._gate, seed);
        return rehearsal;
    }

    /// <summary>How many times as long as it should a program took to start: others load the machine, and a promised time is as much longer.</summary>
    public static double Slowness(TimeSpan start, TimeSpan usual) => Math.Max(1, start / usual);

    public static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    /// <summary>
    /// Reporters work, the program dies, comes back, is watched until it is settled and audited; then the reporters go on with what they have in
    /// hand.
    /// </summary>
    public async Task Round(int round, int lanes, int most)
    {
        using var stop = new CancellationTokenSource();
        var work = _reporters.Run(lanes, round, stop.Token);
        await Acknowledged(_random.Next(1, most), work);
        _gate.Close();
        await _gateway.Kill();
        await _gateway.DisposeAsync();
        _power?.Cut();
        var started = Stopwatch.GetTimestamp();
        _gateway = await Start();
        var promised = SettleWithin * Slowness(Stopwatch.GetElapsedTime(started), UsualStart);
        var recovery = await Recovery.Watch(City, _ops, Patience);
        Assert.True(recovery.Settled <= promised, $"Settled {recovery.Settled} after readiness; {promised} are promised on a machine as slow as this one now.");
        var fold = await Audit.Trails();
        recovery.MustBeHonest(fold);
        await Audit.Figures(fold, Patience);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round}: {Ledger.Acknowledged} acknowledged, {fold.City().SignedOff} of {City.Measures.Count} measures signed off, settled "
                + $"{recovery.Settled.TotalMilliseconds:F0} ms after readiness, {recovery.City.Count(sheet => sheet.Recovering > 0)} of "
                    + $"{recovery.City.Count} reads said recovering{_power?.Told}"));
        _gate.Open();
        await Acknowledged(lanes, work);
        await stop.CancelAsync();
        await work;
        await Audit.Figures(await Audit.Trails(), Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _staff.Dispose();
        _ops.Dispose();
        _folder.Dispose();
        _power?.Dispose();
    }

    private Task<GatewayProcess> Start() => GatewayProcess.StartIn(_power?.Environment ?? [], _folder, _port, "--Seed", "none");

    private async Task Acknowledged(int more, Task work)
    {
        var target = Ledger.Acknowledged + more;
        try
        {
            await Until.True(
                async () =>
                {
                    if (work.IsCompleted)
                    {
                        await work;
                    }

                    return Ledger.Acknowledged >= target;
                },
                LoadPatience,
                $"{more} commands acknowledged");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. Last trouble: {_reporters.Trouble}. Last output:\n{_gateway.Output}", e);
        }
    }
}
