using System.Globalization;

namespace Rectification.Documents.Workbooks;

/// <summary>Addresses such as <c>AB12</c>.</summary>
public static class CellAddress
{
    private const int LastColumn = 16_384;
    private const int LastRow = 1_048_576;

    /// <summary>1 = A, 27 = AA.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }

    public static string Of(int row, int column) => Letters(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads an address; <see langword="false"/> when it is none, or lies outside every sheet.</summary>
    public static bool TryParse(ReadOnlySpan<char> address, out int row, out int column)
    {
        row = column = 0;
        var at = 0;
        for (; at < address.Length && char.IsAsciiLetter(address[at]) && column <= LastColumn; at++)
        {
            column = (column * 26) + ((address[at] | ' ') - 'a' + 1);
        }

        return column is > 0 and <= LastColumn
            && int.TryParse(address[at..], NumberStyles.None, CultureInfo.InvariantCulture, out row) && row is > 0 and <= LastRow;
    }

    /// <summary>Reads a range such as <c>A1:B2</c>, or a single address.</summary>
    public static bool TryParseRange(ReadOnlySpan<char> range, out MergedRange parsed)
    {
        parsed = default;
        var colon = range.IndexOf(':');
        var first = colon < 0 ? range : range[..colon];
        if (!TryParse(first, out var row, out var column) || !TryParse(colon < 0 ? first : range[(colon + 1)..], out var lastRow, out var lastColumn))
        {
            return false;
        }

        parsed = new(Math.Min(row, lastRow), Math.Min(column, lastColumn), Math.Max(row, lastRow), Math.Max(column, lastColumn));
        return true;
    }
}
