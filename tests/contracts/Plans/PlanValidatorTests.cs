using System.Text.Json.Nodes;
using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Plans;

public sealed class PlanValidatorTests
{
    [Fact]
    public void Nothing_is_wrong_with_the_Wenzhou_plan() => Assert.Empty(PlanValidator.Validate(Read(_ => { })));

    [Theory]
    [InlineData("/title", "\" \"", "plan.text-length", "/title")]
    [InlineData("/timeZone", "\"Asia/Wenzhou\"", "plan.time-zone-unknown", "/timeZone")]
    [InlineData("/timeZone", "\"Asia\"", "plan.time-zone-unknown", "/timeZone")]
    [InlineData("/timeZone", "\"../../../etc/localtime\"", "plan.time-zone-unknown", "/timeZone")]
    [InlineData("/feedbackDate", "\"0024-04-11\"", "plan.date-out-of-range", "/feedbackDate")]
    [InlineData("/concentratedPeriodEnd", "\"2024-04-10\"", "plan.period-reversed", "/concentratedPeriodEnd")]
    [InlineData("/inspection/to", "\"2023-10-09\"", "plan.period-reversed", "/inspection/to")]
    [InlineData("/units/12/id", "\"330302\"", "plan.duplicate-id", "/units/12/id")]
    [InlineData("/units/0/parent", "\"330000\"", "plan.parent-unknown", "/units/0/parent")]
    [InlineData("/units/0/parent", "\"330302\"", "plan.unit-cycle", "/units/0/parent")]
    [InlineData("/leaders/9/title", "\"\"", "plan.text-length", "/leaders/9/title")]
    [InlineData("/problems/0/category", "11", "plan.category-unknown", "/problems/0/category")]
    [InlineData("/problems/0/leader", "\"leader-99\"", "plan.leader-unknown", "/problems/0/leader")]
    [InlineData("/problems/0/leadUnit", "\"wz-none\"", "plan.unit-unknown", "/problems/0/leadUnit")]
    [InlineData("/measures/3/no", "0", "plan.number-out-of-range", "/measures/3/no")]
    [InlineData("/measures/3/no", "3", "plan.duplicate-number", "/measures/3/no")]
    [InlineData("/measures/3/problem", "77", "plan.problem-unknown", "/measures/3/problem")]
    [InlineData("/measures/3/leadUnit", "\"wz-none\"", "plan.unit-unknown", "/measures/3/leadUnit")]
    [InlineData("/measures/3/leader", "\"leader-99\"", "plan.leader-unknown", "/measures/3/leader")]
    [InlineData("/measures/0/units", "[\"wz-daily\",\"wz-theory\"]", "plan.unit-repeated", "/measures/0/units/1")]
    [InlineData("/measures/0/units", "[\"wz-daily\",\"wz-daily\"]", "plan.unit-repeated", "/measures/0/units/1")]
    [InlineData("/measures/0/units", "[\"wz-none\"]", "plan.unit-unknown", "/measures/0/units/0")]
    [InlineData("/measures/3/deadline", "\"2024-04-01\"", "plan.deadline-before-start", "/measures/3/deadline")]
    [InlineData("/measures/3/deadline", "\"9999-12-31\"", "plan.date-out-of-range", "/measures/3/deadline")]
    [InlineData("/measures/1/target/value", "0", "plan.target-out-of-range", "/measures/1/target/value")]
    [InlineData("/measures/1/target/value", "0.0000001", "plan.target-out-of-range", "/measures/1/target/value")]
    [InlineData("/measures/9/institution/title", "\"\"", "plan.text-length", "/measures/9/institution/title")]
    [InlineData("/rules/signOffChain", "[]", "plan.chain-malformed", "/rules/signOffChain")]
    [InlineData("/rules/signOffChain", "[\"leader\",\"leader\"]", "plan.chain-malformed", "/rules/signOffChain")]
    [InlineData("/rules/principal", "\"leader-99\"", "plan.leader-unknown", "/rules/principal")]
    [InlineData("/rules/lights", "[{\"light\":\"none\",\"kind\":\"overdue\"}]", "plan.rule-light-none", "/rules/lights/0/light")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"behindPace\",\"points\":100,\"forDays\":1}]", "plan.rule-out-of-range",
        "/rules/lights/0/points")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"behindPace\",\"points\":1,\"forDays\":-1}]", "plan.rule-out-of-range",
        "/rules/lights/0/forDays")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"below\",\"percent\":0,\"afterShare\":1}]", "plan.rule-out-of-range",
        "/rules/lights/0/percent")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"below\",\"percent\":5,\"afterShare\":101}]", "plan.rule-out-of-range",
        "/rules/lights/0/afterShare")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"silent\",\"days\":400}]", "plan.rule-out-of-range", "/rules/lights/0/days")]
    [InlineData("/rules/reviewDays", "0", "plan.rule-out-of-range", "/rules/reviewDays")]
    [InlineData("/rules/lookBack/share", "1.01", "plan.rule-out-of-range", "/rules/lookBack/share")]
    [InlineData("/rules/lookBack/minimum", "-1", "plan.rule-out-of-range", "/rules/lookBack/minimum")]
    [InlineData("/rules/extensions", "{\"most\":-1}", "plan.rule-out-of-range", "/rules/extensions/most")]
    [InlineData("/rules/extensions", "{\"most\":101}", "plan.rule-out-of-range", "/rules/extensions/most")]
    [InlineData("/rules/extensions", "{\"longestDays\":0}", "plan.rule-out-of-range", "/rules/extensions/longestDays")]
    [InlineData("/rules/extensions", "{\"longestDays\":3661}", "plan.rule-out-of-range", "/rules/extensions/longestDays")]
    [InlineData("/rules/escalation", "[{\"after\":-1,\"to\":\"unit\"}]", "plan.rule-out-of-range", "/rules/escalation/0/after")]
    [InlineData("/units", "[]", "plan.list-empty", "/units")]
    [InlineData("/problems", "[]", "plan.list-empty", "/problems")]
    [InlineData("/measures", "[]", "plan.list-empty", "/measures")]
    public void What_is_wrong_is_named_with_its_place(string pointer, string json, string code, string place)
    {
        var error = Assert.Single(PlanValidator.Validate(Read(plan => WenzhouPlan.Set(plan, pointer, json))));

        Assert.Equal((code, place, RefusalKind.Invalid), (error.Code, error.Pointer, error.Kind));
    }

    [Fact]
    public void What_refers_to_a_lost_number_is_told_too()
    {
        var errors = PlanValidator.Validate(Read(plan => WenzhouPlan.Set(plan, "/categories/9/no", "1")));

        Assert.Equal(
            [("plan.duplicate-number", "/categories/9/no"), ("plan.category-unknown", "/problems/28/category")],
            errors.Select(error => (error.Code, error.Pointer)));
    }

    [Fact]
    public void A_problem_without_measures_is_an_error()
    {
        var errors = PlanValidator.Validate(Read(plan =>
            plan["problems"]!.AsArray().Add(JsonNode.Parse("""{"no":30,"title":"x","leader":"leader-01","leadUnit":"wz-office"}"""))));

        var error = Assert.Single(errors);
        Assert.Equal(("plan.problem-without-measures", "/problems/29"), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("""[{"id":"a","name":"A"},{"id":"b","name":"B"}]""", "plan.several-roots", "/regions/1")]
    [InlineData("""[{"id":"a","name":"A","parent":"b"},{"id":"b","name":"B","parent":"a"}]""", "plan.root-missing", "/regions")]
    [InlineData("""[{"id":"a","name":"A"},{"id":"b","name":"B","parent":"c"}]""", "plan.region-unknown", "/regions/1/parent")]
    [InlineData("""[{"id":"a","name":"A"},{"id":"a","name":"B","parent":"a"}]""", "plan.duplicate-id", "/regions/1/id")]
    [InlineData("""[{"id":"a","name":"A"},{"id":"b","name":" ","parent":"a"}]""", "plan.text-length", "/regions/1/name")]
    public void Regions_have_one_root(string regions, string code, string place)
    {
        var error = Assert.Single(PlanValidator.Validate(Read(plan => plan["regions"] = JsonNode.Parse(regions))));

        Assert.Equal((code, place), (error.Code, error.Pointer));
    }

    [Fact]
    public void A_cycle_beside_the_root_is_found_from_everywhere_below()
    {
        var errors = PlanValidator.Validate(Read(plan =>
        {
            plan["regions"] = JsonNode.Parse("""[{"id":"a","name":"A"},{"id":"b","name":"B","parent":"c"},{"id":"c","name":"C","parent":"b"}]""");
            WenzhouPlan.Set(plan, "/units/4/parent", "\"c\"");
        }));

        Assert.All(errors, error => Assert.Equal("plan.unit-cycle", error.Code));
        Assert.Equal(["/regions/1/parent", "/regions/2/parent", "/units/4/parent"], errors.Select(error => error.Pointer));
    }

    [Fact]
    public void Levels_have_a_bound()
    {
        var errors = PlanValidator.Validate(Read(plan =>
        {
            for (var i = 1; i <= PlanLimits.MaxLevels + 1; i++)
            {
                WenzhouPlan.Set(plan, $"/units/{i}/parent", plan["units"]![i - 1]!["id"]!.ToJsonString());
            }
        }));

        var error = Assert.Single(errors);
        Assert.Equal(("plan.levels-too-deep", $"/units/{PlanLimits.MaxLevels + 1}/parent"), (error.Code, error.Pointer));
    }

    [Fact]
    public void A_measure_has_at_most_two_hundred_supporting_units()
    {
        var plan = Read(_ => { });
        var many = Enumerable.Range(1, 250).Select(i => new UnitProfile { Id = $"u-{i}", Name = "x", Kind = UnitKind.County }).ToList();
        plan = plan with { Units = [.. plan.Units, .. many] };

        Assert.Empty(PlanValidator.Validate(Supported(plan, many, PlanLimits.MaxUnitsPerMeasure)));
        var error = Assert.Single(PlanValidator.Validate(Supported(plan, many, PlanLimits.MaxUnitsPerMeasure + 1)));
        Assert.Equal(("plan.too-many", "/measures/0/units"), (error.Code, error.Pointer));
    }

    [Fact]
    public void Errors_of_every_part_are_told_together_up_to_a_bound()
    {
        var plan = Read(_ => { });
        var errors = PlanValidator.Validate(plan with
        {
            Title = "",
            Rules = new() { ReviewDays = 0 },
            Measures = [.. Enumerable.Range(0, 3000).Select(_ => plan.Measures[0] with { Leader = "nobody" })],
        });

        Assert.Equal(PlanLimits.MaxErrors, errors.Count);
        Assert.Equal(["/title", "/rules/reviewDays", "/measures/1/no"], errors.Take(3).Select(error => error.Pointer));
    }

    private static PlanDocument Supported(PlanDocument plan, List<UnitProfile> units, int count) =>
        plan with { Measures = [plan.Measures[0] with { Units = [.. units.Take(count).Select(unit => unit.Id)] }, .. plan.Measures.Skip(1)] };

    private static PlanDocument Read(Action<JsonObject> change)
    {
        var reading = PlanReader.Read(WenzhouPlan.With(change));
        Assert.Empty(reading.Errors);
        return reading.Document!;
    }
}
