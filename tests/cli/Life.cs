using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Cli;

/// <summary>A plan in which somebody reports without end, with evidence; and what of it was acknowledged.</summary>
internal sealed class Life
{
    public const string Plan = "moving";
    public const string Wenzhou = "wenzhou-xcb-2024";

    /// <summary>Between two reports of one person: many, and fewer than a measure takes in a day.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<string> _acknowledged = new();

    public IReadOnlyList<string> Acknowledged => [.. _acknowledged];

    public static byte[] Content(string note) => Encoding.UTF8.GetBytes($"佐证 {note}");

    public static async Task<Life> Begin(Home home)
    {
        using var ops = home.Ops();
        (await ops.Post("plans", SmallPlan.Of(Plan))).Must(201);
        return new Life();
    }

    /// <summary>Reports on both measures until told to end; each names a file of its own.</summary>
    public async Task Stream(Home home, string account, CancellationToken end)
    {
        using var ops = home.Ops();
        using var reporter = home.With(await ops.Account(account, ["reporter"], [SmallPlan.Lead]));
        using var pause = new PeriodicTimer(Pause);
        for (var i = 0; !end.IsCancellationRequested; i++, await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            var note = string.Create(CultureInfo.InvariantCulture, $"{account}-{i}-noted");
            using var file = new ByteArrayContent(Content(note)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            var hash = (await reporter.Send(HttpMethod.Post, "evidence", file)).Must(201).Json["sha256"]!.GetValue<string>();
            var report = SmallPlan.Report(10);
            (report["note"], report["evidence"]) = (note, new JsonArray(hash));
            (await reporter.Post($"plans/{Plan}/measures/{1 + i % 2}/reports", report, ("Idempotency-Key", note))).Must(200);
            _acknowledged.Enqueue(note);
        }
    }

    /// <summary>Everything acknowledged by a moment is in this home, and every figure there fits every trail.</summary>
    public static async Task IsWhole(Home home, IReadOnlyList<string> acknowledged)
    {
        using var ops = home.Ops();
        var trail = (await ops.Get($"plans/{Plan}/trail.ndjson")).Must(200).Text;
        Assert.All(acknowledged, note => Assert.True(trail.Contains(note, StringComparison.Ordinal), note));
        foreach (var note in acknowledged)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Content(note)));
            Assert.Equal(Content(note), (await ops.Get($"evidence/{hash}")).Must(200).Bytes);
        }

        var (city, problems) = await Figures(ops);
        Assert.Equal((94, 29), (city, problems));
        var said = await Cli.Ends(0, "verify", "--url", home.Url);
        Assert.Contains("0 处不符 mismatches", said, StringComparison.Ordinal);
    }

    /// <summary>Every sheet of every plan and the trail of every measure of the small one, without what depends on when it is asked.</summary>
    public static async Task<string> Everything(Home home)
    {
        using var ops = home.Ops();
        var all = new StringBuilder();
        foreach (var plan in (string[])[Plan, Wenzhou])
        {
            await Settled(ops, plan);
            all.AppendLine(Timeless((await ops.Get($"plans/{plan}/rates")).Must(200).Json).ToJsonString());
            foreach (var unit in (await ops.Get($"plans/{plan}/units")).Must(200).Json["items"]!.AsArray())
            {
                all.AppendLine(Timeless(unit!).ToJsonString());
            }

            for (var no = 1; no <= (plan == Plan ? 2 : 94); no++)
            {
                all.AppendLine((await ops.Get(string.Create(CultureInfo.InvariantCulture, $"plans/{plan}/measures/{no}/trail"))).Must(200).Text);
            }
        }

        return all.ToString();
    }

    private static async Task<(int Measures, int Problems)> Figures(Api ops)
    {
        await Settled(ops, Wenzhou);
        var sheet = (await ops.Get($"plans/{Wenzhou}/rates")).Must(200).Json;
        return (sheet["measures"]!["signedOff"]!.GetValue<int>(), sheet["problems"]!["signedOff"]!.GetValue<int>());
    }

    /// <summary>The city has heard of all that its units have, which it is told in its own time.</summary>
    private static Task<TimeSpan> Settled(Api ops, string plan) => Until.True(
        async () => (await ops.Post($"plans/{plan}/recount", new JsonObject())).Must(200).Json is var recount
            && (recount["recovering"]!.GetValue<int>(), recount["mismatches"]!.AsArray().Count) == (0, 0),
        TimeSpan.FromMinutes(3),
        "nothing is recovering, and every figure fits what it is summed from");

    private static JsonNode Timeless(JsonNode sheet)
    {
        foreach (var part in Parts(sheet).ToList())
        {
            part.Remove("asOf");
            part.Remove("version");
        }

        return sheet;
    }

    private static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonObject part => [part, .. part.SelectMany(static inner => Parts(inner.Value))],
        JsonArray items => items.SelectMany(Parts),
        _ => [],
    };
}
