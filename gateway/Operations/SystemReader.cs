using Rectification.Telemetry;

namespace Rectification.Gateway.Operations;

/// <summary>
/// Puts together how the system is: what the cluster says of its silos, and what each process said of itself. Answers in seconds whatever is
/// dead: who does not answer is left out, and that is said.
/// </summary>
internal sealed class SystemReader(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Dead silos that are still shown.</summary>
    private const int MostDead = 20;
    private const int MostUnits = 10;
    private const int MostPeople = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Processes say how they are every 5 s.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    public async Task<SystemView> Read()
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var (hosts, reports, counts) = (
            OrNothing(management.GetDetailedHosts()), OrNothing(grains.GetGrain<ISystemGrain>(ISystemGrain.Key).Read()),
            OrNothing(management.GetSimpleGrainStatistics()));
        var (now, heard) = (clock.GetUtcNow(), await reports ?? []);
        return new()
        {
            AsOf = now,
            Processes = [.. Silos(await hosts ?? [], heard, now), .. Others(await hosts ?? [], heard, now)],
            Grains = await counts is { } known
                ? [.. known.GroupBy(one => Kind(one.GrainType)).Select(kind => new GrainCount { Kind = kind.Key, Count = kind.Sum(one => one.ActivationCount) })
                    .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Kind, StringComparer.Ordinal)]
                : null,
            Busiest = [.. Lately(heard, now).SelectMany(report => report.Busiest).OrderByDescending(unit => unit.Changes).Take(MostUnits)],
            People = [.. Lately(heard, now).SelectMany(report => report.People).GroupBy(person => person.Account).Select(person => person.MaxBy(one => one.At)!)
                .OrderByDescending(person => person.At).Take(MostPeople)],
        };
    }

    private static IEnumerable<ProcessReport> Lately(IReadOnlyList<ProcessReport> heard, DateTimeOffset now) =>
        heard.Where(report => now - report.HeardAt <= Silence);

    private static IEnumerable<ProcessView> Silos(MembershipEntry[] hosts, IReadOnlyList<ProcessReport> heard, DateTimeOffset now)
    {
        var known = heard.ToDictionary(report => report.Process, StringComparer.Ordinal);
        var silos = hosts.Select(host => Silo(host, known.GetValueOrDefault(host.SiloAddress.ToString()), now)).ToList();
        return silos.Where(silo => silo.Status != ProcessStatus.Dead).OrderBy(silo => silo.Name, StringComparer.Ordinal)
            .Concat(silos.Where(silo => silo.Status == ProcessStatus.Dead).OrderByDescending(silo => silo.Since).Take(MostDead));
    }

    private static ProcessView Silo(MembershipEntry host, ProcessReport? report, DateTimeOffset now) => new()
    {
        Process = host.SiloAddress.ToString(),
        Name = host.SiloName,
        Host = host.HostName,
        Status = host.Status switch
        {
            SiloStatus.Active => report is not null && now - report.HeardAt > Silence ? ProcessStatus.Silent : ProcessStatus.Active,
            SiloStatus.Dead => ProcessStatus.Dead,
            SiloStatus.ShuttingDown or SiloStatus.Stopping => ProcessStatus.Leaving,
            _ => ProcessStatus.Joining,
        },
        Since = new(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc)),
        Report = report,
    };

    /// <summary>Gateways; and silos of which the cluster could not be asked.</summary>
    private static IEnumerable<ProcessView> Others(MembershipEntry[] hosts, IReadOnlyList<ProcessReport> heard, DateTimeOffset now)
    {
        var silos = hosts.Select(host => host.SiloAddress.ToString()).ToHashSet(StringComparer.Ordinal);
        return heard.Where(report => !silos.Contains(report.Process)).Select(report => new ProcessView
        {
            Process = report.Process,
            Status = now - report.HeardAt > Silence ? ProcessStatus.Silent : ProcessStatus.Active,
            Since = report.StartedAt,
            Report = report,
        });
    }

    private static string Kind(string type) => type.Split(',')[0].Split('.')[^1];

    private static async Task<T?> OrNothing<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(Patience);
        }
        catch (Exception problem) when (problem is TimeoutException or OrleansException)
        {
            return null;
        }
    }
}
