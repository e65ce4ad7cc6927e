namespace Rectification.Benchmarks.Peer;

/// <summary>
/// How a hand-written service can keep its completion rate. Each is somebody's honest choice, so each is measured.
/// </summary>
internal enum CounterStyle
{
    /// <summary>A row for the unit and one for the city, both updated by every report: the same live counters as the product's.</summary>
    UnitAndCity,

    /// <summary>A row for the unit; the city is summed over the units when it is read. Spares writers the one hot row.</summary>
    UnitOnly,

    /// <summary>No counters: a rate is counted from the assignments when it is read.</summary>
    None,
}
