using System.Text.Json;
using Rectification.Figures;
using Rectification.Plans;

namespace Rectification.Documents.Figures;

/// <summary>
/// Reads a plan's figures: <c>figures</c> states the numbers, <c>figureSources</c> says of each where it stands in the published text, and with
/// <c>from</c> where its value comes from. A figure without <c>from</c> is only stated, and may say anything: plans from before there was one have such.
/// </summary>
public static class FigureReader
{
    private const string Sources = "figureSources";

    /// <summary>A document that was brought in can be read again.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = PlanLimits.MaxDepth };

    private static readonly string[] Origins = ["sum", "ratio", "count", "outcome", "leastReports"];
    private static readonly string[] RatioParts = ["of", "to"];

    /// <summary>The figures in the document's order. What cannot be read of a plan's sources is only stated.</summary>
    public static IReadOnlyList<FigureDefinition> Read(string? figuresJson, string? sourcesJson)
    {
        using var figures = Parse(figuresJson);
        using var sources = Parse(sourcesJson);
        var stated = Members(figures).ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        var said = Members(sources).ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        return [.. stated.Keys.Concat(said.Keys.Where(name => !stated.ContainsKey(name))).Select(name => Of(name, stated, said))];
    }

    /// <summary>Judges what a plan says of the origins of its figures; one without an origin is nobody's business.</summary>
    internal static void Check(PlanDocument plan, PlanFindings findings)
    {
        using var sources = Parse(plan.FigureSourcesJson);
        Dictionary<int, MeasureDefinition>? measures = null;
        var named = new HashSet<int>();
        foreach (var member in Members(sources).Where(member => HasOrigin(member.Value)))
        {
            var at = Place.Root.At(Sources).At(member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            measures ??= plan.Measures.GroupBy(measure => measure.No).ToDictionary(measure => measure.Key, measure => measure.First());
            var before = findings.Errors.Count;
            var origin = PlanFields.ReadObject(member.Value, at, findings, Entry)?.Origin;
            if (origin is not null && findings.Errors.Count == before)
            {
                named.UnionWith(origin.Measures);
                new FigureCheck(measures, findings).Of(origin, Text(member.Value, "unit"), at);
            }
        }

        if (named.Count > PlanLimits.MaxFigureMeasures)
        {
            findings.Add(PlanRefusals.TooMany($"/{Sources}", PlanLimits.MaxFigureMeasures));
        }
    }

    private static FigureDefinition Of(string name, Dictionary<string, JsonElement> stated, Dictionary<string, JsonElement> said)
    {
        var number = stated.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var known)
            ? known : (decimal?)null;
        var source = said.GetValueOrDefault(name);
        var findings = new PlanFindings();
        var origin = HasOrigin(source) ? PlanFields.ReadObject(source, Place.Root, findings, Entry)?.Origin : null;
        return new()
        {
            Name = name,
            Stated = number,
            Bound = Enum.TryParse<Bound>(Text(source, "bound"), ignoreCase: true, out var bound) && Enum.IsDefined(bound) ? bound : Bound.Exact,
            What = Text(source, "what"),
            Unit = Text(source, "unit"),
            Source = Text(source, "source"),
            Quote = Text(source, "quote"),
            Why = Text(source, "why"),
            From = findings.Errors.Count == 0 ? origin : null,
        };
    }

    /// <summary>Reads an entry of the sources that has an origin.</summary>
    private static Found Entry(PlanFields entry)
    {
        // Words for people are read elsewhere, as they are; here it is said what is wrong with them.
        _ = (entry.TextOrNull("what"), entry.TextOrNull("unit"), entry.WordOrNull<Bound>("bound"));
        return entry.Nested("from", OfOne) ?? new(null);
    }

    private static Found OfOne(PlanFields from)
    {
        var named = Origins.Where(from.Has).ToList();
        if (named.Count != 1)
        {
            from.Refuse(named.Count == 0 ? Origins[0] : named[1], pointer => PlanRefusals.FigureOrigin(pointer, string.Join(", ", Origins)));
            return new(null);
        }

        return new(named[0] switch
        {
            "sum" => new SumOf(from.List("sum", term => new QuantityOf(term.Int("measure"), term.IdOrNull("quantity")))),
            "count" => new CountOf(from.Word<FigureCount>("count")),
            "outcome" => new OutcomeOf(from.Word<MoneyOutcome>("outcome")),
            "leastReports" => new LeastReports(from.Int("leastReports")),
            _ => from.Nested("ratio", ratio => ratio.Nested("of", OfOne) is { Origin: { } of } && ratio.Nested("to", OfOne) is { Origin: { } to }
                ? new Found(new RatioOf(of, to)) : Missing(ratio))?.Origin,
        });
    }

    private static Found Missing(PlanFields ratio)
    {
        foreach (var part in RatioParts.Where(part => !ratio.Has(part)))
        {
            ratio.Refuse(part, pointer => PlanRefusals.FieldMissing(pointer, part));
        }

        return new(null);
    }

    private static bool HasOrigin(JsonElement source) =>
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty("from", out var from) && from.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement source, string name)
    {
        try
        {
            return source.ValueKind == JsonValueKind.Object && source.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character: such a text is none.
            return null;
        }
    }

    private static JsonDocument? Parse(string? json) => json is null ? null : JsonDocument.Parse(json, Options);

    private static List<JsonProperty> Members(JsonDocument? json) => json is null ? [] : [.. json.RootElement.EnumerateObject()];

    /// <summary>What was read of an origin: nothing where it was wrong.</summary>
    private sealed record Found(FigureOrigin? Origin);
}
