using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Product;

/// <summary>What a load needs to know of a measure.</summary>
internal sealed record MeasureLine(int No, string LeadUnit, string Text, DateOnly Deadline);

/// <summary>A unit's account and key, the same at the product and at its peer.</summary>
internal sealed record UnitKey(string Unit, string Account, string Key);

/// <summary>A plan on disk, readable by everybody, and the measures a load may report on (the first ones of a large plan).</summary>
internal sealed record PlanFile(string Id, string Path, int MeasureCount, IReadOnlyList<MeasureLine> Measures)
{
    private const int KeptMeasures = 1_000_000;
    // Under the 64 MB one JSON body may have, with room for longer texts.
    private const int LargestJsonPlan = 50_000;

    public bool IsLines => Path.EndsWith(".ndjson", StringComparison.Ordinal);

    /// <summary>Made by the seeds' own generator, with the totals readable without a key.</summary>
    public static async Task<PlanFile> Generate(WorkFolder folder, int measures, int units, CancellationToken cancel)
    {
        var path = folder.File($"plan-{measures}.{(measures > LargestJsonPlan ? "ndjson" : "json")}");
        var seeds = await Repository.Built("seeds", Repository.SeedsDll, cancel);
        await Command.Run("dotnet", [seeds, "plan", "--measures", Text(measures), "--units", Text(units), "--out", path], cancel);
        return path.EndsWith(".ndjson", StringComparison.Ordinal)
            ? await FromLines(path, measures, cancel)
            : await FromDocument(path, measures, cancel);
    }

    /// <summary>A plan for the peers alone, when the product is left out.</summary>
    public static PlanFile InMemory(int measures, int units) => new("synthetic", "", measures,
        [.. Enumerable.Range(1, measures).Select(no => new MeasureLine(
            no, $"u-{1 + no % units:0000}", $"推动第{no}项整改措施落实到位，形成长效机制", new DateOnly(2026, 12, 31)))]);

    private static async Task<PlanFile> FromDocument(string path, int count, CancellationToken cancel)
    {
        var plan = JsonNode.Parse(await File.ReadAllBytesAsync(path, cancel))!.AsObject();
        plan["public"] = true;
        await File.WriteAllTextAsync(path, plan.ToJsonString(), cancel);
        var measures = plan["measures"]!.AsArray().Take(KeptMeasures).Select(measure => Line(measure!.AsObject()));
        return new((string)plan["id"]!, path, count, [.. measures]);
    }

    private static async Task<PlanFile> FromLines(string path, int count, CancellationToken cancel)
    {
        var measures = new List<MeasureLine>();
        string? id = null;
        var rewritten = path + ".public";
        await using (var output = new StreamWriter(rewritten))
        {
            await foreach (var line in File.ReadLinesAsync(path, cancel))
            {
                var text = line;
                if (id is null && JsonNode.Parse(line) is JsonObject header && Inner(header, "plan") is { } plan && plan["id"] is { } planId)
                {
                    id = (string)planId!;
                    plan["public"] = true;
                    text = header.ToJsonString();
                }
                else if (measures.Count < KeptMeasures && JsonNode.Parse(line) is JsonObject item
                    && Inner(item, "measure") is { } measure && measure.ContainsKey("leadUnit") && measure.ContainsKey("no"))
                {
                    measures.Add(Line(measure));
                }

                await output.WriteLineAsync(text.AsMemory(), cancel);
            }
        }

        File.Move(rewritten, path, overwrite: true);
        return new(id ?? throw new JsonException($"{path} names no plan."), path, count, measures);
    }

    // A line is the thing itself, or an object that says in its name what it holds.
    private static JsonObject? Inner(JsonObject line, string name) => line[name] as JsonObject ?? line;

    private static MeasureLine Line(JsonObject measure) => new(
        (int)measure["no"]!,
        (string)measure["leadUnit"]!,
        (string?)measure["text"] ?? "",
        measure["deadline"] is { } deadline
            ? DateOnly.Parse((string)deadline!, CultureInfo.InvariantCulture)
            : new DateOnly(2026, 12, 31));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
