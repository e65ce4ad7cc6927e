namespace Rectification.Tests.Cluster;

/// <summary>One silo: a plan comes in, is reported on, and every level shows it.</summary>
public sealed class FirstStepsTests
{
    [Fact]
    public async Task A_plan_that_was_just_imported_counts_all_its_measures_as_unclaimed()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));

        await town.Settled(plan);
        var sheet = await town.Rollup(plan).GetSheet();
        Assert.Equal((6, 6, 12, 3), (sheet.Measures.Total, sheet.Measures.Unclaimed, sheet.Assignments.Total, sheet.Problems.Total));
    }

    [Fact]
    public async Task An_acknowledged_report_is_in_its_units_sheet_and_with_the_token_in_the_citys()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));

        var claimed = await town.Accepted(plan, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        Assert.Equal(1, (await town.Unit(plan, "c2").GetSheet()).Measures.InProgress);
        Assert.Equal(1, (await town.Query(plan).RatesAtLeast(claimed.Token!))!.Measures.InProgress);

        var reported = await town.Accepted(plan, 2, People.Of("c3"), new ReportProgress { Unit = "c3", Percent = 30 });
        Assert.Equal(1, (await town.Unit(plan, "c3").GetSheet()).Measures.InProgress);
        Assert.Equal(2, (await town.Query(plan).RatesAtLeast(reported.Token!))!.Measures.InProgress);
        await town.Settled(plan);
    }

    [Fact]
    public async Task Three_levels_agree_and_a_unit_with_units_below_shows_its_own_and_all()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.Province(id));
        var outcome = await town.Accepted(plan, 4, People.Of("town1"), new ReportProgress { Unit = "town1", Percent = 10 });

        Assert.Equal(1, (await town.Query(plan).RatesAtLeast(outcome.Token!))!.Measures.InProgress);
        Assert.Equal(1, (await town.Rollup(plan, "a").GetSheet()).Measures.InProgress);
        Assert.Equal(0, (await town.Rollup(plan, "b").GetSheet()).Measures.InProgress);
        var county = (await town.Query(plan).Unit("c1"))!;
        Assert.Equal((0, 1), (county.Sheet.Measures.InProgress, county.WithBelow!.Measures.InProgress));
        Assert.Equal(5, (await town.Query(plan).Units()).Count);
        await town.Settled(plan);
    }
}
