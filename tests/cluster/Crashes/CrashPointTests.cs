namespace Rectification.Tests.Cluster.Crashes;

/// <summary>A silo dies at every point of a report's way. Whatever the sender does next, the command counts once.</summary>
public sealed class CrashPointTests
{
    private static readonly ClaimMeasure Claim = new() { Unit = "c2" };

    [Fact]
    public async Task A_crash_before_the_write_leaves_nothing_and_the_retry_counts()
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        using var hold = town.Rows.HoldWrites(afterCommit: false, Row(plan));
        var lost = Unheard(town, plan);
        await hold.Arrived;

        await town.Kill(town.Home(town.Measure(plan, 1)));
        await town.Settled(plan);
        Assert.Equal(6, (await town.Rollup(plan).GetSheet()).Measures.Unclaimed);
        await Retried(town, plan, again: false);

        // What the dead silo had sent arrives late and is refused.
        hold.Dispose();
        await lost;
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_crash_between_write_and_count_is_counted_by_the_sweep_without_a_retry()
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        using var hold = town.Rows.HoldWrites(afterCommit: true, Row(plan));
        _ = Unheard(town, plan);
        await hold.Arrived;

        await town.Kill(town.Home(town.Measure(plan, 1)));
        await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Measures.InProgress == 1);
        await CountedOnce(town, plan);
        await Retried(town, plan, again: true);
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_measure_that_dies_alone_between_write_and_count_is_counted_when_it_is_activated_again()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        town.Rows.FailNext(Fault.UnknownCommitted, Row(plan));
        await town.Submit(plan, 1, People.Of("c2"), Claim, "k");

        await town.Cluster.DeactivateAsync(town.Measure(plan, 1)).InTime();
        await town.Measure(plan, 1).Get().InTime();
        await Eventually.Becomes(() => town.Unit(plan, "c2").GetSheet(), sheet => sheet.Measures.InProgress == 1);
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_unit_that_loses_its_memory_is_exact_again_and_the_city_never_shows_less_meanwhile()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), Claim, "k");
        await town.Settled(plan);
        var before = await town.Unit(plan, "c2").Inspect();

        await town.Cluster.DeactivateAsync(town.Unit(plan, "c2")).InTime();
        var after = await Eventually.Becomes(() => town.Unit(plan, "c2").Inspect(), inspection => !inspection.Recovering);
        Assert.Equal(before.Tally, after.Tally);
        Assert.Equal(before.Stamp.Epoch + 1, after.Stamp.Epoch);
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task While_a_unit_cannot_read_its_roster_it_says_recovering_and_the_city_keeps_its_last_settled_figures()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), Claim, "k");
        await town.Settled(plan);
        town.Rows.ReadsFail = (state, id) => state == MeasureRow.StateName && id.Key.ToString()!.StartsWith($"{plan}:", StringComparison.Ordinal);

        await town.Cluster.DeactivateAsync(town.Unit(plan, "c2")).InTime();
        Assert.Equal(1, (await town.Unit(plan, "c2").GetSheet()).Recovering);
        var sheet = await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Recovering == 1);
        Assert.Equal((6, 1), (sheet.Measures.Total, sheet.Measures.InProgress));

        town.Rows.ReadsFail = (_, _) => false;
        await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Recovering == 0);
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_crash_of_the_units_silo_while_a_report_waits_to_be_counted_costs_a_retry_and_no_count()
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        using var hold = town.Rows.HoldWrites(afterCommit: true, Row(plan));
        _ = Unheard(town, plan);
        await hold.Arrived;

        await town.Kill(town.Home(town.Unit(plan, "c2")));
        hold.Dispose();
        await Retried(town, plan);
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_crash_of_both_the_measure_and_its_unit_after_the_write_loses_nothing()
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        using var hold = town.Rows.HoldWrites(afterCommit: true, Row(plan));
        _ = Unheard(town, plan);
        await hold.Arrived;

        var (unit, measure) = (town.Home(town.Unit(plan, "c2")), town.Home(town.Measure(plan, 1)));
        await town.Kill(measure);
        if (unit != measure)
            await town.Kill(unit);
        await Retried(town, plan, again: true);
        await CountedOnce(town, plan);
    }

    private static Func<string, GrainId, bool> Row(string plan) => (state, id) => state == MeasureRow.StateName && id == MeasureRow.Id(plan, 1);

    /// <summary>Sends the command and never learns what came of it.</summary>
    private static async Task Unheard(Town town, string plan)
    {
        try
        {
            await town.Measure(plan, 1).Submit(town.Envelope(People.Of("c2"), Claim, "k"));
        }
        catch (Exception)
        {
            // The silo it was sent to is gone.
        }
    }

    private static async Task Retried(Town town, string plan, bool? again = null)
    {
        var outcome = await town.Insist(plan, 1, town.Envelope(People.Of("c2"), Claim, "k"));
        Assert.Equal((null, 1L), (outcome.Refusal?.Code, outcome.Version));
        Assert.True(again is null || again == outcome.Repeated);
    }

    private static async Task CountedOnce(Town town, string plan)
    {
        Assert.Equal(["k"], (await town.Measure(plan, 1).Verified()).Ids());
        await town.Settled(plan);
        Assert.Equal(1, (await town.Unit(plan, "c2").GetSheet()).Measures.InProgress);
        var sheet = await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Recovering == 0);
        Assert.Equal((1, 5), (sheet.Measures.InProgress, sheet.Measures.Unclaimed));
    }
}
