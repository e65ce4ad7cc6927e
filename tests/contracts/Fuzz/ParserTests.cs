using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Rectification.Documents;
using Rectification.Documents.Papers;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Evidence.Pages;
using Rectification.Gateway.History;
using Rectification.Papers;
using Rectification.Tests.Contracts.Plans;

namespace Rectification.Tests.Contracts.Fuzz;

/// <summary>
/// What reads bytes of strangers gives a result or a refusal for whatever it is given, and never an exception. RECTIFICATION_MUTATIONS gives each of them
/// another number of inputs than it is given each time. Workbooks have tests of their own in tests/documents.
/// </summary>
public sealed class ParserTests
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_MUTATIONS"), out var rounds) ? rounds : 2_000;

    private static readonly byte[] Plan = SmallPlan();

    [Fact]
    public void A_plan() => Try(Plan, Mutation.OfJson, bytes =>
    {
        var reading = PlanReader.Read(bytes);
        if (PlanErrors.Of(reading).Count == 0)
        {
            PlanNormalizer.Normalize(reading.Document!);
        }
    });

    [Fact]
    public Task A_plan_in_lines() => TryAsync(Plan, (random, plan) => Lines(Mutation.OfJson(random, plan), plan), async bytes =>
    {
        var reading = await PlanReader.ReadLinesAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        if (PlanErrors.Of(reading).Count == 0)
        {
            PlanNormalizer.Normalize(reading.Document!);
        }
    });

    [Fact]
    public void A_calendar() => Try(
        """{"year":2031,"source":"国务院办公厅","holidays":["2031-01-01"],"workdays":["2031-01-04"]}"""u8.ToArray(), Mutation.OfJson,
        bytes => CalendarReader.Read(bytes));

    [Fact]
    public void A_line_of_history()
    {
        var lines = File.ReadLines(WenzhouPlan.PathOf("history.ndjson")).Take(200).Select(Encoding.UTF8.GetBytes).ToArray();
        Try([], (random, _) => Mutation.OfJson(random, lines[random.Next(lines.Length)]), bytes => HistoryReader.Read(bytes));
    }

    [Fact]
    public void A_template() =>
        Try(DefaultTemplates.Of(PaperKind.Order), Mutation.OfBytes, bytes => TemplateCheck.Look(bytes, PaperForms.Of(PaperKind.Order)), 20);

    [Fact]
    public void A_template_whose_zip_is_whole() =>
        Try(DefaultTemplates.Of(PaperKind.Order), Repacked, bytes => TemplateCheck.Look(bytes, PaperForms.Of(PaperKind.Order)), 20);

    [Fact]
    public Task The_text_of_a_document() => TryAsync(
        DefaultTemplates.Of(PaperKind.Order), (random, whole) => random.Next(2) == 0 ? Repacked(random, whole) : Mutation.OfBytes(random, whole),
        bytes => DocumentText.Read(new MemoryStream(bytes), FileTypes.Docx.Media, TestContext.Current.CancellationToken), 4);

    [Fact]
    public void The_type_of_a_file()
    {
        byte[][] wholes = [DefaultTemplates.Of(PaperKind.Order), "%PDF-1.7"u8.ToArray(), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2_000]],
            "序号，措施"u8.ToArray(), "....ftypheic...."u8.ToArray()];
        var path = Path.GetTempFileName();
        try
        {
            Try([], (random, _) => Mutation.OfBytes(random, wholes[random.Next(wholes.Length)]), bytes =>
            {
                File.WriteAllBytes(path, bytes);
                FileSniffer.Look(path, "a.docx");
            }, 4);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Try(byte[] whole, Func<Random, byte[], byte[]> mutate, Action<byte[]> read, int cost = 1)
    {
        for (var seed = 0; seed < Rounds / cost; seed++)
        {
            var bytes = mutate(new(seed), whole);
            try
            {
                read(bytes);
            }
            catch (Exception problem)
            {
                Assert.Fail($"seed {seed}: {problem}\n{Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 4_000)))}");
            }
        }
    }

    private static async Task TryAsync(byte[] whole, Func<Random, byte[], byte[]> mutate, Func<byte[], Task> read, int cost = 1)
    {
        for (var seed = 0; seed < Rounds / cost; seed++)
        {
            var bytes = mutate(new(seed), whole);
            try
            {
                await read(bytes);
            }
            catch (Exception problem)
            {
                Assert.Fail($"seed {seed}: {problem}\n{Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 4_000)))}");
            }
        }
    }

    /// <summary>A zip in order, with the bytes of one of its parts broken.</summary>
    private static byte[] Repacked(Random random, byte[] whole)
    {
        using var given = new ZipArchive(new MemoryStream(whole));
        using var made = new MemoryStream();
        var broken = random.Next(given.Entries.Count);
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (at, entry) in given.Entries.Index())
            {
                using var content = new MemoryStream();
                using (var stream = entry.Open())
                {
                    stream.CopyTo(content);
                }

                using var copy = zip.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                copy.Write(at == broken ? Mutation.OfBytes(random, content.ToArray()) : content.ToArray());
            }
        }

        return made.ToArray();
    }

    /// <summary>The case with a few of its problems and measures, and every rule.</summary>
    private static byte[] SmallPlan() => WenzhouPlan.With(plan =>
    {
        foreach (var (list, kept) in new[] { ("measures", 6), ("problems", 2), ("leaders", 3), ("categories", 2) })
        {
            var all = plan[list]!.AsArray();
            while (all.Count > kept)
            {
                all.RemoveAt(kept);
            }
        }

        plan["rules"] = JsonNode.Parse(
            """
            {"signOffChain":["leader","office"],"lights":[{"light":"red","kind":"overdue"},{"light":"yellow","kind":"behindPace","points":20,"forDays":14}],
            "reviewDays":5,"standingCadence":"quarterly","escalation":[{"after":0,"to":"unit"},{"after":3,"to":"office","days":"calendar"}],
            "lookBack":{"share":0.1,"minimum":1},"digest":{"day":"friday","at":"17:00","workingDay":5,"reportBy":{"day":"friday","at":"12:00"},"rankFrom":3},
            "extensions":{"most":2,"longestDays":90,"until":"18:00"},"amendments":{"chain":["principal"],"direct":["text"]},"closing":{"objectionDays":5},
            "percentDecimals":1}
            """);
    });

    /// <summary>A plan's JSON as lines; what is no JSON any more stays one line.</summary>
    private static byte[] Lines(byte[] json, byte[] whole)
    {
        try
        {
            var plan = JsonNode.Parse(json)!.AsObject();
            var lines = new List<string>();
            foreach (var one in new[] { "unit", "leader", "category", "problem", "measure" })
            {
                var list = one == "category" ? "categories" : one + "s";
                if (plan[list] is JsonArray entries)
                {
                    lines.AddRange(entries.Select(entry => new JsonObject { [one] = entry?.DeepClone() }.ToJsonString()));
                    plan.Remove(list);
                }
            }

            lines.Insert(0, new JsonObject { ["plan"] = plan.DeepClone() }.ToJsonString());
            return Encoding.UTF8.GetBytes(string.Join('\n', lines));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return [.. json, (byte)'\n', .. whole.AsSpan(0, 100)];
        }
    }
}
