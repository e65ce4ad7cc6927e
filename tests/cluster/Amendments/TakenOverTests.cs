using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Amendments;

/// <summary>A plan that was stored before plans had chains.</summary>
public sealed class TakenOverTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 11, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task It_begins_a_chain_with_the_roster_it_has_and_is_amended_like_any_other()
    {
        await using var town = await Town.Open(silos: 2, at: Noon);
        var document = Documents.City("older");
        await town.Import(document);
        await town.Accepted("older", 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 40 });
        await town.Settled("older");
        var (plan, before) = (town.Grains.GetGrain<IPlanGrain>("older"), await town.Rollup("older").GetSheet());
        var home = town.Home(plan);
        await Forget(town.Cluster.Silos.First(silo => silo != home));
        await town.Kill(home);

        await Eventually.Becomes(async () =>
        {
            await plan.AsReference<IRemindable>().ReceiveReminder("awake", default).InTime();
            return await plan.GetHead();
        }, head => head.Version == 1);
        var first = Event(await plan.GetTrail(0, 1));
        Assert.Equal(
            ("takenOver", 1, 3, 6),
            (first.GetProperty("type").GetString(), Number("roster"), Number("problems"), Number("measures")));
        await town.Settled("older");
        Assert.Equal(before.Measures, (await town.Rollup("older").GetSheet()).Measures);
        Assert.Equal(before.Measures, (await town.Query("older").RatesAsOf(Noon, null, exact: true)).Measures);

        await town.Amended("older", new AmendmentDraft { Measures = [new() { No = 2, Deadline = new(2027, 12, 31) }] });
        await town.Settled("older");
        Assert.Equal(before.Measures.Overdue - 1, (await town.Rollup("older").GetSheet()).Measures.Overdue);
        Assert.Equal("2026-12-31", (await town.Query("older").Baseline(0, 10)).Measures[1].Deadline.ToString("O"));
        Assert.Equal(2, (await town.Grains.GetGrain<ISealGrain>("older").Seal("the-auditor", "s").InTime()).Seal!.Roster);

        int Number(string field) => first.GetProperty(field).GetInt32();
    }

    /// <summary>The row as an earlier program left it.</summary>
    private static async Task Forget(InProcessSiloHandle silo)
    {
        var rows = silo.ServiceProvider.GetRequiredService<RowStore>();
        var row = (await rows.Read<PlanRow>(PlanRow.StateName, PlanRow.GrainType, "older"))!;
        await rows.Write(PlanRow.StateName, PlanRow.GrainType, "older", row with { Chain = null, RosterHash = null });
    }

    private static JsonElement Event(TrailSlice slice) => JsonDocument.Parse(slice.Entries[0].Entry).RootElement.GetProperty("events")[0].Clone();
}
