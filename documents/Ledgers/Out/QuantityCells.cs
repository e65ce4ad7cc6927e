using System.Globalization;
using Rectification.Figures;
using Rectification.Measures;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>A quantity that a measure counts.</summary>
/// <param name="Name">The name it is reported under; <see langword="null"/>: the quantity of the measure's target.</param>
/// <param name="Label">What is counted, and in which unit: 站点（个）. No two of a measure are alike.</param>
/// <param name="Said">What was reached by all units, and what is to be: 站点 4/10个.</param>
public sealed record CountedQuantity(string? Name, string Label, string Said)
{
    /// <summary>What a unit has reported of it.</summary>
    public decimal? Of(AssignmentView share) =>
        Name is null ? share.Quantity : share.Metrics is { } metrics && metrics.TryGetValue(Name, out var own) ? own : null;
}

/// <summary>The quantities of measures as cells: one text in a list, and pairs of columns in a unit's sheet, of which the second is filled in.</summary>
public static class QuantityCells
{
    /// <summary>The column of a unit's sheet that says what its neighbour counts.</summary>
    public static string What(int no) => $"指标{no.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The column of a unit's sheet that holds how many.</summary>
    public static string HowMany(int no) => $"数量{no.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What a measure counts, that of its target first.</summary>
    public static IReadOnlyList<CountedQuantity> Of(MeasureView measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var all = (measure.Quantities ?? []).Select(quantity => (
            Name: (string?)quantity.Stated.Name, What: quantity.Stated.What ?? quantity.Stated.Name, quantity.Stated.Unit, quantity.Reached,
            quantity.Stated.Target, IsCeiling: quantity.Stated.Bound == Bound.AtMost)).ToList();
        if (measure.Target is { } target)
        {
            all.Insert(0, (null, target.What ?? "数量", target.Unit, target.Reached, target.Value, false));
        }

        return
        [
            .. all.Select(own => new CountedQuantity(
                own.Name,
                all.Count(other => (other.What, other.Unit) == (own.What, own.Unit)) == 1 || own.Name is null ? $"{own.What}（{own.Unit}）"
                    : $"{own.What}（{own.Unit}，{own.Name}）",
                $"{own.What} {Number(own.Reached ?? 0)}"
                    + (own.Target is not { } least ? own.Unit : own.IsCeiling ? $"{own.Unit}（不超过{Number(least)}）" : $"/{Number(least)}{own.Unit}"))),
        ];
    }

    /// <summary>All of them in one text; <see langword="null"/> of a measure that counts nothing.</summary>
    public static string? Said(MeasureView measure) => Of(measure) is { Count: > 0 } all ? string.Join('；', all.Select(quantity => quantity.Said)) : null;

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
