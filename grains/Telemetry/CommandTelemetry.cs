using System.Diagnostics;
using Rectification.Measures;

namespace Rectification.Telemetry;

/// <summary>One command's count, duration and span.</summary>
internal readonly struct CommandTelemetry : IDisposable
{
    private readonly string _kind;
    private readonly long _start;
    private readonly Activity? _span;

    private CommandTelemetry(string kind)
    {
        _kind = kind;
        _start = Stopwatch.GetTimestamp();
        _span = RectificationMeter.Activities.StartActivity("measure.submit");
        _span?.SetTag("rectification.command", kind);
    }

    public static CommandTelemetry Start(MeasureCommand command) => new(command.GetType().Name);

    public void End(MeasureOutcome outcome)
    {
        var result = outcome.Refusal?.Code ?? (outcome.Repeated ? "repeated" : "accepted");
        RectificationMeter.Commands.Add(1, new("kind", _kind), new("outcome", result));
        RectificationMeter.CommandDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, new KeyValuePair<string, object?>("kind", _kind));
        _span?.SetTag("rectification.outcome", result);
    }

    public void Dispose() => _span?.Dispose();
}
