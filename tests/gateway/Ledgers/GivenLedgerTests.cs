using System.Globalization;
using System.Text;
using Rectification.Tests.Documents.Ledgers;

namespace Rectification.Tests.Gateway;

/// <summary>Ledgers with their right readings beside them, read over HTTP into a plan that is in force.</summary>
public sealed class GivenLedgerTests(FrontDoor door)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "documents", "Ledgers", "given");

    public static TheoryData<string> Ledgers { get; } =
        [.. Directory.GetFiles(Folder, "*.expected.json").Select(file => Path.GetFileName(file).Replace(".expected.json", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public async Task The_preview_of_a_plan_answers_every_member_as_expected(string name)
    {
        var expected = Json(name + ".expected.json");
        var isSheet = expected["before"] is not null;
        var plan = await Plan(expected, isSheet);
        using var office = await door.Somebody("reviewer");
        if (expected["before"] is { } before)
        {
            using var unit = await door.Somebody("reporter", ["unit-1"]);
            await TakeIn(unit, plan, before);
        }

        var file = expected["file"]!.GetValue<string>();
        var content = await File.ReadAllBytesAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        var preview = (await LedgerTests.Preview(office, (file, content), ("plan", plan), ("context", Json("context.json").ToJsonString()))).Must(201).Json;

        var differences = ExpectedReading.Differences(preview, expected);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;

    /// <summary>A plan with the units and leaders the ledgers were written for; of a unit's sheet its measures too.</summary>
    private async Task<string> Plan(JsonNode expected, bool isSheet)
    {
        var context = Json("context.json");
        IEnumerable<string> Names(string list) => context[list]!.AsArray().Select(name => name!.GetValue<string>());
        var kinds = Names("counties").Select(name => (name, "county")).Concat(Names("departments").Select(name => (name, "department"))).ToList();
        string Id(string name) => $"unit-{kinds.FindIndex(unit => unit.name == name) + 1}";
        return await door.Plan(plan =>
        {
            plan["feedbackDate"] = context["feedbackDate"]!.GetValue<string>();
            plan["units"] = new JsonArray([.. kinds.Select(JsonNode (unit) =>
                new JsonObject { ["id"] = Id(unit.name), ["name"] = unit.name, ["kind"] = unit.Item2 })]);
            plan["leaders"] = new JsonArray([.. Names("leaders").Select(JsonNode (title, i) =>
                new JsonObject { ["id"] = $"leader-{i + 1}", ["title"] = title })]);
            plan["problems"]![0]!["leadUnit"] = "unit-1";
            plan["measures"] = new JsonArray([.. isSheet
                ? expected["measures"]!.AsArray().Select(row => Measure(
                    row!["no"]!.GetValue<int>(), row["deadlineOfPlan"]!.GetValue<string>(), Id(row["leadUnit"]!.GetValue<string>())))
                : [Measure(9_999, "2026-12-31", "unit-1")]]);
        });
    }

    private static JsonObject Measure(int no, string deadline, string lead)
    {
        var measure = SmallPlan.Measure(no, "2024-03-18", deadline);
        measure["leadUnit"] = lead;
        return measure;
    }

    /// <summary>What the unit had sent before: a sheet of an earlier day.</summary>
    private static async Task TakeIn(Api unit, string plan, JsonNode before)
    {
        var day = DateOnly.Parse(before["lastTakenIn"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var lines = before["percents"]!.AsObject().Select(row => $"{row.Key}\t措施\t甲县\t{row.Value}%\t已报送")
            .Prepend("措施序号\t整改措施\t责任单位\t完成进度\t本周进展").Prepend($"填报单位：甲县　　　报送日期：{day:yyyy年M月d日}\t\t\t\t");
        var sheet = (await LedgerTests.Preview(unit, ("before.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines))), ("plan", plan))).Must(201).Json;
        (await unit.Post($"ledgers/{sheet["preview"]}/commit", new JsonObject(), ("Idempotency-Key", $"{plan}-before"))).Must(200);
    }
}
