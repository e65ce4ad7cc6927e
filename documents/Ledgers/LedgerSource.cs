using System.Globalization;

namespace Rectification.Documents.Ledgers;

/// <summary>The sheet a line of a ledger was read from: which fields have a column there. What has none, the ledger does not state.</summary>
public sealed class LedgerSource
{
    private readonly Dictionary<string, string> letters = new(StringComparer.Ordinal);

    internal LedgerSource(string sheet, IEnumerable<LedgerColumn> columns)
    {
        Sheet = sheet;
        foreach (var column in columns)
        {
            foreach (var field in column.Field.Split('+'))
            {
                letters.TryAdd(field, column.Letter);
            }
        }
    }

    /// <summary>Of a line that was read from nowhere: it states nothing.</summary>
    public static LedgerSource None { get; } = new("", []);

    /// <summary>As on its tab.</summary>
    public string Sheet { get; }

    /// <summary>Whether cells are named with their sheet, because more than one is read.</summary>
    internal bool IsOneOfSeveral { get; set; }

    /// <summary>Whether a column holds the field; one that also holds another counts.</summary>
    public bool States(string field) => letters.ContainsKey(field);

    /// <summary>A row's cell of the first of the fields that has a column, named as findings name it; the row's first cell where none has.</summary>
    public string Cell(int row, params ReadOnlySpan<string> fields)
    {
        var letter = "A";
        foreach (var field in fields)
        {
            if (letters.TryGetValue(field, out var found))
            {
                letter = found;
                break;
            }
        }

        var cell = letter + row.ToString(CultureInfo.InvariantCulture);
        return IsOneOfSeveral ? $"{Sheet}!{cell}" : cell;
    }
}
