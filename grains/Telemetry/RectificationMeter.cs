using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rectification.Telemetry;

/// <summary>Instruments of the product's meter (DESIGN §11) that the grains feed.</summary>
public static class RectificationMeter
{
    public const string Name = "Rectification";

    /// <summary>Commands, by kind and outcome.</summary>
    public static readonly Counter<long> Commands;

    /// <summary>From a command's arrival at its grain until it is counted.</summary>
    public static readonly Histogram<double> CommandDuration;

    /// <summary>From a change in a unit until its parent has it.</summary>
    public static readonly Histogram<double> RollupLag;

    /// <summary>Counters whose memory is being rebuilt.</summary>
    public static readonly UpDownCounter<long> Recovering;

    /// <summary>Refusals that touch rights, by whether they were recorded.</summary>
    public static readonly Counter<long> Denials;

    /// <summary>Attempts to hand a notification to a receiver, by kind of receiver and outcome.</summary>
    public static readonly Counter<long> Deliveries;

    /// <summary>Rows of ledgers that were taken in as reports, by outcome.</summary>
    public static readonly Counter<long> ImportRows;

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans of the grains' own steps.</summary>
    public static readonly ActivitySource Activities = new("Rectification.Grains");

    static RectificationMeter()
    {
        Commands = Meter.CreateCounter<long>("rectification.commands", "{command}", "Commands, by kind and outcome.");
        CommandDuration = Meter.CreateHistogram<double>("rectification.command.duration", "s", "From a command's arrival at its grain until it is counted.");
        RollupLag = Meter.CreateHistogram<double>("rectification.rollup.lag", "s", "From a change in a counter until its parent has it.");
        Recovering = Meter.CreateUpDownCounter<long>("rectification.recovering", "{counter}", "Counters whose memory is being rebuilt.");
        Denials = Meter.CreateCounter<long>(
            "rectification.denials", "{command}", "Refusals that touch rights: recorded, over the bounds of a day, of strangers to the plans, or failed.");
        Deliveries = Meter.CreateCounter<long>(
            "rectification.outbox.deliveries", "{attempt}", "Attempts to hand notifications to their receivers, by kind of receiver and outcome.");
        ImportRows = Meter.CreateCounter<long>("rectification.import.rows", "{row}", "Rows of ledgers that were taken in as reports, by outcome.");
    }

    /// <summary>Counters that alerts watch begin at 0: from a series that appears with its first count no increase can be read.</summary>
    public static void Begin()
    {
        foreach (var outcome in (string[])["recorded", "over", "stranger", "failed"])
        {
            Denials.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
        }

        foreach (var outcome in (string[])["delivered", "failed"])
        {
            Deliveries.Add(0, new("kind", "webhook"), new("outcome", outcome));
            Deliveries.Add(0, new("kind", "mail"), new("outcome", outcome));
        }

        foreach (var outcome in (string[])["accepted", "refused"])
        {
            ImportRows.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
        }

        Recovering.Add(0);
    }

    /// <summary>Publishes a gauge of the newest figures of one roll-up or unit.</summary>
    public static void ObserveGauge(string name, string unit, string description, Func<IEnumerable<Measurement<double>>> read) =>
        Meter.CreateObservableGauge(name, read, unit, description);
}
