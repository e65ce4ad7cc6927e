using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rectification.Gateway.History;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Rollups;

namespace Rectification.Gateway.Seeding;

/// <summary>
/// At the first start on an empty store brings in the real case, plan and history, so that a newcomer sees figures at once; at every start
/// says where to look. Setting <c>Seed</c>: <c>wenzhou-2024</c> (default) or <c>none</c>.
/// </summary>
internal sealed partial class SeedImport(
    IGrainFactory grains,
    IConfiguration configuration,
    DataFolder data,
    IServer server,
    [FromKeyedServices(Clocks.Key)] TimeProvider clock,
    ILogger<SeedImport> logger) : HostMoments
{
    private const string Nothing = "none";

    /// <summary>Of so many plans the figures are told at the start.</summary>
    private const int MostShown = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(100);

    /// <summary>A file that is there from before the first line until after the last: after a crash in between the next start continues.</summary>
    private string Unfinished => Path.Combine(data.Path, "seeding");

    /// <summary>Whether the store holds what it should at start.</summary>
    public bool IsDone { get; private set; }

    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        var plans = await grains.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).List();
        var seed = configuration["Seed"] ?? SeedFolder.Wenzhou;
        if (seed != Nothing && (plans.Count == 0 || File.Exists(Unfinished)))
        {
            Directory.CreateDirectory(data.Path);
            await File.WriteAllBytesAsync(Unfinished, [], cancellationToken);
            await Import(seed, cancellationToken);
            plans = await grains.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).List();
        }

        IsDone = true;
        await Show(plans);
    }

    /// <summary>The same way as over HTTP: read, judged, imported; and of the history what the clock has reached.</summary>
    private async Task Import(string seed, CancellationToken cancellation)
    {
        var (plan, lines) = SeedFolder.Read(seed);
        await grains.GetGrain<IPlanGrain>(plan.Id).ImportWhole(plan, new() { Actor = new() { Account = "-" }, Id = "seed" });
        var now = clock.GetUtcNow();
        var result = await new HistoryImport(grains, plan.Id).Apply([.. lines.Where(line => line.At <= now)], cancellation);
        File.Delete(Unfinished);
        LogSeeded(logger, plan.Id, result.Applied, result.Refused.Count);
        if (result.Refused.Count > 0)
        {
            throw new InvalidDataException($"Line {result.Refused[0].Line} of the seeded history: {result.Refused[0].Refusal.En}");
        }
    }

    private async Task Show(IReadOnlyList<string> plans)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.Out.WriteLine($"\n整改督办 Rectification  {address}/   API {address}/scalar");
        foreach (var plan in plans.Take(MostShown))
        {
            try
            {
                if (await grains.GetGrain<IPlanGrain>(plan).GetFrame(0, 0) is { } frame)
                {
                    Show(await Settled(frame), frame);
                }
            }
            catch (Exception problem) when (problem is OrleansException or TimeoutException)
            {
                // Whoever asks later is answered; nothing of the start depends on this.
                Console.Out.WriteLine($"  {plan}  （恢复中 recovering）");
            }
        }

        if (plans.Count > MostShown)
        {
            Console.Out.WriteLine($"  另有 {plans.Count - MostShown} 个方案 plans more");
        }
    }

    private static void Show(RateSheet sheet, PlanFrame frame) => Console.Out.WriteLine(
        $"  {frame.Plan}  措施销号 measures {sheet.Measures.SignedOff}/{sheet.Measures.Total}"
        + $"  问题 problems {sheet.Problems.SignedOff}/{sheet.Problems.Total}"
        + $"  制度 institutions {sheet.Institutions.Registered}/{sheet.Institutions.Total}"
        + (sheet.Recovering > 0 ? $"  （恢复中 recovering: {sheet.Recovering}）" : ""));

    /// <summary>The sheet once nothing is recovering, or as it is when patience ends.</summary>
    private async Task<RateSheet> Settled(PlanFrame frame)
    {
        var root = grains.GetGrain<IRollupGrain>(new NameKey(frame.Plan, frame.RootRegion).ToString());
        using var patience = new CancellationTokenSource(Patience);
        var sheet = await root.GetSheet();
        while (sheet.Recovering > 0 && !patience.IsCancellationRequested)
        {
            sheet = await root.Next(sheet.Version, Heartbeat);
        }

        return sheet;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Seeded plan {Plan}: {Applied} past commands, {Refused} refused.")]
    private static partial void LogSeeded(ILogger logger, string plan, int applied, int refused);
}
