using System.Globalization;
using Rectification.Documents.Ledgers.Out;
using Rectification.Plans;

namespace Rectification.Documents.Ledgers.In;

/// <summary>What a row of a unit's sheet says of the measure's quantities. Pure.</summary>
public static class UnitQuantities
{
    public const string UnknownCode = "ledger.quantity-unknown";
    public const string UnreadableCode = "ledger.quantity-unreadable";

    /// <summary>The quantities that the row fills in, in their order; a blank cell says nothing.</summary>
    /// <param name="row">Of the sheet.</param>
    /// <param name="known">What the measure counts.</param>
    /// <returns>They, or why one of them cannot be taken.</returns>
    public static (IReadOnlyList<(CountedQuantity Quantity, decimal Value)> Filled, Refusal? Refusal) Of(
        LedgerMeasure row, IReadOnlyList<CountedQuantity> known)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(known);
        var filled = new List<(CountedQuantity, decimal)>();
        for (var no = 1; no <= PlanLimits.MaxQuantities + 1; no++)
        {
            if (Written(row, QuantityCells.HowMany(no)) is not { } typed)
            {
                continue;
            }

            // A number beside which nothing says what it counts is told, and not passed over.
            var what = Written(row, QuantityCells.What(no)) ?? QuantityCells.HowMany(no);
            if (known.FirstOrDefault(quantity => AsRead.Tight(quantity.Label) == AsRead.Tight(what)) is not { } quantity)
            {
                return ([], Unknown(what));
            }

            if (HalfWidth.Amount(typed) is not { } value)
            {
                return ([], Unreadable(what, typed));
            }

            filled.Add((quantity, value));
        }

        return (filled, null);
    }

    private static string? Written(LedgerMeasure row, string heading)
    {
        var text = row.Extra.TryGetValue(heading, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
        return text is not null && !LedgerText.SaysNothing(text) ? text : null;
    }

    private static Refusal Unknown(string what) => Refusal.Conflict(
        UnknownCode, $"该措施现在没有{Quotation.Of(what)}这个指标；请下载新的填报表。", $"The measure does not count {what} any more: take a new sheet.");

    private static Refusal Unreadable(string what, string typed) => Refusal.Invalid(
        UnreadableCode, $"{Quotation.Of(what)}的数量{Quotation.Of(typed)}不是数字。", $"{typed} is no number of {what}.");
}
