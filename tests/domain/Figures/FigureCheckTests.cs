using System.Text;
using System.Text.Json.Nodes;
using Rectification.Documents;
using Rectification.Documents.Figures;

namespace Rectification.Tests.Figures;

/// <summary>A plan whose figures cannot be had from what they name is not brought in, and is told why.</summary>
public sealed class FigureCheckTests
{
    private static readonly string Plan = File.ReadAllText(Path.Combine(Repository.Root, "seeds", "wenzhou-2024", "plan.json"));

    /// <summary>Figures that no report can carry, each with its reason; every other one is derived.</summary>
    private static readonly string[] OnlyStated =
    [
        "rectificationMeetings", "culturalExplorationActions", "cultureEmpowermentInitiatives", "supervisionResearchProjects",
        "contractLegalReviewThresholdYuan", "budgetRedWarningBelowPercent",
        "unionDuesPercentOfMonthlyWage", "organisationLifeNoticeIntervalMonths", "lookBackFromYear",
    ];

    [Fact]
    public void Every_figure_of_the_seeded_plan_that_reports_can_carry_is_derived_and_the_others_say_why()
    {
        var plan = PlanReader.Read(Encoding.UTF8.GetBytes(Plan)).Document!;
        var figures = FigureReader.Read(plan.FiguresJson, plan.FigureSourcesJson);

        Assert.Empty(PlanValidator.Validate(plan));
        Assert.Equal(43, figures.Count);
        Assert.Equal(
            OnlyStated.Order(StringComparer.Ordinal),
            figures.Where(figure => figure.From is null).Select(figure => figure.Name).Order(StringComparer.Ordinal));
        Assert.All(figures.Where(figure => figure.From is null), figure => Assert.NotNull(figure.Why));
        Assert.All(figures, figure => Assert.NotNull(figure.Stated));
    }

    [Theory]
    [InlineData("人次", """{"sum":[{"measure":21}]}""", "plan.figure-unit-differs", "/from/sum/0", "「场」不能折算为「人次」")]
    [InlineData("场", """{"sum":[{"measure":21,"quantity":"participants"}]}""", "plan.figure-unit-differs", "/from/sum/0", "「万人次」不能折算为「场」")]
    [InlineData("人", """{"sum":[{"measure":21,"quantity":"participants"}]}""", "plan.figure-unit-differs", "/from/sum/0", "「万人次」不能折算为「人」")]
    [InlineData("元", """{"sum":[{"measure":22},{"measure":21}]}""", "plan.figure-unit-differs", "/from/sum/1", "「场」不能折算为「元」")]
    [InlineData(null, """{"sum":[{"measure":22}]}""", "plan.figure-unit-missing", "/unit", "计量单位")]
    [InlineData("元", """{"sum":[{"measure":95}]}""", "plan.figure-measure-unknown", "/from/sum/0/measure", "95")]
    [InlineData("元", """{"sum":[{"measure":1}]}""", "plan.figure-quantity-unknown", "/from/sum/0", "没有量化目标")]
    [InlineData("元", """{"sum":[{"measure":22,"quantity":"x"}]}""", "plan.figure-quantity-unknown", "/from/sum/0", "名为 x")]
    [InlineData("元", """{"sum":[]}""", "plan.list-empty", "/from/sum", "至少")]
    [InlineData("元", """{"sum":[{}]}""", "plan.field-missing", "/from/sum/0/measure", "measure")]
    [InlineData("元", """{"product":[]}""", "plan.figure-origin", "/from/sum", "ratio")]
    [InlineData("元", """{"sum":[{"measure":22}],"count":"measures"}""", "plan.figure-origin", "/from/count", "sum")]
    [InlineData("个", """{"count":"towns"}""", "plan.enum-unknown", "/from/count", "measures")]
    [InlineData("次", """{"leastReports":21}""", "plan.figure-cadence-missing", "/from/leastReports", "频次")]
    [InlineData("次", """{"leastReports":95}""", "plan.figure-measure-unknown", "/from/leastReports", "95")]
    [InlineData("万人次", """{"outcome":"saved"}""", "plan.figure-unit-differs", "/from", "「元」不能折算为「万人次」")]
    [InlineData("%", """{"ratio":{"of":{"sum":[{"measure":22}]},"to":{"sum":[{"measure":21}]}}}""", "plan.figure-unit-differs", "/from/ratio/to/sum/0", "场")]
    [InlineData("场/元", """{"ratio":{"of":{"sum":[{"measure":22}]},"to":{"sum":[{"measure":21}]}}}""", "plan.figure-unit-differs", "/from/ratio/of/sum/0", "元")]
    [InlineData("元", """{"ratio":{"of":{"sum":[{"measure":22}]},"to":{"sum":[{"measure":21}]}}}""", "plan.figure-unit-differs", "/unit", "元/场")]
    [InlineData("%", """{"ratio":{"of":{"count":"measures"}}}""", "plan.field-missing", "/from/ratio/to", "to")]
    public void An_origin_that_cannot_be_is_refused_with_its_place_and_in_clear_words(string? unit, string from, string code, string place, string words)
    {
        var plan = JsonNode.Parse(Plan)!;
        var source = new JsonObject { ["from"] = JsonNode.Parse(from) };
        if (unit is not null)
        {
            source["unit"] = unit;
        }

        plan["figureSources"]!["consumptionVouchersYuan"] = source;
        var reading = PlanReader.Read(Encoding.UTF8.GetBytes(plan.ToJsonString()));
        var error = PlanValidator.Validate(reading.Document!)[0];

        Assert.Equal((code, "/figureSources/consumptionVouchersYuan" + place), (error.Code, error.Pointer));
        Assert.Contains(words, error.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a","unit":"万元","shares":{"330302":1}}""", "plan.field-missing", "/target")]
    [InlineData("""{"name":"a","unit":"万元","target":3,"shares":{"wz-news":1,"wz-wendu":1}}""", "plan.shares-do-not-add-up", "/shares")]
    [InlineData("""{"name":"a","unit":"万元","target":3,"shares":{"330302":3}}""", "plan.share-unit-unknown", "/shares")]
    [InlineData("""{"name":"percent","unit":"万元"}""", "plan.quantity-name-taken", "/name")]
    [InlineData("""{"name":"a","unit":"场","outcome":"saved"}""", "plan.outcome-is-money", "/unit")]
    [InlineData("""{"name":"a","unit":"场","target":1,"bound":"over"}""", "plan.quantity-bound", "/bound")]
    [InlineData("""{"name":"a","unit":"场","target":0}""", "plan.target-out-of-range", "/target")]
    public void A_quantity_that_cannot_be_is_refused_with_its_place(string quantity, string code, string place)
    {
        var plan = JsonNode.Parse(Plan)!;
        plan["measures"]![21]!["quantities"] = new JsonArray(JsonNode.Parse(quantity));
        var error = PlanValidator.Validate(PlanReader.Read(Encoding.UTF8.GetBytes(plan.ToJsonString())).Document!)[0];
        Assert.Equal((code, "/measures/21/quantities/0" + place), (error.Code, error.Pointer));
    }

    [Fact]
    public void What_a_plan_from_before_says_of_its_sources_is_taken_as_it_is()
    {
        var plan = JsonNode.Parse(Plan)!;
        plan["figureSources"] = JsonNode.Parse("""{"problems":"前言","x":{"bound":7},"y":null}""");
        Assert.Empty(PlanValidator.Validate(PlanReader.Read(Encoding.UTF8.GetBytes(plan.ToJsonString())).Document!));
    }
}
