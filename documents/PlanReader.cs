using System.Text.Json;
using Rectification.Figures;
using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>
/// Reads a plan document (plan.json, or its NDJSON form for plans too large for one body). It looks at form only: what is missing, of
/// the wrong type or malformed. What the document says is judged by <see cref="PlanValidator"/>. Properties it does not know are ignored.
/// </summary>
public static partial class PlanReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = PlanLimits.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads one JSON document, with or without a byte order mark. Never throws on its content.</summary>
    public static PlanReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        var findings = new PlanFindings();
        string[] parts = [];
        var document = Parse(WithoutMark(utf8Json), Place.Root, findings, root =>
        {
            parts = root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject().Select(part => part.Name)] : [];
            return PlanFields.ReadObject(root, Place.Root, findings, Document);
        });
        return new()
        {
            Document = findings.Errors.Count == 0 ? document : null,
            Errors = findings.Errors,
            AsFarAsRead = findings.HasGaps ? null : document,
            Parts = parts,
        };
    }

    private static T? Parse<T>(ReadOnlyMemory<byte> utf8Json, Place place, PlanFindings findings, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(utf8Json, Options);
            return read(json.RootElement);
        }
        catch (JsonException e)
        {
            findings.Add(PlanRefusals.JsonMalformed(place.ToString(), (e.LineNumber ?? 0) + 1));
            return null;
        }
        catch (InvalidOperationException)
        {
            // Property names that are not valid UTF-8 or escape half a character are found only when names are compared.
            findings.Add(PlanRefusals.TextMalformed(place.ToString()));
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith("\uFEFF"u8) ? utf8["\uFEFF"u8.Length..] : utf8;

    private static PlanDocument Document(PlanFields fields) => Header(fields) with
    {
        Regions = fields.ListOrNull("regions", Region) ?? [],
        Units = fields.List("units", Unit),
        Leaders = fields.List("leaders", Leader),
        Categories = fields.ListOrNull("categories", Category) ?? [],
        Problems = fields.List("problems", Problem),
        Measures = fields.List("measures", Measure),
    };

    /// <summary>The plan without its lists.</summary>
    private static PlanDocument Header(PlanFields fields) => new()
    {
        Id = fields.Id("id"),
        Title = fields.Text("title"),
        Round = fields.TextOrNull("round"),
        InspectedBody = fields.TextOrNull("inspectedBody"),
        InspectionTeam = fields.TextOrNull("inspectionTeam"),
        Inspection = fields.Nested("inspection", period => new Period { From = period.Date("from"), To = period.Date("to") }),
        FeedbackDate = fields.Date("feedbackDate"),
        TimeZone = fields.TextOrNull("timeZone") ?? TimeZones.Usual,
        ConcentratedPeriodEnd = fields.DateOrNull("concentratedPeriodEnd"),
        Public = fields.Flag("public"),
        FiguresJson = fields.RawObject("figures"),
        FigureSourcesJson = fields.RawObject("figureSources"),
        Rules = fields.Nested("rules", Rules) ?? new(),
        Units = [],
        Leaders = [],
        Problems = [],
        Measures = [],
    };

    private static Region Region(PlanFields fields) => new()
    {
        Id = fields.Id("id"),
        Name = fields.Text("name"),
        Parent = fields.IdOrNull("parent"),
    };

    private static UnitProfile Unit(PlanFields fields) => new()
    {
        Id = fields.Id("id"),
        Name = fields.Text("name"),
        Kind = fields.Word<UnitKind>("kind"),
        Parent = fields.IdOrNull("parent"),
    };

    private static Leader Leader(PlanFields fields) => new() { Id = fields.Id("id"), Title = fields.Text("title") };

    private static Category Category(PlanFields fields) => new() { No = fields.Int("no"), Title = fields.Text("title") };

    private static ProblemDefinition Problem(PlanFields fields) => new()
    {
        No = fields.Int("no"),
        Category = fields.IntOrNull("category"),
        Title = fields.Text("title"),
        Leader = fields.Id("leader"),
        LeadUnit = fields.Id("leadUnit"),
        Source = fields.TextOrNull("source"),
        Cause = fields.TextOrNull("cause"),
        Extend = fields.TextOrNull("extend"),
        Extra = fields.TextsOrNull("extra"),
    };

    private static MeasureDefinition Measure(PlanFields fields) => new()
    {
        No = fields.Int("no"),
        Problem = fields.Int("problem"),
        Text = fields.Text("text"),
        LeadUnit = fields.Id("leadUnit"),
        Units = fields.IdsOrEmpty("units"),
        Leader = fields.Id("leader"),
        Start = fields.Date("start"),
        Deadline = fields.Date("deadline"),
        Cadence = fields.WordOrNull<Cadence>("cadence"),
        Target = fields.Nested("target", Target),
        Institution = fields.Nested("institution", promised => new PromisedInstitution
        {
            Kind = promised.Word<InstitutionKind>("kind"),
            Title = promised.Text("title"),
        }),
        Outcome = fields.TextOrNull("outcome"),
        LongTerm = fields.Flag("longTerm"),
        Source = fields.TextOrNull("source"),
        Extra = fields.TextsOrNull("extra"),
        Quantities = fields.ListOrNull("quantities", Quantity) is { Count: > 0 } quantities ? quantities : null,
    };

    private static Target Target(PlanFields fields) => new()
    {
        Value = fields.Decimal("value"),
        Unit = fields.Text("unit"),
        What = fields.TextOrNull("what"),
        Shares = fields.NumbersOrNull("shares"),
    };

    private static MeasureQuantity Quantity(PlanFields fields) => new()
    {
        Name = fields.Id("name"),
        Unit = fields.Text("unit"),
        What = fields.TextOrNull("what"),
        Target = fields.DecimalOrNull("target"),
        Bound = fields.WordOrNull<Bound>("bound"),
        Outcome = fields.WordOrNull<MoneyOutcome>("outcome"),
        Shares = fields.NumbersOrNull("shares"),
    };
}
