using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>The ledger's own columns as they go out: numbers as numbers, days as days, everything else as the text it is.</summary>
internal static partial class ExtraCells
{
    private const double LeastWidth = 10;
    private const double MostWidth = 36;

    /// <summary>As wide as what stands in them, within bounds.</summary>
    /// <param name="longest">Heading → characters of its longest value.</param>
    public static IEnumerable<ColumnForm> Columns(IReadOnlyDictionary<string, int> longest) => longest.Select(column => new ColumnForm
    {
        Heading = column.Key,
        Width = Math.Clamp((Math.Max(column.Key.Length, column.Value) * 2) + 3, LeastWidth, MostWidth),
        Look = OwnColumns.MoneyUnit(column.Key) is { Factor: 1 } ? ColumnLook.Money : ColumnLook.General,
    });

    public static IEnumerable<CellForm> Of(IReadOnlyDictionary<string, string>? extra, IEnumerable<string> headings) =>
        headings.Select(heading => extra?.GetValueOrDefault(heading) is { Length: > 0 } value ? Cell(heading, value) : CellForm.Blank);

    private static CellForm Cell(string heading, string value) => heading == DeadlineCells.AsWritten ? CellForm.Of(value)
        : PlainNumber().IsMatch(value) || (OwnColumns.MoneyUnit(heading) is not null && Amount().IsMatch(value))
        ? CellForm.Of(decimal.Parse(value, CultureInfo.InvariantCulture))
        : IsoDay().IsMatch(value) && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? CellForm.Of(day)
        : CellForm.Of(value);

    // What a person would type as a number; 007 and the digits of a card or telephone are text.
    [GeneratedRegex("^-?(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,6})?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();

    // As long as a workbook keeps every digit of it.
    [GeneratedRegex("^-?(?=[0-9.]{1,16}$)(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    [GeneratedRegex("^(?:19[1-9][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDay();
}
