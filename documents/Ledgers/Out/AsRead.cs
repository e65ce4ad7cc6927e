using System.Globalization;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>What the product's own texts are once a ledger with them is read: so that what goes out and comes in again is known for the same.</summary>
public static class AsRead
{
    /// <summary>Whether a measure's text is the known one.</summary>
    public static bool IsMeasure(string known, string read)
    {
        var text = Value(known);
        return known == read || (ListMarks.IsList(text) ? text : ListMarks.Off(text)) == read;
    }

    /// <summary>Whether a problem's title is the known one.</summary>
    public static bool IsTitle(string known, string read) => known == read || ListMarks.OffTitle(Value(known)) == read;

    /// <summary>Whether a category's title is the known one.</summary>
    public static bool IsCategory(string known, string read) => known == read || ListMarks.Off(Value(known)) == read;

    /// <summary>Whether a value of a column of the ledger's own is the known one; numbers are the same however they are written.</summary>
    public static bool IsValue(string known, string read) =>
        known == read || Value(known) == read || (Number(known) is { } one && Number(read) is { } other && one == other);

    /// <summary>Whether two headings are the same column.</summary>
    public static bool IsHeading(string known, string read) => known == read || Tight(known) == read;

    /// <summary>A heading as a reader knows it: as written, but for white space.</summary>
    internal static string Tight(string heading) => string.Concat(heading.Where(sign => !Fold.Blank(sign)));

    private static string Value(string known) => Fold.Trimmed(known.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
