namespace Rectification.Tests.Cluster.Counting;

/// <summary>Two activations of one counter, as a stale directory can make them for a moment.</summary>
public sealed class SupersededTests
{
    private static readonly Source County = new(SourceKind.Unit, "c2");

    [Fact]
    public async Task An_older_activation_is_told_that_it_is_superseded_and_the_newer_one_reads_everything_again()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Settled(plan);
        var before = await town.Unit(plan, "c2").Inspect();

        var answer = await town.Rollup(plan).Apply(County, new() { Stamp = new(before.Stamp.Epoch - 1, 1_000), Tally = Tally.Zero });
        Assert.Equal(PushAnswer.Superseded, answer);
        await Eventually.Becomes(() => town.Unit(plan, "c2").Inspect(), unit => !unit.Recovering && unit.Stamp > before.Stamp);
        await town.Settled(plan);
        Assert.Equal(6, (await town.Rollup(plan).GetSheet()).Measures.Total);
    }

    [Fact]
    public async Task An_activation_that_was_superseded_ends_itself_and_what_only_it_was_told_is_counted_all_the_same()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Settled(plan);
        var older = await town.Unit(plan, "c2").Inspect();
        var newer = new Stamp(older.Stamp.Epoch + 1, 0);
        Assert.Equal(PushAnswer.Accepted, await town.Rollup(plan).Apply(County, new() { Stamp = newer, Recovering = 1 }));

        // A measure with a stale directory still tells the older one.
        var outcome = await town.Accepted(plan, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        Assert.Equal($"c2:{older.Stamp.Epoch}", outcome.Token!.Split(',').Single(part => part.StartsWith("c2:", StringComparison.Ordinal)).Split('.')[0]);
        await Eventually.Becomes(() => town.Unit(plan, "c2").Inspect(), unit => !unit.Recovering && unit.Stamp > newer);
        Assert.Equal(1, (await town.Query(plan).RatesAtLeast(outcome.Token))!.Measures.InProgress);
        await town.Settled(plan);
    }

    [Fact]
    public async Task A_region_whose_older_activation_was_superseded_asks_all_below_again()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.Province(id));
        await town.Settled(plan);
        var before = (await town.Rollup(plan, "a").Inspect()).Stamp;

        var older = new Summary { Stamp = new(before.Epoch - 1, 1_000), Tally = Tally.Zero };
        Assert.Equal(PushAnswer.Superseded, await town.Rollup(plan, "p").Apply(new(SourceKind.Region, "a"), older));
        await Eventually.Becomes(() => town.Rollup(plan, "a").Inspect(), region => region.Stamp > before);
        await town.Settled(plan);
    }

    [Fact]
    public async Task A_new_activation_tells_its_parent_before_it_reads_so_that_no_older_one_is_heard_afterwards()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Settled(plan);
        var older = await town.Unit(plan, "c2").Inspect();
        town.Rows.ReadsFail = (state, _) => state == MeasureRow.StateName;

        await town.Cluster.DeactivateAsync(town.Unit(plan, "c2")).InTime();
        await town.Unit(plan, "c2").GetSummary();
        await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Recovering == 1);
        var late = await town.Rollup(plan).Apply(County, new() { Stamp = older.Stamp with { Sequence = 1_000 }, Tally = Tally.Zero });
        Assert.Equal(PushAnswer.Superseded, late);
        town.Rows.ReadsFail = (_, _) => false;
        await town.Settled(plan);
    }

    [Fact]
    public async Task A_roll_up_passes_over_what_is_older_or_repeated_and_knows_no_strangers()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Settled(plan);
        var heard = (await town.Rollup(plan).Inspect()).Children.Single(child => child.Source == County);
        var sheet = await town.Rollup(plan).GetSheet();

        var older = new Summary { Stamp = heard.Stamp with { Sequence = heard.Stamp.Sequence - 1 }, Tally = Tally.Zero };
        Assert.Equal(PushAnswer.Accepted, await town.Rollup(plan).Apply(County, older));
        Assert.Equal(PushAnswer.Accepted, await town.Rollup(plan).Apply(County, new() { Stamp = heard.Stamp, Tally = heard.Tally }));
        Assert.Equal(PushAnswer.Unknown, await town.Rollup(plan).Apply(new(SourceKind.Unit, "elsewhere"), new() { Stamp = new(1, 1), Tally = heard.Tally }));
        Assert.Equal(sheet.Measures, (await town.Rollup(plan).GetSheet()).Measures);
        await town.Settled(plan);
    }
}
