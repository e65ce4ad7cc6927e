using Rectification.Seeds.Synthetic;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>A synthetic plan as the tests know it: from the document that is sent, never from what the program says.</summary>
internal sealed class City
{
    private readonly JsonNode _document;

    private City(JsonNode document)
    {
        _document = document;
        Plan = document["id"]!.GetValue<string>();
        Units = [.. document["units"]!.AsArray().Select(unit => unit!["id"]!.GetValue<string>())];
        Leaders = [.. document["leaders"]!.AsArray().Select(leader => leader!["id"]!.GetValue<string>())];
        Measures = [.. document["measures"]!.AsArray().Select(measure => Tasks(measure!))];
        Problems = [.. Measures.Select(measure => measure.Problem).Distinct().Order()];
        ByNumber = Measures.ToDictionary(measure => measure.No);
    }

    public string Plan { get; }

    public IReadOnlyList<string> Units { get; }

    public IReadOnlyList<string> Leaders { get; }

    public IReadOnlyList<MeasureTasks> Measures { get; }

    public IReadOnlyList<int> Problems { get; }

    public IReadOnlyDictionary<int, MeasureTasks> ByNumber { get; }

    public static City Of(int measures, int units, int seed)
    {
        using var stream = new MemoryStream();
        var options = new SyntheticPlanOptions { Id = "chaos", Measures = measures, Units = units, Levels = 2, Seed = seed, Start = new(2026, 1, 5) };
        new SyntheticPlan(options).Write(stream, lines: false);
        return new(JsonNode.Parse(stream.ToArray())!);
    }

    public async Task Import(Api ops) => (await ops.Post("plans", _document)).Must(201);

    private static MeasureTasks Tasks(JsonNode measure) => new(
        measure["no"]!.GetValue<int>(),
        measure["problem"]!.GetValue<int>(),
        measure["leadUnit"]!.GetValue<string>(),
        [.. measure["units"]!.AsArray().Select(unit => unit!.GetValue<string>())],
        measure["institution"] is not null);
}

/// <summary>Who owes what on a measure, and whether it promises an institution.</summary>
internal sealed record MeasureTasks(int No, int Problem, string Lead, IReadOnlyList<string> Supporting, bool Institution)
{
    public IReadOnlyList<string> All { get; } = [Lead, .. Supporting];
}
