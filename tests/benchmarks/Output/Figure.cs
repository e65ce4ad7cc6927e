namespace Rectification.Benchmarks.Output;

/// <summary>One row of the table: what was measured of the product, and of its peer in the same run.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Unit">Unit of both numbers, e.g. <c>reports/s</c>.</param>
/// <param name="Product">The product's number; null when it was not measured.</param>
/// <param name="Peer">The peer's number; null where there is none.</param>
/// <param name="PeerName">Who the peer is.</param>
/// <param name="Goals">What the product is expected to reach.</param>
/// <param name="Note">Spread, latency, whatever helps to judge the numbers.</param>
internal sealed record Figure(string Name, string Unit, double? Product, double? Peer, string PeerName, IReadOnlyList<Goal> Goals, string Note = "")
{
    /// <summary>Product ÷ peer; null when one of them is missing.</summary>
    public double? Ratio => Product is { } product && Peer is > 0 ? product / Peer : null;

    /// <summary>Null when nothing can be said: no goal, or the product was not measured.</summary>
    public bool? Met => Goals.Count == 0 || Product is null
        ? null
        : Goals.All(goal => goal.IsMet(goal.OfRatio ? Ratio : Product) is true);
}

/// <summary>A bound on the product's figure or on its ratio to the peer.</summary>
internal sealed record Goal(bool OfRatio, bool AtLeast, double Bound)
{
    public static Goal ValueAtLeast(double bound) => new(false, true, bound);

    public static Goal ValueAtMost(double bound) => new(false, false, bound);

    public static Goal RatioAtLeast(double bound) => new(true, true, bound);

    public static Goal RatioAtMost(double bound) => new(true, false, bound);

    public bool? IsMet(double? value) => value is null ? null : AtLeast ? value >= Bound : value <= Bound;

    public override string ToString() =>
        (AtLeast ? "≥ " : "≤ ") + Numbers.Short(Bound) + (OfRatio ? "×" : "");
}
