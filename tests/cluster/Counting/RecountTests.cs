namespace Rectification.Tests.Cluster.Counting;

/// <summary>Recount sees what is wrong, and names it.</summary>
public sealed class RecountTests
{
    [Fact]
    public async Task A_contribution_that_no_measure_made_is_found_in_its_unit()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Settled(plan);
        var wrong = default(FigureSet).With(Figure.MeasureTotal).With(Figure.SignedOff);
        await town.Unit(plan, "c2").Apply(Child.Measure(1), new() { Stamp = new(1_000, 1), First = wrong });

        var recount = await town.Query(plan).Recount();
        var mismatch = Assert.Single(recount.Mismatches);
        Assert.Equal(("unit:c2", "Measure:1"), (mismatch.Counter, mismatch.Item));
        Assert.Equal(6, recount.Checked);
    }

    [Fact]
    public async Task A_tally_that_no_unit_said_is_found_in_its_region()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Settled(plan);
        var heard = (await town.Rollup(plan).Inspect()).Children[0];
        var later = heard.Stamp with { Sequence = heard.Stamp.Sequence + 1_000 };
        await town.Rollup(plan).Apply(heard.Source, new() { Stamp = later, Tally = heard.Tally + heard.Tally });

        var mismatch = Assert.Single((await town.Query(plan).Recount()).Mismatches);
        Assert.Equal(("region:city", $"Unit:{heard.Source.Id}"), (mismatch.Counter, mismatch.Item));
    }
}
