using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Product;

/// <summary>The product as its users start it: the gateway's process over a data folder, spoken to over HTTP.</summary>
internal sealed class ProductServer : IAsyncDisposable
{
    public const string WenzhouPlan = "wenzhou-xcb-2024";

    // Of this run and its temporary folder only.
    private static readonly string BootstrapKey = $"bench-{Guid.NewGuid():N}{Guid.NewGuid():N}";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(10);

    private readonly HttpClient client;

    private ProductServer(ServerProcess process)
    {
        Process = process;
        client = new() { BaseAddress = process.Address, Timeout = TimeSpan.FromHours(1) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", BootstrapKey);
    }

    public ServerProcess Process { get; }

    /// <summary>
    /// Starts the process without waiting for it. The data folder is created when missing; a later start on it finds
    /// what was there. Seeded means with the Wenzhou plan the product brings along. Settings are further
    /// configuration, e.g. another profile, with <c>__</c> for levels. Without a port it takes one that is free.
    /// </summary>
    public static async Task<ProductServer> Launch(
        string dataFolder, bool seeded, CancellationToken cancel, IReadOnlyDictionary<string, string>? settings = null, string? published = null,
        int? at = null)
    {
        var dll = await Repository.Built("gateway", published is null ? Repository.GatewayDll : Repository.GatewayDllIn(published), cancel);
        var port = at ?? LoopbackPort.Free();
        var environment = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["Auth__BootstrapKey"] = BootstrapKey,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        List<string> arguments = [dll, "--urls", $"http://127.0.0.1:{port}", "--Data:Path", dataFolder];
        if (!seeded)
            arguments.AddRange(["--Seed", "none"]);
        return new(ServerProcess.Start("dotnet", arguments, port, environment));
    }

    public static async Task<ProductServer> Start(
        string dataFolder, bool seeded, CancellationToken cancel, IReadOnlyDictionary<string, string>? settings = null, string? published = null,
        int? port = null)
    {
        var product = await Launch(dataFolder, seeded, cancel, settings, published, port);
        try
        {
            await product.Process.UntilReady("/health/ready", StartPatience, cancel);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public async Task Import(PlanFile plan, CancellationToken cancel)
    {
        await using var file = File.OpenRead(plan.Path);
        using var body = new StreamContent(file);
        body.Headers.ContentType = new(plan.IsLines ? "application/x-ndjson" : "application/json");
        using var answer = await Post("/api/v1/plans", body, cancel);
    }

    public async Task ImportHistory(string plan, IEnumerable<JsonObject> lines, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line.ToJsonString()).Append('\n');
        using var body = new StringContent(text.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await Post($"/api/v1/plans/{plan}/history", body, cancel);
    }

    /// <summary>A reporter's account for each unit, and a key to it.</summary>
    public async Task<IReadOnlyList<UnitKey>> CreateReporters(IEnumerable<string> units, CancellationToken cancel)
    {
        var keys = new List<UnitKey>();
        foreach (var unit in units)
            keys.Add(new(unit, "bench-" + unit, await CreateAccount("bench-" + unit, "reporter", [unit], cancel)));
        return keys;
    }

    /// <summary>An account, and a key to it.</summary>
    public async Task<string> CreateAccount(string account, string role, string[] units, CancellationToken cancel)
    {
        using var make = JsonContent.Create(new { name = account, roles = new[] { role }, units });
        using var made = await Post("/api/v1/accounts", make, cancel);
        using var label = JsonContent.Create(new { label = "benchmark" });
        using var issued = await Post($"/api/v1/accounts/{account}/keys", label, cancel);
        return (string)(await issued.Content.ReadFromJsonAsync<JsonObject>(cancel))!["key"]!;
    }

    /// <summary>Lets the product recompute every tally; gives how many did not agree.</summary>
    public async Task<int> Recount(string plan, CancellationToken cancel)
    {
        using var body = new StringContent("");
        using var answer = await Post($"/api/v1/plans/{plan}/recount", body, cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(cancel))!["mismatches"]!.AsArray().Count;
    }

    /// <summary>Receives a plan's ledger; gives its bytes, and the most memory the process was seen to hold meanwhile.</summary>
    public async Task<(long Bytes, long MostMemory)> Export(string plan, CancellationToken cancel)
    {
        var answer = Received();
        var most = 0L;
        while (!answer.IsCompleted)
        {
            most = Math.Max(most, Process.ResidentBytes());
            await Task.WhenAny(answer, Task.Delay(20, cancel));
        }

        return (await answer, most);

        async Task<long> Received()
        {
            await using var body = await client.GetStreamAsync($"/api/v1/plans/{plan}/ledger.xlsx", cancel);
            var (buffer, total) = (new byte[256 * 1024], 0L);
            for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
                total += read;
            return total;
        }
    }

    /// <summary>Its figures as a collector of metrics gets them.</summary>
    public Task<string> Metrics(CancellationToken cancel) => client.GetStringAsync("/metrics", cancel);

    /// <summary>A plan's whole trail as a file.</summary>
    public async Task SaveTrail(string plan, string path, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        await using var body = await client.GetStreamAsync($"/api/v1/plans/{plan}/trail.ndjson", cancel);
        await body.CopyToAsync(file, cancel);
    }

    public static string RatesPath(string plan) => $"/api/v1/plans/{plan}/rates";

    /// <summary>The sheet's bytes as anybody gets them.</summary>
    public Task<byte[]> Sheet(string plan, CancellationToken cancel) => client.GetByteArrayAsync(RatesPath(plan), cancel);

    /// <summary>The sheet as of a moment, exact.</summary>
    public Task<byte[]> PastSheet(string plan, DateTimeOffset moment, CancellationToken cancel) =>
        client.GetByteArrayAsync($"{RatesPath(plan)}?asOf={Uri.EscapeDataString(moment.ToString("O"))}&exact=true", cancel);

    /// <summary>Asks until the city's rate is exact (nothing recovering, every measure in it); gives the seconds since the process was started.</summary>
    public async Task<double> UntilExact(string plan, int measures, CancellationToken cancel)
    {
        while (Stopwatch.GetElapsedTime(Process.StartedAt) < StartPatience)
        {
            Process.ThrowIfGone();
            try
            {
                using var answer = await client.GetAsync(RatesPath(plan), cancel);
                if (answer.IsSuccessStatusCode
                    && JsonNode.Parse(await answer.Content.ReadAsStreamAsync(cancel)) is { } sheet
                    && (int)sheet["recovering"]! == 0 && (int)sheet["measures"]!["total"]! == measures)
                {
                    return Stopwatch.GetElapsedTime(Process.StartedAt).TotalSeconds;
                }
            }
            catch (Exception problem) when (problem is HttpRequestException or JsonException)
            {
                // Not listening yet, or still starting.
            }

            await Task.Delay(2, cancel);
        }

        throw new TimeoutException($"The rate of {plan} was not exact within {StartPatience}.");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<HttpResponseMessage> Post(string path, HttpContent body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        var answer = await client.SendAsync(request, cancel);
        if (answer.IsSuccessStatusCode)
            return answer;
        var text = await answer.Content.ReadAsStringAsync(cancel);
        throw new InvalidOperationException($"POST {path}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 2000)]}");
    }
}
