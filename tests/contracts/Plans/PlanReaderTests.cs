using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Plans;

public sealed class PlanReaderTests
{
    [Fact]
    public void The_Wenzhou_plan_is_read_whole()
    {
        var reading = PlanReader.Read(WenzhouPlan.Bytes);

        Assert.Empty(reading.Errors);
        var plan = reading.Document!;
        Assert.Equal((29, 94, 42, 10, 10), (plan.Problems.Count, plan.Measures.Count, plan.Units.Count, plan.Leaders.Count, plan.Categories.Count));
        Assert.Equal(17, plan.Measures.Count(measure => measure.Institution is not null));
        Assert.Equal(10, plan.Measures.Count(measure => measure.Institution?.Kind == InstitutionKind.New));
        Assert.Equal([17, 29, 40, 59, 91], plan.Measures.Where(measure => measure.LongTerm).Select(measure => measure.No));
        Assert.Equal("wenzhou-xcb-2024", plan.Id);
        Assert.Equal(new DateOnly(2024, 4, 11), plan.FeedbackDate);
        Assert.Equal(new Period { From = new(2023, 10, 10), To = new(2024, 1, 12) }, plan.Inspection);
        Assert.Equal(Cadence.Weekly, plan.Measures[1].Cadence);
        Assert.Equal(new Target { Value = 27, Unit = "期", What = "“理论加油站·周悦读”" }, plan.Measures[1].Target);
        Assert.Equal(JsonNode.Parse(WenzhouPlan.Bytes)!["figures"]!.ToJsonString(), JsonNode.Parse(plan.FiguresJson!)!.ToJsonString());
        Assert.NotNull(plan.FigureSourcesJson);
    }

    [Fact]
    public void A_byte_order_mark_and_unknown_properties_do_no_harm()
    {
        var bytes = WenzhouPlan.With("/measures/0/colour", "\"green\"");

        Assert.Empty(PlanReader.Read((byte[])[.. Encoding.UTF8.Preamble, .. bytes]).Errors);
    }

