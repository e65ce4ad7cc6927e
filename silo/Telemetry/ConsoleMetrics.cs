using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Rectification.Telemetry;

/// <summary>The product's metrics on the console, a line each, only those that changed: readable by the one person who watches.</summary>
internal sealed class ConsoleMetrics : BaseExporter<Metric>
{
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (var metric in batch)
        {
            if (metric.MeterName != RectificationMeter.Name || IsAlwaysNew(metric))
            {
                continue;
            }

            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                Add(text, metric, point);
            }
        }

        if (text.Length > 0)
        {
            Console.Out.Write(text);
        }

        return ExportResult.Success;
    }

    private void Add(StringBuilder text, Metric metric, in MetricPoint point)
    {
        var name = new StringBuilder(metric.Name);
        foreach (var tag in point.Tags)
        {
            name.Append(CultureInfo.InvariantCulture, $" {tag.Key}={tag.Value}");
        }

        var (key, value) = (name.ToString(), Value(metric, point));
        // What has counted nothing yet is no news.
        if (_shown.GetValueOrDefault(key, "0") != value)
        {
            _shown[key] = value;
            text.AppendLine(CultureInfo.InvariantCulture, $"  metric {key} = {value} {metric.Unit}");
        }
    }

    /// <summary>Ages and free space are another number every time, and say nothing to whoever only looks on.</summary>
    private static bool IsAlwaysNew(Metric metric) => metric.MetricType == MetricType.DoubleGauge && metric.Unit is "s" or "By";

    private static string Value(Metric metric, in MetricPoint point) => metric.MetricType switch
    {
        MetricType.Histogram => string.Create(
            CultureInfo.InvariantCulture,
            $"count {point.GetHistogramCount()}, mean {point.GetHistogramSum() / Math.Max(1, point.GetHistogramCount()):G3}"),
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong().ToString(CultureInfo.InvariantCulture),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble().ToString("G6", CultureInfo.InvariantCulture),
        MetricType.LongGauge => point.GetGaugeLastValueLong().ToString(CultureInfo.InvariantCulture),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble().ToString("G6", CultureInfo.InvariantCulture),
        _ => "?",
    };
}
