using System.Diagnostics;
using System.Net;

namespace Rectification.Tests.Gateway.Monitoring;

/// <summary>A real Prometheus (Debian's package) on the loopback address, with the rules of <c>deploy/monitoring</c>, scraping one gateway.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    public static readonly string Folder = Path.Combine(Repository.Root, "deploy", "monitoring");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DataFolder _folder = new();
    private readonly HttpClient _client;
    private readonly Process _process;

    private PrometheusProcess(int scraped, string key)
    {
        var port = GatewayProcess.FreePort();
        _client = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        File.WriteAllText(Path.Combine(_folder.Path, "key"), key);
        File.WriteAllText(Path.Combine(_folder.Path, "prometheus.yaml"), $"""
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files: ['{Folder}/rectification.rules.yaml']
            scrape_configs:
              - job_name: rectification-gateway
                authorization:
                  credentials_file: {_folder.Path}/key
                static_configs:
                  - targets: ['127.0.0.1:{scraped}']
            """);
        _process = Process.Start(new ProcessStartInfo("prometheus",
            [$"--config.file={_folder.Path}/prometheus.yaml", $"--storage.tsdb.path={_folder.Path}/data", $"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error"])
        {
            WorkingDirectory = _folder.Path,
        })!;
    }

    public static async Task<PrometheusProcess> Start(int scraped, string key)
    {
        var prometheus = new PrometheusProcess(scraped, key);
        try
        {
            await Until.True(async () => await prometheus.Value("up") is 1, Patience, "Prometheus has scraped the product");
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>The answer's <c>data</c>; loud where the expression or the question is wrong.</summary>
    public async Task<JsonNode> Ask(string path)
    {
        using var response = await _client.GetAsync("/api/v1/" + path, TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new HttpRequestException("It has only just begun.");
        }

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return answer["status"]!.GetValue<string>() == "success" ? answer["data"]! : throw new InvalidOperationException($"{path}: {answer["error"]}");
    }

    public Task<JsonNode> Query(string expression) => Ask("query?query=" + Uri.EscapeDataString(expression));

    /// <summary>The first series' value; <see langword="null"/> where there is none, or nothing listens yet.</summary>
    public async Task<double?> Value(string expression)
    {
        try
        {
            return (await Query(expression))["result"]!.AsArray() is [var first, ..]
                ? double.Parse(first!["value"]![1]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.UntilEnded(static () => "");
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }
}
