using Rectification.Documents;
using Rectification.Plans;
using Rectification.Seeds.Synthetic;

namespace Rectification.Tests.Contracts.Seeds;

public sealed class SyntheticPlanTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 3)]
    [InlineData(7, 2, 2)]
    [InlineData(94, 42, 3)]
    [InlineData(5000, 90, 3)]
    [InlineData(3000, 1200, 4)]
    public async Task A_synthetic_plan_is_valid_in_both_forms(int measures, int units, int levels)
    {
        var options = new SyntheticPlanOptions { Id = "s", Measures = measures, Units = units, Levels = levels };

        var document = PlanReader.Read(Write(options, lines: false));
        var lines = await PlanReader.ReadLinesAsync(new MemoryStream(Write(options, lines: true)));

        Assert.Empty(document.Errors);
        Assert.Empty(lines.Errors);
        var plan = document.Document!;
        Assert.Empty(PlanValidator.Validate(plan));
        Assert.Equal((measures, units, (measures + 2) / 3), (plan.Measures.Count, plan.Units.Count, plan.Problems.Count));
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(plan), System.Text.Json.JsonSerializer.Serialize(lines.Document));
        Assert.True(plan.Public);
    }

    [Fact]
    public void Units_are_used_about_equally()
    {
        var plan = Read(new() { Id = "s", Measures = 6000, Units = 100 });

        var leads = plan.Measures.CountBy(measure => measure.LeadUnit).Select(unit => unit.Value).ToList();
        var supports = plan.Measures.SelectMany(measure => measure.Units).CountBy(unit => unit).Select(unit => unit.Value).ToList();
        Assert.Equal((100, 60, 60), (leads.Count, leads.Min(), leads.Max()));
        Assert.Equal(100, supports.Count);
        Assert.InRange(supports.Max(), supports.Min(), supports.Min() * 1.2);
        Assert.Equal([0, 1, 2, 3], plan.Measures.Select(measure => measure.Units.Count).Distinct().Order());
    }

    [Fact]
    public void Three_levels_go_from_the_province_over_cities_to_counties_with_their_units()
    {
        var plan = Read(new() { Id = "s", Measures = 300, Units = 500 });

        var above = plan.Regions.ToDictionary(region => region.Id, region => region.Parent);
        Assert.Equal("province", Assert.Single(plan.Regions, region => region.Parent is null).Id);
        Assert.Equal(5, above.Count(region => region.Value == "province"));
        Assert.All(plan.Units, unit => Assert.Equal("province", above[above[unit.Parent!]!]));
        Assert.Equal(25, plan.Units.CountBy(unit => unit.Parent!).Count());
        Assert.All(plan.Units.CountBy(unit => unit.Parent!), county => Assert.Equal(20, county.Value));
    }

    [Fact]
    public void Days_lie_within_a_year_after_the_start_that_was_asked_for()
    {
        var start = new DateOnly(2031, 2, 3);
        var plan = Read(new() { Id = "s", Measures = 3000, Units = 10, Start = start });

        Assert.Equal(start, plan.FeedbackDate);
        Assert.All(plan.Measures, measure => Assert.True(measure.Start >= start && measure.Deadline > measure.Start && measure.Deadline < start.AddYears(1)));
    }

    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_others()
    {
        var options = new SyntheticPlanOptions { Id = "s", Measures = 50, Units = 9 };

        Assert.Equal(Write(options, lines: true), Write(options, lines: true));
        Assert.NotEqual(Write(options, lines: true), Write(options with { Seed = 2 }, lines: true));
    }

    private static PlanDocument Read(SyntheticPlanOptions options) => PlanReader.Read(Write(options, lines: false)).Document!;

    private static byte[] Write(SyntheticPlanOptions options, bool lines)
    {
        using var stream = new MemoryStream();
        new SyntheticPlan(options).Write(stream, lines);
        return stream.ToArray();
    }
}
