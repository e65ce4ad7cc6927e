using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rectification.Storage;

/// <summary>What the storage tells about itself: two histograms of the meter "Rectification" and a span a write, if there is a listener.</summary>
public static class StorageTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Rectification";

    /// <summary>Name of the activity source.</summary>
    public const string ActivitySourceName = "Rectification.Storage";

    internal static readonly ActivitySource Source = new(ActivitySourceName);

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> WriteDuration = Meter.CreateHistogram<double>(
        "rectification.storage.write.duration", "s", "Time from a write's arrival at the storage until its commit is durable or it has failed.");

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>(
        "rectification.storage.batch.size", "{operation}", "Operations that went to the database in one transaction.");

    internal static void Batch(string system, int operations)
    {
        if (BatchSize.Enabled)
        {
            BatchSize.Record(operations, new KeyValuePair<string, object?>("db.system", system));
        }
    }

    internal static long StartWrite() => WriteDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    internal static void EndWrite(long started, string system, string operation, string outcome)
    {
        if (started != 0)
        {
            WriteDuration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("db.system", system),
                new KeyValuePair<string, object?>("operation", operation),
                new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    internal static Activity? StartSpan(string system, string operation, StoreKey key)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var span = Source.StartActivity("storage " + operation, ActivityKind.Client);
        return span?.SetTag("db.system", system).SetTag("rectification.state", key.StateName).SetTag("rectification.grain", key.GrainId.ToString());
    }
}
