using System.Security.Cryptography;
using System.Text;

namespace Rectification.Documents.Ledgers.In;

/// <summary>Which layout a ledger has: what is put right of its columns counts for every ledger with the same headings.</summary>
public static class LedgerLayout
{
    /// <summary>Made of the headings of all its lists in their order, and of the sheets' names where there are several; hexadecimal.</summary>
    public static string Of(LedgerReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var sheets = reading.OtherSheets.Select(sheet => (sheet.Sheet, sheet.ColumnDetails)).Prepend((reading.Sheet, reading.ColumnDetails));
        var text = string.Join('\n', sheets.Select(sheet => (reading.OtherSheets.Count > 0 ? sheet.Sheet + "|" : "")
            + string.Join('|', sheet.ColumnDetails.Select(column => Fold.Tight(column.Header)))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }

    private const int Length = 32;

    /// <summary>
    /// Other names that answers taught: of each row in which one name was unknown, the one unit that the answer put there.
    /// </summary>
    /// <param name="before">The ledger as it is.</param>
    /// <param name="after">The same with the answers in it.</param>
    /// <returns>Name as written → unit; a name that was answered in two ways is not there.</returns>
    public static IReadOnlyDictionary<string, string> Names(LedgerReading before, LedgerReading after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.OtherSheets.Count > 0)
        {
            return new Dictionary<string, string>();
        }

        var answered = after.Measures.ToLookup(row => row.Row);
        var written = before.Measures.ToLookup(row => row.Row);
        return before.Errors.Where(error => error is { Code: LedgerCodes.UnitUnknown, Written.Length: > 0 and <= Longest })
            .GroupBy(error => Row(error.Cell)).Where(row => row.Select(error => error.Written).Distinct().Count() == 1)
            .Select(row => (Name: row.First().Written!, New: answered[row.Key].SelectMany(Units).Except(written[row.Key].SelectMany(Units)).ToList()))
            .Where(row => row.New.Count == 1).GroupBy(row => row.Name, row => row.New[0])
            .Where(name => name.Distinct().Count() == 1).ToDictionary(name => name.Key, name => name.First());
    }

    private const int Longest = 100;

    private static IEnumerable<string> Units(LedgerMeasure row) => row.SupportingUnits.Prepend(row.LeadUnit).OfType<string>();

    private static int Row(string cell) => int.TryParse(cell.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), out var row) ? row : 0;
}
