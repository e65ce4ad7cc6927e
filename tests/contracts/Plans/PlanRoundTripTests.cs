using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Rectification.Documents;
using Rectification.Gateway.Plans;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Plans;

/// <summary>What is given out can be brought in again and means the same: rules, and whole documents, as the API has them.</summary>
public sealed class PlanRoundTripTests
{
    private static readonly Gen<TimeOnly> Time = Gen.Int[0, 24 * 60 - 1].Select(minute => new TimeOnly(minute / 60, minute % 60));
    private static readonly Gen<int?> Count = Maybe(Gen.Int[0, 400]);

    private static readonly Gen<LightRule> Lights = Gen.Select(
        Gen.Bool.Select(red => red ? Light.Red : Light.Yellow), Gen.Enum<LightKind>(), Gen.Int[1, 90],
        Gen.Bool.Select(own => own ? "budgetExecution" : null), Gen.Enum<Metric>(),
        (light, kind, number, metric, usual) => new LightRule
        {
            Light = light,
            Kind = kind,
            Points = number,
            ForDays = number + 1,
            Percent = number,
            AfterShare = number + 2,
            Days = number,
            Metric = metric is null ? usual : Metric.Percent,
            MetricName = metric,
        });

    private static readonly Gen<Escalation> Steps = Gen.Select(Gen.Int[0, 60], Gen.Enum<EscalationTarget>(), Gen.Enum<DayKind>(),
        (after, to, days) => new Escalation { After = after, To = to, Days = days });

    private static readonly Gen<PlanRules> Rules = Gen.Select(
        Gen.Select(Gen.Enum<ReviewStep>().Array[1, 3], Gen.Bool.Select(named => named ? "leader-01" : null), Lights.Array[0, 4],
            Gen.Int[1, 60], Gen.Enum<Cadence>()),
        Gen.Select(Steps.Array[0, 4], Gen.Int[0, 10], Gen.Int[0, 50], Gen.Enum<DayOfWeek>(), Time),
        Gen.Select(Count, Count, Maybe(Time), Gen.Null(Gen.Enum<ChangeKind>().Array[0, 3]), Count),
        Gen.Select(Maybe(Gen.Enum<HolidayRule>()), Maybe(Gen.Int[1, 5]), Maybe(Gen.Select(Gen.Enum<DayOfWeek>(), Time)), Maybe(Gen.Int[1, 9]),
            Maybe(Gen.Int[0, 3])),
        (first, second, third, fourth) => new PlanRules
        {
            SignOffChain = first.Item1,
            Principal = first.Item2,
            Lights = first.Item3,
            ReviewDays = first.Item4,
            StandingCadence = first.Item5,
            Escalation = second.Item1,
            LookBack = new() { Share = second.Item2 / 10m, Minimum = second.Item3 },
            Digest = new()
            {
                Day = second.Item4,
                At = second.Item5,
                Holiday = fourth.Item1,
                WorkingDay = fourth.Item2,
                ReportBy = fourth.Item3 is { } by ? new() { Day = by.Item1, At = by.Item2 } : null,
                RankFrom = fourth.Item4,
            },
            PercentDecimals = fourth.Item5,
            Extensions = new() { Most = third.Item1, LongestDays = third.Item2, Until = third.Item3 },
            Amendments = third.Item4 is { } direct ? new() { Chain = [ReviewStep.Office], Direct = direct } : null,
            Closing = third.Item5 is { } days ? new() { ObjectionDays = days } : null,
        });

    [Fact]
    public void Rules_go_out_and_in_and_out_again_unchanged() => Rules.Sample(
        rules =>
        {
            var given = Json(rules);
            var read = PlanReader.Read(WenzhouPlan.With("/rules", given));
            Assert.Empty(read.Errors);
            Assert.Equal(given, Json(read.Document!.Rules));
        },
        iter: 300);

    [Fact]
    public void A_document_goes_out_and_in_and_out_again_unchanged() => Rules.Sample(
        rules =>
        {
            var plan = PlanNormalizer.Normalize(PlanReader.Read(WenzhouPlan.With("/rules", Json(rules))).Document!);
            var read = PlanReader.Read(Encoding.UTF8.GetBytes(Document(plan)));
            Assert.Empty(read.Errors);
            Assert.Equal(Document(plan), Document(PlanNormalizer.Normalize(read.Document!)));
        },
        iter: 20);

    [Theory]
    [InlineData("\"08:05\"", "08:05")]
    [InlineData("\"08:05:00\"", "08:05")]
    [InlineData("\"08:05:01\"", null)]
    [InlineData("\"24:00\"", null)]
    [InlineData("\"8:05 AM\"", null)]
    public void A_time_of_day_is_an_hour_and_a_minute(string given, string? shown)
    {
        var read = PlanReader.Read(WenzhouPlan.With("/rules/digest/at", given));
        Assert.Equal(shown is null ? "plan.time-malformed" : null, read.Errors is [var error] ? error.Code : null);
        Assert.Equal(shown, read.Document is { } plan ? JsonNode.Parse(Json(plan.Rules))!["digest"]!["at"]!.GetValue<string>() : null);
    }

    /// <summary>As the API gives it out.</summary>
    private static string Json(PlanRules rules) => JsonSerializer.Serialize(rules, PlansJson.Api.PlanRules);

    private static Gen<T?> Maybe<T>(Gen<T> some)
        where T : struct => Gen.Select(Gen.Bool, some, (stated, value) => stated ? (T?)value : null);

    /// <summary>As the API describes a document. The published figures are kept as text there and stand as they were brought in.</summary>
    private static string Document(PlanDocument plan)
    {
        var document = JsonSerializer.SerializeToNode(plan, PlansJson.Api.PlanDocument)!.AsObject();
        foreach (var (kept, stated) in new[] { ("figuresJson", "figures"), ("figureSourcesJson", "figureSources") })
        {
            document[stated] = document[kept] is { } text ? JsonNode.Parse(text.GetValue<string>()) : null;
            document.Remove(kept);
        }

        return document.ToJsonString();
    }
}
