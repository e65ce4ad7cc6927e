using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rectification.Telemetry;

/// <summary>The newest figures of the plans whose root roll-up lives in this silo, for the meter.</summary>
public sealed class FigureBoard
{
    private readonly ConcurrentDictionary<string, Tally> _plans = new(StringComparer.Ordinal);

    public FigureBoard()
    {
        RectificationMeter.ObserveGauge("rectification.rate", "1", "Share of the measures signed off, by plan.", Rates);
        RectificationMeter.ObserveGauge("rectification.lights", "{measure}", "Measures by light, by plan.", Lights);
    }

    internal void Put(string plan, Tally tally) => _plans[plan] = tally;

    private IEnumerable<Measurement<double>> Rates() => _plans
        .Where(plan => plan.Value[Figure.MeasureTotal] > 0)
        .Select(plan => new Measurement<double>((double)plan.Value[Figure.SignedOff] / plan.Value[Figure.MeasureTotal], Tag("plan", plan.Key)));

    private IEnumerable<Measurement<double>> Lights() => _plans.SelectMany(plan => new[]
    {
        new Measurement<double>(plan.Value[Figure.Yellow], Tag("plan", plan.Key), Tag("light", "yellow")),
        new Measurement<double>(plan.Value[Figure.Red], Tag("plan", plan.Key), Tag("light", "red")),
        new Measurement<double>(plan.Value[Figure.Overdue], Tag("plan", plan.Key), Tag("light", "overdue")),
    });

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
