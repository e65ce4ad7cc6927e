using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Rectification.Profiles;

namespace Rectification.Telemetry;

/// <summary>
/// Section <c>Telemetry</c>: <c>Console</c> (default true: the product's own metrics once a minute), <c>ConsoleSeconds</c>, <c>Traces</c>
/// (default false: spans on the console too), <c>Otlp</c> (endpoint; none by default), <c>MetricsAddress</c> (where <c>/metrics</c> is
/// served without a key; nowhere by default).
/// </summary>
public static class TelemetryHosting
{
    private const int DefaultConsoleSeconds = 60;

    /// <summary>Histogram boundaries of durations, in seconds: a report takes milliseconds.</summary>
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    /// <param name="builder">The host.</param>
    /// <param name="serves">Whether the host has pages and an API, where <c>/metrics</c> is too, for ops.</param>
    public static void AddRectificationTelemetry(this IHostApplicationBuilder builder, bool serves)
    {
        var settings = builder.Configuration.GetSection("Telemetry");
        var (otlp, address) = (settings["Otlp"], settings["MetricsAddress"]);
        builder.Services.AddSingleton(new DataDisk(builder.Configuration.DataPath()));
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<ProcessReporter>(services, serves));
        builder.Services.AddHostedService<SilosSeen>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("rectification", serviceVersion: ProcessReporter.Version))
            .WithMetrics(metrics => AddMetrics(metrics, settings, otlp, serves))
            .WithTracing(tracing => AddTraces(tracing, settings, otlp));
        if (serves || !string.IsNullOrEmpty(address))
        {
            builder.Services.ConfigureOpenTelemetryMeterProvider(static metrics => metrics.AddPrometheusExporter());
        }

        if (!string.IsNullOrEmpty(address))
        {
            var own = MetricsListener.Checked(address);
            builder.Services.AddHostedService(services => new MetricsListener(services.GetRequiredService<MeterProvider>(), own));
        }
    }

    /// <summary>Whether somebody takes spans: without, a call carries none from process to process, which would cost each one two steps.</summary>
    public static bool WantsTraces(this IHostApplicationBuilder builder) => WantsTraces(builder.Configuration.GetSection("Telemetry"));

    private static bool WantsTraces(IConfigurationSection settings) => settings.GetValue("Traces", false) || settings["Otlp"] is not null;

    private static void AddMetrics(MeterProviderBuilder metrics, IConfigurationSection settings, string? otlp, bool serves)
    {
        metrics.AddMeter(RectificationMeter.Name)
            .AddView(instrument => instrument.Unit == "s" && instrument.Meter.Name == RectificationMeter.Name
                ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds } : null);
        if (serves)
        {
            // By status alone: an address is one of hundreds, and who asked is nobody's business.
            metrics.AddMeter("Microsoft.AspNetCore.Hosting").AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration
            {
                Boundaries = Seconds,
                TagKeys = ["http.response.status_code"],
            }).AddView("http.server.active_requests", new MetricStreamConfiguration { TagKeys = [] });
        }

        if (otlp is not null || settings.GetValue("Prometheus", false))
        {
            // The runtime's and Orleans' own meters are many: for collectors, not for eyes.
            metrics.AddMeter("Microsoft.Orleans").AddRuntimeInstrumentation();
        }

        if (settings.GetValue("Console", true))
        {
            var milliseconds = settings.GetValue("ConsoleSeconds", DefaultConsoleSeconds) * 1000;
            metrics.AddReader(new PeriodicExportingMetricReader(new ConsoleMetrics(), milliseconds));
        }

        if (otlp is not null)
        {
            metrics.AddOtlpExporter(exporter => exporter.Endpoint = new(otlp));
        }
    }

    private static void AddTraces(TracerProviderBuilder tracing, IConfigurationSection settings, string? otlp)
    {
        if (!WantsTraces(settings))
        {
            return;
        }

        tracing.AddSource("Rectification.*", "Microsoft.Orleans.Application", "Microsoft.AspNetCore").AddProcessor(new NamelessSpans());
        if (settings.GetValue("Traces", false))
        {
            tracing.AddConsoleExporter();
        }

        if (otlp is not null)
        {
            tracing.AddOtlpExporter(exporter => exporter.Endpoint = new(otlp));
        }
    }
}
