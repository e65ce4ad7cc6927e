using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Plans;

public sealed class PlanLinesTests
{
    private static readonly (string List, string Kind)[] Lists =
        [("regions", "region"), ("units", "unit"), ("leaders", "leader"), ("categories", "category"), ("problems", "problem"), ("measures", "measure")];

    [Fact]
    public async Task Lines_give_the_same_plan_as_one_document()
    {
        var reading = await Read(Lines());

        Assert.Empty(reading.Errors);
        Assert.Equal(Text(PlanReader.Read(WenzhouPlan.Bytes).Document!), Text(reading.Document!));
    }

    [Fact]
    public async Task Lines_may_come_in_any_order_with_blank_ones_between() =>
        Assert.Empty((await Read([.. Lines().Reverse().SelectMany(line => new[] { line + "\r", "", "  " })])).Errors);

    [Fact]
    public async Task However_the_stream_is_cut_the_plan_is_the_same()
    {
        var whole = Encoding.UTF8.GetBytes(string.Join('\n', Lines()));
        var expected = Text(PlanReader.Read(WenzhouPlan.Bytes).Document!);

        await Gen.Int[1, 5000].SampleAsync(
            async piece => Assert.Equal(expected, Text((await PlanReader.ReadLinesAsync(new PieceStream(whole, piece))).Document!)), iter: 20);
    }

    [Theory]
    [InlineData("{\"measure\":{}", "plan.json-malformed", "/lines/1")]
    [InlineData("[]", "plan.field-type", "/lines/1")]
    [InlineData("{\"measures\":[]}", "plan.line-unknown", "/lines/1")]
    [InlineData("{\"unit\":{},\"leader\":{}}", "plan.line-unknown", "/lines/1")]
    [InlineData("{\"unit\":[]}", "plan.field-type", "/lines/1/unit")]
    [InlineData("{\"leader\":{\"id\":\"leader-77\"}}", "plan.field-missing", "/lines/1/leader/title")]
    [InlineData("{\"plan\":{\"id\":\"b\",\"title\":\"b\",\"feedbackDate\":\"2024-04-11\"}}", "plan.header-repeated", "/lines/1")]
    public async Task A_bad_line_is_named(string line, string code, string pointer)
    {
        var lines = Lines();

        var error = Assert.Single((await Read([lines[0], line, .. lines[1..]])).Errors);

        Assert.Equal((code, pointer), (error.Code, error.Pointer));
    }

    [Fact]
    public async Task A_plan_line_is_needed() =>
        Assert.Equal("plan.header-missing", Assert.Single((await Read(Lines()[1..])).Errors).Code);

    [Theory]
    [InlineData(PlanLimits.MaxLineBytes, "plan.json-malformed")]
    [InlineData(PlanLimits.MaxLineBytes + 1, "plan.line-too-long")]
    [InlineData((5 * PlanLimits.MaxLineBytes) + 7, "plan.line-too-long")]
    public async Task A_line_that_is_too_long_is_passed_over(int length, string code)
    {
        var lines = Lines();

        var error = Assert.Single((await Read([lines[0], new string('x', length), .. lines[1..]])).Errors);

        Assert.Equal((code, "/lines/1"), (error.Code, error.Pointer));
    }

    [Fact]
    public async Task What_is_malformed_and_what_makes_no_sense_is_told_at_once_in_the_order_of_the_file()
    {
        var lines = Lines();
        var measures = Enumerable.Range(0, lines.Length).Where(line => lines[line].StartsWith("{\"measure\"", StringComparison.Ordinal)).ToList();
        Change(measures[2], measure => measure["leadUnit"] = "nobody");
        Change(measures[4], measure => measure["deadline"] = "2024-02-30");
        Change(measures[6], measure => (measure["start"], measure["deadline"]) = ("2024-09-02", "2024-09-01"));
        Change(measures[8], measure => measure["no"] = 1);

        var errors = PlanErrors.Of(await Read(lines));

        Assert.Equal(
            [("plan.unit-unknown", At(2, "leadUnit")), ("plan.date-malformed", At(4, "deadline")), ("plan.deadline-before-start", At(6, "deadline")),
                ("plan.duplicate-number", At(8, "no"))],
            errors.Select(error => (error.Code, error.Pointer)));

        string At(int measure, string field) => $"/lines/{measures[measure]}/measure/{field}";

        void Change(int line, Action<JsonObject> change)
        {
            var entry = JsonNode.Parse(lines[line])!.AsObject();
            change(entry["measure"]!.AsObject());
            lines[line] = entry.ToJsonString();
        }
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_hides_nothing_but_what_follows_from_it()
    {
        var lines = Lines();
        var unit = Array.FindIndex(lines, line => line.StartsWith("{\"unit\"", StringComparison.Ordinal));
        var measure = Array.FindIndex(lines, line => line.StartsWith("{\"measure\"", StringComparison.Ordinal));
        lines[unit] = "{\"unit\":";
        lines[measure] = lines[measure].Replace("\"deadline\":\"2", "\"deadline\":\"1", StringComparison.Ordinal);

        var errors = PlanErrors.Of(await Read(lines));

        Assert.Equal([("plan.json-malformed", $"/lines/{unit}"), ("plan.date-out-of-range", $"/lines/{measure}/measure/deadline")],
            errors.Select(error => (error.Code, error.Pointer)));
    }

    private static string[] Lines()
    {
        var plan = JsonNode.Parse(WenzhouPlan.Bytes)!.AsObject();
        var entries = Lists
            .SelectMany(list => plan[list.List]?.AsArray().Select(entry => new JsonObject { [list.Kind] = entry!.DeepClone() }.ToJsonString()) ?? [])
            .ToList();
        foreach (var (list, _) in Lists)
        {
            plan.Remove(list);
        }

        return [new JsonObject { ["plan"] = plan.DeepClone() }.ToJsonString(), .. entries];
    }

    private static Task<PlanReading> Read(string[] lines) =>
        PlanReader.ReadLinesAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static string Text(PlanDocument plan) => JsonSerializer.Serialize(plan with
    {
        FiguresJson = JsonNode.Parse(plan.FiguresJson!)!.ToJsonString(),
        FigureSourcesJson = JsonNode.Parse(plan.FigureSourcesJson!)!.ToJsonString(),
    });

    /// <summary>Gives its bytes a few at a time, as a network does.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
