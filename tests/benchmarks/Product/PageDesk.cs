using System.Text.Json.Nodes;
using Rectification.Benchmarks.Comparisons;

namespace Rectification.Benchmarks.Product;

/// <summary>A product with a plan at which people have worked, and the pages they open most.</summary>
internal sealed class PageDesk : IAsyncDisposable
{
    /// <summary>Requests that wait for their review.</summary>
    private const int Requests = 30;

    private static string? lastRefusal;

    private readonly ProductServer product;

    private PageDesk(ProductServer product, IReadOnlyList<Page> pages) => (this.product, Pages) = (product, pages);

    public IReadOnlyList<Page> Pages { get; }

    public int Port => product.Process.Port;

    /// <inheritdoc cref="Processes.ServerProcess.ProcessorSeconds"/>
    public double ProcessorSeconds() => product.Process.ProcessorSeconds();

    /// <param name="run">The run.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="name">Tells one product's folder from another's.</param>
    /// <param name="published">Where it was published; null: what is measured otherwise.</param>
    public static async Task<PageDesk> Open(BenchmarkRun run, PlanFile plan, string name, string? published)
    {
        // Some pages are answered oftener in a second than one account may ask.
        var settings = new Dictionary<string, string> { ["RateLimits__PerAccount"] = "0" };
        var product = await ProductServer.Start(run.Folder.Folder($"pages-{name}"), seeded: false, run.Cancel, settings, published);
        try
        {
            await product.Import(plan, run.Cancel);
            var keys = await product.CreateReporters(plan.Measures.Select(measure => measure.LeadUnit).Distinct().Order(), run.Cancel);
            var office = await product.CreateAccount("bench-office", "reviewer", [], run.Cancel);
            await product.UntilExact(plan.Id, plan.MeasureCount, run.Cancel);
            using var client = new HttpClient { BaseAddress = product.Process.Address };
            var asked = await Ask(client, plan, keys, run.Cancel);
            var pages = new List<Page>();
            foreach (var (title, path, key) in new[]
            {
                ("overview", $"/?plan={plan.Id}", office),
                ("tasks", "/tasks", keys[0].Key),
                ("a page of the measures", $"/plans/{plan.Id}/measures?cursor={plan.MeasureCount / 2}", office),
                ("what waits for review", "/review", office),
                ("a review", $"/plans/{plan.Id}/measures/{asked}/review", office),
            })
            {
                pages.Add(new(title, path, key, await Size(path, key, product.Process.Address, run.Cancel)));
            }

            return new(product, pages);
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    /// <summary>Has units report what they lead as done and ask for the sign-off, until enough wait; gives the last of them.</summary>
    private static async Task<int> Ask(HttpClient client, PlanFile plan, IReadOnlyList<UnitKey> keys, CancellationToken cancel)
    {
        var keyOf = keys.ToDictionary(key => key.Unit, key => key.Key);
        var (waiting, last) = (0, 0);
        foreach (var measure in plan.Measures)
        {
            var (key, at) = (keyOf[measure.LeadUnit], $"/api/v1/plans/{plan.Id}/measures/{measure.No}");
            using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($"已全部完成 {measure.No}"));
            content.Headers.ContentType = new("application/octet-stream");
            var sha = (string)(await Send(client, key, "/api/v1/evidence", content, cancel))!["sha256"]!;
            using var report = JsonContent.Create(new { unit = measure.LeadUnit, percent = 100, note = "已全部完成。", evidence = new[] { sha } });
            await Send(client, key, at + "/reports", report, cancel);
            using var request = JsonContent.Create(new { person = "处长", act = "逐项整改", result = "全部到位" });
            if (await Send(client, key, at + "/sign-off", request, cancel) is not null)
                (waiting, last) = (waiting + 1, measure.No);
            if (waiting == Requests)
                return last;
        }

        throw new InvalidOperationException($"Only {waiting} sign-offs could be asked for; the last answer was {lastRefusal}");
    }

    /// <summary>Null where the act is refused, as for measures on which others have still to report.</summary>
    private static async Task<JsonNode?> Send(HttpClient client, string key, string path, HttpContent body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Authorization = new("Bearer", key);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.SendAsync(request, cancel);
        if (answer.IsSuccessStatusCode)
            return await answer.Content.ReadFromJsonAsync<JsonNode>(cancel);
        lastRefusal = await answer.Content.ReadAsStringAsync(cancel);
        return null;
    }

    /// <summary>Bytes on the line to a browser, which takes them compressed.</summary>
    private static async Task<int> Size(string path, string key, Uri address, CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Authorization = new("Bearer", key);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var answer = await client.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(cancel)).Length;
    }

    /// <param name="Name">What it is called in the table.</param>
    /// <param name="Path">Its address.</param>
    /// <param name="Key">Of whose desk it is.</param>
    /// <param name="Bytes">Its size on the line.</param>
    internal sealed record Page(string Name, string Path, string Key, int Bytes);
}