    [Theory]
    [InlineData("/id", null, "plan.field-missing", "/id")]
    [InlineData("/id", "null", "plan.field-missing", "/id")]
    [InlineData("/id", "\"a:b\"", "plan.id-malformed", "/id")]
    [InlineData("/id", "7", "plan.field-type", "/id")]
    [InlineData("/title", "[]", "plan.field-type", "/title")]
    [InlineData("/title", "\"a\\u0000b\"", "plan.text-malformed", "/title")]
    [InlineData("/public", "1", "plan.field-type", "/public")]
    [InlineData("/figures", "[]", "plan.field-type", "/figures")]
    [InlineData("/inspection/to", "\"2024-1-12\"", "plan.date-malformed", "/inspection/to")]
    [InlineData("/inspection", "\"2023\"", "plan.field-type", "/inspection")]
    [InlineData("/units", null, "plan.field-missing", "/units")]
    [InlineData("/units", "{}", "plan.field-type", "/units")]
    [InlineData("/units/3", "null", "plan.field-type", "/units/3")]
    [InlineData("/units/3/kind", "\"County\"", "plan.enum-unknown", "/units/3/kind")]
    [InlineData("/units/3/kind", "1", "plan.field-type", "/units/3/kind")]
    [InlineData("/units/3/parent", "\"\"", "plan.id-malformed", "/units/3/parent")]
    [InlineData("/problems/0/category", "1.5", "plan.field-type", "/problems/0/category")]
    [InlineData("/measures/3/no", "1e999", "plan.field-type", "/measures/3/no")]
    [InlineData("/measures/3/no", "4.5", "plan.field-type", "/measures/3/no")]
    [InlineData("/measures/3/no", "99999999999", "plan.field-type", "/measures/3/no")]
    [InlineData("/measures/3/no", "\"4\"", "plan.field-type", "/measures/3/no")]
    [InlineData("/measures/3/deadline", "\"2024-02-30\"", "plan.date-malformed", "/measures/3/deadline")]
    [InlineData("/measures/3/deadline", "20240230", "plan.field-type", "/measures/3/deadline")]
    [InlineData("/measures/3/deadline", null, "plan.field-missing", "/measures/3/deadline")]
    [InlineData("/measures/3/units", "[1]", "plan.field-type", "/measures/3/units/0")]
    [InlineData("/measures/3/units", "[\"a b\"]", "plan.id-malformed", "/measures/3/units/0")]
    [InlineData("/measures/3/cadence", "\"daily\"", "plan.enum-unknown", "/measures/3/cadence")]
    [InlineData("/measures/1/target/value", "1e999", "plan.field-type", "/measures/1/target/value")]
    [InlineData("/measures/1/target/value", "\"NaN\"", "plan.field-type", "/measures/1/target/value")]
    [InlineData("/measures/9/institution/kind", "\"old\"", "plan.enum-unknown", "/measures/9/institution/kind")]
    [InlineData("/rules/signOffChain", "[\"mayor\"]", "plan.enum-unknown", "/rules/signOffChain/0")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"behindPace\",\"points\":20}]", "plan.field-missing", "/rules/lights/0/forDays")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"below\",\"percent\":20}]", "plan.field-missing", "/rules/lights/0/afterShare")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"silent\"}]", "plan.field-missing", "/rules/lights/0/days")]
    [InlineData("/rules/lights", "[{\"light\":\"red\",\"kind\":\"overdue\",\"metric\":\"预算\"}]", "plan.id-malformed", "/rules/lights/0/metric")]
    [InlineData("/rules/digest/at", "\"8:00\"", "plan.time-malformed", "/rules/digest/at")]
    [InlineData("/rules/digest/day", "\"Monday\"", "plan.enum-unknown", "/rules/digest/day")]
    [InlineData("/rules/escalation", "[{\"to\":\"unit\"}]", "plan.field-missing", "/rules/escalation/0/after")]
    [InlineData("/rules/escalation", "[{\"after\":3,\"to\":\"unit\",\"days\":\"business\"}]", "plan.enum-unknown", "/rules/escalation/0/days")]
    [InlineData("/rules/lights", "[null]", "plan.field-type", "/rules/lights/0")]
    [InlineData("/measures/3/quantities", "[null, {\"name\": \"visits\", \"unit\": \"次\"}]", "plan.field-type", "/measures/3/quantities/0")]
    [InlineData("/rules/escalation", "[null]", "plan.field-type", "/rules/escalation/0")]
    [InlineData("/rules/extensions", "[]", "plan.field-type", "/rules/extensions")]
    [InlineData("/rules/extensions/until", "\"25:00\"", "plan.time-malformed", "/rules/extensions/until")]
    [InlineData("/rules/extensions/most", "1.5", "plan.field-type", "/rules/extensions/most")]
    [InlineData("/rules/reviewDays", "2.5", "plan.field-type", "/rules/reviewDays")]
    public void What_is_malformed_is_named_with_its_place(string pointer, string? json, string code, string place)
    {
        var reading = PlanReader.Read(WenzhouPlan.With(pointer, json));

        Assert.Null(reading.Document);
        var error = Assert.Single(reading.Errors);
        Assert.Equal((code, place, RefusalKind.Invalid), (error.Code, error.Pointer, error.Kind));
        Assert.Contains(error, PlanErrors.Of(reading));
        Assert.NotEmpty(error.Zh);
        Assert.NotEmpty(error.En);
    }

    [Theory]
    [InlineData("", "plan.json-malformed")]
    [InlineData("{\"id\":\"a\",}", "plan.json-malformed")]
    [InlineData("{\"id\":NaN}", "plan.json-malformed")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}", "plan.json-malformed")]
    [InlineData("[]", "plan.field-type")]
    [InlineData("null", "plan.field-type")]
    public void What_is_no_document_is_refused_at_its_root(string json, string code)
    {
        var error = Assert.Single(PlanReader.Read(Encoding.UTF8.GetBytes(json)).Errors);

        Assert.Equal((code, ""), (error.Code, error.Pointer));
    }

    [Fact]
    public void Nesting_has_a_bound()
    {
        var error = Assert.Single(PlanReader.Read(Encoding.UTF8.GetBytes(new string('[', 100_000))).Errors);

        Assert.Equal("plan.json-malformed", error.Code);
    }

    [Fact]
    public void Every_error_is_told_in_the_order_of_the_document()
    {
        var errors = PlanReader.Read(WenzhouPlan.With(plan =>
        {
            WenzhouPlan.Set(plan, "/title", null);
            WenzhouPlan.Set(plan, "/units/0/kind", "\"x\"");
            WenzhouPlan.Set(plan, "/measures/5/start", "\"soon\"");
            WenzhouPlan.Set(plan, "/measures/5/leader", "true");
        })).Errors;

        Assert.Equal(["/title", "/units/0/kind", "/measures/5/leader", "/measures/5/start"], errors.Select(error => error.Pointer));
    }

    [Fact]
    public void The_list_of_errors_has_a_bound()
    {
        var plan = "{\"measures\":[" + string.Join(',', Enumerable.Repeat("{}", 5000)) + "]}";

        Assert.Equal(PlanLimits.MaxErrors, PlanReader.Read(Encoding.UTF8.GetBytes(plan)).Errors.Count);
    }

    [Fact]
    public void Rules_that_are_not_stated_keep_their_defaults()
    {
        var rules = PlanReader.Read(WenzhouPlan.With("/rules", """
            {"signOffChain":["leader","office","principal"],"principal":"leader-01",
             "lights":[{"light":"yellow","kind":"below","percent":50,"afterShare":60,"metric":"quantity"},{"light":"red","kind":"silent","days":3},
              {"light":"red","kind":"below","percent":10,"afterShare":0,"metric":"budgetExecution"}],
             "lookBack":{"minimum":7},"digest":{"day":"friday","at":"17:30"},"extensions":{"longestDays":180}}
            """)).Document!.Rules;

        Assert.Equal([ReviewStep.Leader, ReviewStep.Office, ReviewStep.Principal], rules.SignOffChain);
        Assert.Equal("leader-01", rules.Principal);
        Assert.Equal(
            [
                new() { Light = Light.Yellow, Kind = LightKind.Below, Percent = 50, AfterShare = 60, Metric = Metric.Quantity },
                new LightRule { Light = Light.Red, Kind = LightKind.Silent, Days = 3 },
                new() { Light = Light.Red, Kind = LightKind.Below, Percent = 10, MetricName = "budgetExecution" },
            ],
            rules.Lights);
        Assert.Equal(["quantity", "percent", "budgetExecution"], rules.Lights.Select(rule => rule.MetricWord));
        Assert.Equal((5, Cadence.Quarterly, 4), (rules.ReviewDays, rules.StandingCadence, rules.Escalation.Count));
        Assert.Equal(new LookBackRule { Share = 0.2m, Minimum = 7 }, rules.LookBack);
        Assert.Equal(new DigestRule { Day = DayOfWeek.Friday, At = new(17, 30) }, rules.Digest);
        Assert.Equal(new ExtensionRule { LongestDays = 180 }, rules.Extensions);
    }

    [Fact]
    public void A_step_of_escalation_counts_calendar_days_unless_it_says_working()
    {
        var json = """[{"after":3,"to":"office","days":"working"},{"after":3,"to":"leader","days":"calendar"},{"after":7,"to":"principal"}]""";

        var rules = PlanReader.Read(WenzhouPlan.With("/rules/escalation", json)).Document!.Rules;

        Assert.Equal([DayKind.Working, DayKind.Calendar, DayKind.Calendar], rules.Escalation.Select(step => step.Days));
    }

    [Fact]
    public void No_change_of_single_bytes_makes_it_throw() =>
        Gen.Select(Gen.Int[0, WenzhouPlan.Bytes.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            var bytes = WenzhouPlan.Bytes.ToArray();
            foreach (var (at, value) in changes)
            {
                bytes[at] = value;
            }

            JudgeWithoutThrowing(bytes);
        }, iter: 300);

    [Fact]
    public void No_change_of_single_values_makes_it_throw()
    {
        string?[] values =
        [
            null, "null", "true", "-1", "0", "1e999", "1e-999", "0.5", "2147483648", "\"\"", "\"\\ud800\"", "\"x\"", "\"city\"", "\"330302\"",
            "\"9999-12-31\"", "\"0001-01-01\"", "[]", "{}", "[[[]]]", "{\"\\ud800\":1}", "[null]",
        ];
        string[] places =
        [
            "/id", "/timeZone", "/feedbackDate", "/inspection", "/units", "/units/2/id", "/units/2/parent", "/leaders/0", "/problems/0/no",
            "/measures", "/measures/1/no", "/measures/1/units", "/measures/1/start", "/measures/1/deadline", "/measures/1/target", "/measures/1/target/value",
            "/measures/1/cadence", "/rules/lights", "/rules/signOffChain", "/rules/lookBack/share", "/rules/escalation", "/regions", "/figures",
        ];
        Gen.Select(Gen.Int[0, places.Length - 1], Gen.Int[0, values.Length - 1]).Sample(
            change => JudgeWithoutThrowing(RawWith(places[change.Item1], values[change.Item2])), iter: 400);
    }

    /// <summary>JSON text goes in as it is, so that what no writer would write is tried too.</summary>
    private static byte[] RawWith(string pointer, string? json)
    {
        var marked = Encoding.UTF8.GetString(WenzhouPlan.With(pointer, json is null ? null : "\"@@@\""));
        return Encoding.UTF8.GetBytes(marked.Replace("\"@@@\"", json, StringComparison.Ordinal));
    }

    private static void JudgeWithoutThrowing(byte[] bytes)
    {
        var reading = PlanReader.Read(bytes);
        Assert.Equal(reading.Document is null, reading.Errors.Count > 0);
        if (reading.Document is { } plan && PlanValidator.Validate(plan).Count == 0)
        {
            PlanNormalizer.Normalize(plan);
        }
    }
}
