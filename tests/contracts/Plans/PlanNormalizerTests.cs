using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Plans;

public sealed class PlanNormalizerTests
{
    [Fact]
    public void A_plan_without_regions_gets_one_city_above_all_units()
    {
        var plan = PlanNormalizer.Normalize(Plan([], Unit("a"), Unit("b")));

        Assert.Equal([new() { Id = "city", Name = "全市" }], plan.Regions);
        Assert.All(plan.Units, unit => Assert.Equal("city", unit.Parent));
    }

    [Fact]
    public void A_unit_above_others_stands_in_a_region_of_its_own_id()
    {
        var plan = PlanNormalizer.Normalize(Plan([], Unit("town", "county"), Unit("county"), Unit("village", "town")));

        Assert.Equal(
            [
                new() { Id = "city", Name = "全市" },
                new() { Id = "town", Name = "Name of town", Parent = "county" },
                new Region { Id = "county", Name = "Name of county", Parent = "city" },
            ],
            plan.Regions);
        Assert.Equal(["town", "county", "town"], plan.Units.Select(unit => unit.Parent));
    }

    [Fact]
    public void Stated_regions_stay_and_units_without_a_parent_go_to_the_root()
    {
        Region[] regions = [new() { Id = "b", Name = "B", Parent = "a" }, new() { Id = "a", Name = "A" }];

        var plan = PlanNormalizer.Normalize(Plan(regions, Unit("x", "b"), Unit("y"), Unit("b", "b")));

        Assert.Equal(regions, plan.Regions);
        Assert.Equal(["b", "a", "b"], plan.Units.Select(unit => unit.Parent));
    }

    [Fact]
    public void What_is_in_form_stays_and_is_valid()
    {
        var wenzhou = PlanReader.Read(WenzhouPlan.With("/units/3/parent", "\"wz-office\"")).Document!;
        Assert.Empty(PlanValidator.Validate(wenzhou));

        var once = PlanNormalizer.Normalize(wenzhou);
        var twice = PlanNormalizer.Normalize(once);

        Assert.Empty(PlanValidator.Validate(once));
        Assert.Equal(once.Regions, twice.Regions);
        Assert.Equal(once.Units, twice.Units);
        Assert.Equal(1, once.Regions.Count(region => region.Parent is null));
        Assert.All(once.Units, unit => Assert.Contains(once.Regions, region => region.Id == unit.Parent));
    }

    private static UnitProfile Unit(string id, string? parent = null) =>
        new() { Id = id, Name = $"Name of {id}", Kind = UnitKind.County, Parent = parent };

    private static PlanDocument Plan(Region[] regions, params UnitProfile[] units) => new()
    {
        Id = "p",
        Title = "p",
        FeedbackDate = new(2024, 4, 11),
        Regions = regions,
        Units = units,
        Leaders = [],
        Problems = [],
        Measures = [],
    };
}
