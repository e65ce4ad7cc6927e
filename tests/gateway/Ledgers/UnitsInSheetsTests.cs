namespace Rectification.Tests.Gateway;

/// <summary>One workbook with a sheet for each county, as an office collects them: every sheet is its own unit's progress.</summary>
public sealed class UnitsInSheetsTests(FrontDoor door)
{
    private static readonly string[] Names = ["甲县", "乙区", "丙市"];

    [Fact]
    public async Task Each_sheet_reports_for_the_unit_that_it_names_once()
    {
        var plan = await door.Plan(plan =>
        {
            plan["feedbackDate"] = "2024-03-18";
            plan["units"] = new JsonArray([.. Names.Index().Select(JsonNode (unit) =>
                new JsonObject { ["id"] = $"unit-{unit.Index + 1}", ["name"] = unit.Item, ["kind"] = "county" })]);
            plan["problems"]![0]!["leadUnit"] = "unit-1";
            plan["measures"] = new JsonArray(Measure(3, "2024-09-30"), Measure(7, "2024-12-31"));
        });
        using var reporter = await door.Somebody("reporter", ["unit-1", "unit-2", "unit-3"]);
        var file = Path.Combine(Repository.Root, "tests", "gateway", "Ledgers", "units-in-sheets.xlsx");
        var ledger = ("周报.xlsx", await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

        var preview = (await LedgerTests.Preview(reporter, ledger, ("plan", plan))).Must(201).Json;
        Assert.Equal(
            Names.Select(name => $"周报.xlsx {name} {name}"), preview["files"]!.AsArray().Select(part => $"{part!["file"]} {part["reading"]!["unit"]}"));
        var committed = (await reporter.Post($"ledgers/{preview["preview"]}/commit", new JsonObject(), ("Idempotency-Key", $"{plan}-week"))).Must(200).Json;
        var again = (await LedgerTests.Preview(reporter, ledger, ("plan", plan))).Must(201).Json;

        Assert.Equal((6, 0), (committed["reports"]!.GetValue<int>(), committed["refused"]!.AsArray().Count));
        var measure = (await door.Ops.Get($"plans/{plan}/measures/3")).Must(200).Json;
        Assert.Equal([60, 60, 60], measure["assignments"]!.AsArray().Select(part => part!["percent"]!.GetValue<int>()));
        Assert.Equal(6, again["changes"]!["unchanged"]!.GetValue<int>());
    }

    private static JsonObject Measure(int no, string deadline)
    {
        var measure = SmallPlan.Measure(no, "2024-03-18", deadline, "unit-2", "unit-3");
        measure["leadUnit"] = "unit-1";
        return measure;
    }
}
