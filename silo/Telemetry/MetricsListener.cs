using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Rectification.Telemetry;

/// <summary>
/// Serves <c>/metrics</c> at an address of its own, without a key: for a collector that reaches what people do not. Figures name plans and
/// their rates, also of plans that are not public.
/// </summary>
internal sealed class MetricsListener(MeterProvider metrics, string address) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <exception cref="InvalidOperationException">The address is none that can be listened at.</exception>
    public static string Checked(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" ? address
            : throw new InvalidOperationException(
                "Telemetry:MetricsAddress 须为 http 地址，如 http://127.0.0.1:9464。 Telemetry:MetricsAddress must be an http address such as http://127.0.0.1:9464.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false).UseUrls(address);
        _app = builder.Build();
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException problem)
        {
            throw new InvalidDataException($"无法监听 Telemetry:MetricsAddress。 Telemetry:MetricsAddress cannot be listened at. ({problem.Message})", problem);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
