namespace Rectification.Tests.Gateway;

/// <summary>Whatever is wrong is refused with a code and a place, in either language, and changes nothing.</summary>
public sealed class BadInputTests(FrontDoor door)
{
    [Theory]
    [InlineData("""{"unit":"u-lead","percent":"50"}""", 422, "body.field-type", "/percent")]
    [InlineData("""{"unit":7,"percent":50}""", 422, "body.field-type", "/unit")]
    [InlineData("""{"unit":"u-lead","percent":50.5}""", 422, "body.field-type", "/percent")]
    [InlineData("""{"unit":"u-lead"}""", 422, "body.field-missing", "/percent")]
    [InlineData("""{"unit":"u-lead","percent":101}""", 422, "measure.percent-out-of-range", "/percent")]
    [InlineData("""{"unit":"u-lead","percent":-1}""", 422, "measure.percent-out-of-range", "/percent")]
    [InlineData("""{"unit":"u-lead","percent":99999999999}""", 422, "body.field-type", "/percent")]
    [InlineData("""{"unit":"u-lead","percent":NaN}""", 400, "body.json-malformed", "")]
    [InlineData("""{"unit":"u-lead","percent":5""", 400, "body.json-malformed", "")]
    [InlineData("[]", 422, "body.field-type", "")]
    [InlineData("null", 422, "body.field-type", "")]
    [InlineData("", 400, "body.json-malformed", "")]
    [InlineData("""{"unit":"u-nobody","percent":5}""", 403, "measure.actor-not-of-unit", "/unit")]
    [InlineData("""{"unit":"u-lead","percent":5,"quantity":3}""", 422, "measure.quantity-without-target", "/quantity")]
    [InlineData("""{"unit":"u-lead","percent":5,"metrics":{"percent":1}}""", 422, "measure.metric-malformed", "/metrics")]
    [InlineData("""{"unit":"u-lead","percent":5,"metrics":{"a":0.0000001}}""", 422, "measure.metric-malformed", "/metrics")]
    [InlineData("""{"unit":"u-lead","percent":5,"metrics":{"a":"1"}}""", 422, "body.field-type", "/metrics/a")]
    [InlineData("""{"unit":"u-lead","percent":5,"metrics":[1]}""", 422, "body.field-type", "/metrics")]
    [InlineData("""{"unit":"u-lead","percent":5,"evidence":[null]}""", 422, "body.field-type", "/evidence/0")]
    [InlineData("""{"unit":"u-lead","percent":5,"evidence":["a",{"b":[1,[null]]}]}""", 422, "body.field-type", "/evidence/1/b/1/0")]
    [InlineData("""{"unit":"u-lead","percent":5,"note":"a\ud800"}""", 422, "body.field-type", "/note")]
    [InlineData("""{"unit":"u-lead","percent":5,"metrics":{"\udc00":1}}""", 422, "body.field-type", "/metrics")]
    [InlineData("""{"unit":"u-lead","percent":5,"evidence":["nonsense"]}""", 422, "evidence.malformed", "/evidence")]
    [InlineData("""{"unit":"u-lead","percent":5,"evidence":["0000000000000000000000000000000000000000000000000000000000000000"]}""", 422, "evidence.unknown",
        "/evidence/0")]
    public async Task A_bad_report_is_refused_with_a_code_and_a_place(string body, int status, string code, string pointer)
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());

        var answer = (await reporter.Post($"plans/{plan}/measures/1/reports", body, "application/json")).Must(status);

        Assert.Equal((code, pointer), answer.First);
        await MustBeUntouched(plan, answer);
    }

    [Fact]
    public async Task A_note_of_10_megabytes_is_too_large_and_one_of_2001_characters_too_long()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        var path = $"plans/{plan}/measures/1/reports";

        var large = (await reporter.Post(path, SmallPlan.Report(5, new string('x', 10_000_000)))).Must(413);
        var noted = (await reporter.Post(path, SmallPlan.Report(5, new string('x', 2_001)))).Must(422);

        Assert.Equal(("body.too-large", "measure.note-too-long"), (large.Code, noted.Code));
        await MustBeUntouched(plan, noted);
    }

    [Fact]
    public async Task Deep_json_is_refused()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        var deep = $$"""{"unit":"u-lead","percent":5,"more":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}""";

        var answer = (await reporter.Post($"plans/{plan}/measures/1/reports", deep, "application/json")).Must(422);

        Assert.Equal("body.too-deep", answer.Code);
        await MustBeUntouched(plan, answer);
    }

    [Theory]
    [InlineData("en", "Percent must be a whole number from 0 to 100.", "en")]
    [InlineData("zh-CN", "进度须为 0 到 100 的整数。", "zh-CN")]
    [InlineData("fr", "进度须为 0 到 100 的整数。", "zh-CN")]
    [InlineData("en;q=0.5, zh;q=0.9", "进度须为 0 到 100 的整数。", "zh-CN")]
    public async Task The_reason_is_said_in_the_readers_language(string language, string sentence, string said)
    {
        var (plan, key) = (await door.Plan(), await door.Ops.Account($"reader-{Guid.NewGuid():N}", ["reporter"], [SmallPlan.Lead]));
        using var reporter = door.With(key, language);

        var answer = (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(101))).Must(422);

        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Equal((sentence, sentence), (answer.Json["detail"]!.GetValue<string>(), answer.Json["errors"]![0]!["message"]!.GetValue<string>()));
        Assert.Equal([said], answer.ContentHeaders.ContentLanguage);
        Assert.NotEmpty(answer.Json["traceId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("rates?asOf=yesterday", "asOf")]
    [InlineData("rates?asOf=2024-07-08T00:00:00", "asOf")]
    [InlineData("rates?atLeast=nonsense", "atLeast")]
    [InlineData("rates/history?step=hour", "step")]
    [InlineData("measures?limit=501", "limit")]
    [InlineData("measures?limit=0", "limit")]
    [InlineData("measures?status=done", "status")]
    [InlineData("measures?dueBefore=2024-02-30", "dueBefore")]
    public async Task A_malformed_question_is_refused_not_ignored(string question, string parameter) =>
        Assert.Equal(("query.malformed", parameter), (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/{question}")).Must(422).First);

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        Assert.Equal("measure.unknown", (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/measures/95")).Must(404).Code);
        Assert.Equal("measure.unknown", (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/measures/0")).Must(404).Code);
        Assert.Equal("unit.unknown", (await door.Ops.Get($"plans/{FrontDoor.Wenzhou}/units/nobody")).Must(404).Code);
        Assert.Equal("route.unknown", (await door.Ops.Get("nothing/here")).Must(404).Code);
        (await door.Ops.Get("plans/..%2f..%2fetc/rates")).Must(404);
        (await door.Ops.Send(HttpMethod.Delete, $"plans/{FrontDoor.Wenzhou}", null)).Must(405);
    }

    private async Task MustBeUntouched(string plan, Answer refusal)
    {
        Assert.NotNull(refusal.Json["type"]);
        Assert.Equal(refusal.Status, refusal.Json["status"]!.GetValue<int>());
        var measure = (await door.Ops.Get($"plans/{plan}/measures/1")).Must(200).Json;
        Assert.Equal((0, "unclaimed"), (measure["version"]!.GetValue<int>(), measure["status"]!.GetValue<string>()));
        Assert.Empty((await door.Ops.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["entries"]!.AsArray());
    }
}
