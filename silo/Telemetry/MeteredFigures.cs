using System.Diagnostics.Metrics;

namespace Rectification.Telemetry;

/// <summary>The product's own instruments, heard in the process that has them and kept as sums, for the page that shows how the system is.</summary>
internal sealed class MeteredFigures : IDisposable
{
    private const string Requests = "http.server.request.duration";
    private const double Microseconds = 1_000_000;
    private const int FirstServerError = 500;

    private readonly MeterListener _listener = new();
    private long _writes, _failed, _writeMicroseconds, _batches, _batched, _pushes, _pushMicroseconds, _commands, _denials, _recovering, _requests, _failures;
    private Dictionary<string, (double Sum, double Max)> _observed = [];

    public MeteredFigures()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == RectificationMeter.Name || instrument.Name == Requests)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Hear(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Hear(instrument, value));
        _listener.Start();
    }

    /// <summary>Sums since the start, and what can be observed now.</summary>
    public Sums Read()
    {
        var observed = new Dictionary<string, (double Sum, double Max)>(StringComparer.Ordinal);
        _observed = observed;
        _listener.RecordObservableInstruments();
        return new(
            Volatile.Read(ref _writes), Volatile.Read(ref _failed), Volatile.Read(ref _writeMicroseconds), Volatile.Read(ref _batches),
            Volatile.Read(ref _batched), Volatile.Read(ref _pushes), Volatile.Read(ref _pushMicroseconds), Volatile.Read(ref _commands),
            Volatile.Read(ref _denials), Volatile.Read(ref _recovering), Volatile.Read(ref _requests), Volatile.Read(ref _failures), observed);
    }

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        switch (instrument.Name)
        {
            case "rectification.storage.write.duration":
                Interlocked.Increment(ref _writes);
                Interlocked.Add(ref _writeMicroseconds, (long)(value * Microseconds));
                if (Tag(tags, "outcome") is "unavailable" or "unknown")
                {
                    Interlocked.Increment(ref _failed);
                }

                break;
            case "rectification.rollup.lag":
                Interlocked.Increment(ref _pushes);
                Interlocked.Add(ref _pushMicroseconds, (long)(value * Microseconds));
                break;
            case Requests:
                Interlocked.Increment(ref _requests);
                if (Tag(tags, "http.response.status_code") is int and >= FirstServerError)
                {
                    Interlocked.Increment(ref _failures);
                }

                break;
            case var name when instrument.IsObservable:
                var known = _observed.GetValueOrDefault(name);
                _observed[name] = (known.Sum + value, Math.Max(known.Max, value));
                break;
        }
    }

    private void Hear(Instrument instrument, long value)
    {
        switch (instrument.Name)
        {
            case "rectification.storage.batch.size":
                Interlocked.Increment(ref _batches);
                Interlocked.Add(ref _batched, value);
                break;
            case "rectification.commands":
                Interlocked.Add(ref _commands, value);
                break;
            case "rectification.denials":
                Interlocked.Add(ref _denials, value);
                break;
            case "rectification.recovering":
                Interlocked.Add(ref _recovering, value);
                break;
        }
    }

    private static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value;
            }
        }

        return null;
    }

    /// <summary>What has been heard since the start.</summary>
    internal sealed record Sums(
        long Writes, long Failed, long WriteMicroseconds, long Batches, long Batched, long Pushes, long PushMicroseconds, long Commands, long Denials,
        long Recovering, long Requests, long Failures, IReadOnlyDictionary<string, (double Sum, double Max)> Observed);
}
