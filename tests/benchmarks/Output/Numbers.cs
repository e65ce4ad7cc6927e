using System.Globalization;

namespace Rectification.Benchmarks.Output;

/// <summary>Numbers as people read them: as many digits as the measurement is worth.</summary>
internal static class Numbers
{
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    public static string ShortOrDash(double? value) => value is { } number ? Short(number) : "–";

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            throw new InvalidOperationException("A median needs at least one value.");
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median of several rounds with its spread, e.g. "rounds 2,310 / 2,402 / 2,377".</summary>
    public static string Rounds(string who, IEnumerable<double> values) =>
        $"{who} rounds {string.Join(" / ", values.Select(Short))}";
}
