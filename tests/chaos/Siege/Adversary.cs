using System.Globalization;

namespace Rectification.Tests.Chaos.Siege;

/// <summary>Takes things away from a cluster, one after the other as the seed deals them, and puts each back.</summary>
internal sealed class Adversary(RunningCluster cluster, Membership membership, int seed)
{
    private const int LongestAbsenceMilliseconds = 5_000;

    /// <summary>Shorter than three missed probes of a second.</summary>
    private const int LongestStallMilliseconds = 2_000;

    /// <summary>Every kind, or those that RECTIFICATION_CHAOS_BLOWS names.</summary>
    private static readonly Blow[] Kinds = Environment.GetEnvironmentVariable("RECTIFICATION_CHAOS_BLOWS") is { Length: > 0 } named
        ? [.. named.Split(',').Select(Enum.Parse<Blow>)]
        : Enum.GetValues<Blow>();

    /// <summary>What may come together with something else.</summary>
    private static readonly Blow[] Seconds = [Blow.KillGateway, Blow.RestartDatabase, Blow.CutLines, Blow.SlowLines];

    private readonly Random _random = new(seed);
    private readonly Queue<Blow> _deck = new();

    /// <summary>What comes next: every kind once before any comes again, sometimes two at once.</summary>
    public IReadOnlyList<Blow> Deal()
    {
        if (_deck.Count == 0)
        {
            var deck = Kinds.ToArray();
            _random.Shuffle(deck);
            Array.ForEach(deck, _deck.Enqueue);
        }

        var first = _deck.Dequeue();
        var second = Seconds[_random.Next(Seconds.Length)];
        return first != Blow.PowerCut && first != second && _random.Next(4) == 0 ? [first, second] : [first];
    }

    /// <summary>Strikes and repairs; when it returns every process was started again, which does not mean that it is ready.</summary>
    /// <returns>What was done, in words.</returns>
    public async Task<string> Strike(IReadOnlyList<Blow> blows)
    {
        var told = await Task.WhenAll(blows.Select(blow => Do(blow)).ToList());
        await cluster.LaunchAll();
        return string.Join(" and ", told);
    }

    private Task<string> Do(Blow blow) => blow switch
    {
        Blow.KillSilo => Kill(Some(cluster.Silos, 1)),
        Blow.KillTwoSilos => Kill(Some(cluster.Silos, 2)),
        Blow.PowerCut => PowerCut(_random.Next(2) == 0, _random.Next(2) == 0),
        Blow.PauseSilo => Pause(Some(cluster.Silos, 1)[0], Within(LongestStallMilliseconds)),
        Blow.StallSilo => Stall(Some(cluster.Silos, 1)[0], Within(LongestStallMilliseconds)),
        Blow.KillGateway => Kill(Some(cluster.Gateways, 1)),
        Blow.RestartDatabase => RestartDatabase(Within(LongestStallMilliseconds)),
        Blow.CutLines =>
            CutLines(Some([.. cluster.Nodes], 1 + _random.Next(cluster.Nodes.Count())), _random.Next(2) == 0 ? TimeSpan.Zero
                : Within(LongestStallMilliseconds)),
        Blow.SlowLines => SlowLines(TimeSpan.FromMilliseconds(_random.Next(5, 100)), Within(LongestAbsenceMilliseconds)),
        _ => throw new InvalidOperationException($"{blow}"),
    };

    private async Task<string> Kill(ClusterNode[] nodes)
    {
        var absence = Within(LongestAbsenceMilliseconds);
        await Task.WhenAll(nodes.Select(node => node.Kill()));
        await Pass(absence);
        foreach (var node in nodes)
        {
            await node.Launch();
        }

        return $"kill -9 {Names(nodes)}, back after {Text(absence)}";
    }

    private async Task<string> PowerCut(bool database, bool gateways)
    {
        ClusterNode[] nodes = gateways ? [.. cluster.Nodes] : [.. cluster.Silos];
        await Task.WhenAll([.. nodes.Select(node => node.Kill()), database ? cluster.Database.Stop() : Task.CompletedTask]);
        if (database)
        {
            await cluster.Database.Start();
        }

        await cluster.LaunchAll();
        return $"power cut of all silos{(database ? " and PostgreSQL" : "")}{(gateways ? " and both gateways" : "")}";
    }

    private async Task<string> Pause(ClusterNode silo, TimeSpan longer)
    {
        await silo.Pause();
        await membership.UntilGivenUp(silo);
        await Pass(longer);
        await silo.Resume();
        Assert.NotEqual(0, await silo.UntilExited());
        await silo.Launch();
        return $"SIGSTOP {silo.Name} until {Text(longer)} after it was given up, SIGCONT: it ended itself";
    }

    private async Task<string> Stall(ClusterNode silo, TimeSpan time)
    {
        await silo.Pause();
        await Pass(time);
        await silo.Resume();
        return $"SIGSTOP {silo.Name} for {Text(time)}";
    }

    private async Task<string> RestartDatabase(TimeSpan absence)
    {
        await cluster.Database.Stop();
        await Pass(absence);
        await cluster.Database.Start();
        return $"PostgreSQL crashed, back after {Text(absence)}";
    }

    private static async Task<string> CutLines(ClusterNode[] nodes, TimeSpan time)
    {
        Array.ForEach(nodes, node => node.Database.Break());
        await Pass(time);
        Array.ForEach(nodes, node => node.Database.Mend());
        return $"lines to PostgreSQL cut for {Text(time)}: {Names(nodes)}";
    }

    private async Task<string> SlowLines(TimeSpan delay, TimeSpan time)
    {
        foreach (var node in cluster.Nodes)
        {
            node.Database.Delay = delay;
        }

        await Pass(time);
        foreach (var node in cluster.Nodes)
        {
            node.Database.Delay = TimeSpan.Zero;
        }

        return string.Create(CultureInfo.InvariantCulture, $"all lines to PostgreSQL slower by {delay.TotalMilliseconds:F0} ms each way for {Text(time)}");
    }

    private ClusterNode[] Some(IReadOnlyList<ClusterNode> nodes, int count)
    {
        var dealt = nodes.ToArray();
        _random.Shuffle(dealt);
        return dealt[..count];
    }

    private TimeSpan Within(int milliseconds) => TimeSpan.FromMilliseconds(_random.Next(milliseconds));

    private static Task Pass(TimeSpan time) => Until.Passed(time, TestContext.Current.CancellationToken);

    private static string Names(IEnumerable<ClusterNode> nodes) => string.Join(", ", nodes.Select(node => node.Name).Order(StringComparer.Ordinal));

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
