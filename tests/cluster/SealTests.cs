using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Trails;

namespace Rectification.Tests.Cluster;

/// <summary>A plan is sealed after each of its days on which something happened, and what a seal states is what was persisted.</summary>
public sealed class SealTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task After_midnight_the_plan_is_sealed_once_and_not_again_while_nothing_happens()
    {
        await using var town = await Town.Open(at: Noon);
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 10 });
        await Remind(town, plan);
        var first = Assert.Single(await Seals(town, plan, 1));

        town.Clock!.SetUtcNow(Midnight.AddTicks(-1));
        await Remind(town, plan);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 20 });
        Assert.Single(await Seals(town, plan, 1));
        town.Clock.SetUtcNow(Midnight);
        await Remind(town, plan);
        var second = (await Seals(town, plan, 2))[1];
        Assert.Equal(Midnight, second.At);
        Assert.NotEqual(first.Root, second.Root);

        town.Clock.SetUtcNow(Midnight.AddDays(1));
        await Remind(town, plan);
        await Remind(town, plan);
        Assert.Equal(3, (await Grain(town, plan).Seal("the-auditor", "after").InTime()).Seal!.No);
        var seal = (await Grain(town, plan).Get(2).InTime())!;
        Assert.Equal(("-", 6L, 1L), (seal.By, seal.City["measureTotal"], seal.City["inProgress"]));
    }

    [Fact]
    public async Task A_plan_in_which_nothing_ever_happened_is_not_sealed_by_the_clock()
    {
        await using var town = await Town.Open(at: Noon);
        var plan = await town.Import(id => Documents.City(id));

        await Remind(town, plan);

        Assert.Empty((await Grain(town, plan).List(0, 10).InTime()).Items);
    }

    [Fact]
    public async Task A_seal_outlives_the_grain_that_made_it_and_states_what_the_plan_counts()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.Province("sealed");
        await town.Import(document);
        await town.SignOff(document.Id, document.Measures[0]);
        var made = (await Grain(town, document.Id).Seal("the-auditor", "1").InTime()).Seal!;

        await town.Cluster.DeactivateAsync(Grain(town, document.Id)).InTime();

        var kept = (await Grain(town, document.Id).Get(made.No).InTime())!;
        Assert.Equal((made.Root, made.At, made.Chains), (kept.Root, kept.At, kept.Chains));
        var sheet = await town.Rollup(document.Id, "p").GetSheet().InTime();
        Assert.Equal(
            (sheet.Measures.Total, sheet.Measures.SignedOff, sheet.Assignments.Done),
                (kept.City["measureTotal"], kept.City["signedOff"], kept.City["assignmentDone"]));
        var again = await Grain(town, document.Id).Seal("the-auditor", "1").InTime();
        Assert.Equal((true, made.Root), (again.Repeated, again.Seal!.Root));
    }

    [Fact]
    public async Task A_store_in_trouble_does_not_turn_a_refusal_into_anything_else()
    {
        await using var town = await Town.Open(at: Noon);
        var plan = await town.Import(id => Documents.City(id));
        town.Rows.FailNext(Fault.Refused, (state, _) => state == ChainRow.StateName);

        var outcome = await town.Submit(plan, 1, People.Of("c3"), new ClaimMeasure { Unit = "c2" });

        Assert.Equal("measure.actor-not-of-unit", outcome.Refusal?.Code);
    }

    [Fact]
    public void The_canonical_lines_of_a_roster_are_for_ever()
    {
        var (start, deadline) = (new DateOnly(2026, 1, 2), new DateOnly(2026, 3, 4));
        var bare = new MeasureDefinition { No = 1, Problem = 2, Text = "完善“制度”", LeadUnit = "c1", Leader = "l1", Start = start, Deadline = deadline };
        var full = bare with
        {
            Units = ["c2", "c3"],
            Cadence = Cadence.Weekly,
            Target = new() { Value = 12.50m, Unit = "期", What = "周悦读" },
            Institution = new() { Kind = InstitutionKind.Revised, Title = "办法" },
            Outcome = "成效",
            LongTerm = true,
            Source = "一（二）",
        };

        Assert.Equal("""{"no":1,"problem":2,"text":"完善“制度”","leadUnit":"c1","units":"""
            + """[],"leader":"l1","start":"2026-01-02","deadline":"2026-03-04","longTerm":false}""", RosterLines.Line(bare));
        Assert.Equal(
            """{"no":1,"problem":2,"text":"完善“制度”","leadUnit":"c1","units":"""
            + """["c2","c3"],"leader":"l1","start":"2026-01-02","deadline":"2026-03-04","cadence":"weekly","target":{"value":"""
            + """12.50,"unit":"期","what":"周悦读"},"institution":{"kind":"revised","title":"办法"},"outcome":"成效","longTerm":true,"source":"一（二）"}""",
            RosterLines.Line(full));
        Assert.Equal("""{"no":3,"category":1,"title":"问题","leader":"l1","leadUnit":"c1"}""",
            RosterLines.Line(new ProblemDefinition { No = 3, Category = 1, Title = "问题", Leader = "l1", LeadUnit = "c1" }));
    }

    /// <summary>What the plan's reminder does every minute.</summary>
    private static Task Remind(Town town, string plan) =>
        town.Grains.GetGrain<IPlanGrain>(plan).AsReference<IRemindable>().ReceiveReminder("awake", default).InTime();

    private static async Task<IReadOnlyList<SealLine>> Seals(Town town, string plan, int count) =>
        (await Eventually.Becomes(() => Grain(town, plan).List(0, 10), list => list.Items.Count == count)).Items;

    private static ISealGrain Grain(Town town, string plan) => town.Grains.GetGrain<ISealGrain>(plan);
}
