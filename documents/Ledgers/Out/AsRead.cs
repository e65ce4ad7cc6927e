using System.Globalization;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>What the product's own texts are once a ledger with them is read: so that what goes out and comes in again is known for the same.</summary>
public static class AsRead
{
    /// <summary>Whether a measure's text is the known one.</summary>
    public static bool IsMeasure(string known, string read) => known == read || Measure(known) == read;

    /// <summary>A measure's text as a reader of the exported ledger has it.</summary>
    public static string Measure(string known)
    {
        var text = Value(known);
        return ListMarks.IsList(text) ? text : ListMarks.Off(text);
    }

    /// <summary>A problem's title as a reader of the exported ledger has it.</summary>
    public static string Title(string known) => ListMarks.OffTitle(Value(known));

    /// <summary>Whether a problem's title is the known one.</summary>
    public static bool IsTitle(string known, string read) => known == read || Title(known) == read;

    /// <summary>Whether a category's title is the known one.</summary>
    public static bool IsCategory(string known, string read) => known == read || ListMarks.Off(Value(known)) == read;

    /// <summary>Whether a value of a column of the ledger's own is the known one; numbers are the same however they are written, and so are amounts.</summary>
    public static bool IsValue(string heading, string known, string read) =>
        known == read || Value(known) == read || (Number(known) is { } one && Number(read) is { } other && one == other)
        || (OwnColumns.MoneyUnit(heading) is { } money && MoneyRule.Read(Value(known), money.Factor).Yuan is { } yuan
            && MoneyRule.Read(read, money.Factor).Yuan == yuan);

    /// <summary>An amount as it stands under its heading: a reader counts in yuan, and under （万元）125,000 of them are 12.5.</summary>
    public static string Amount(string heading, string yuan) =>
        OwnColumns.MoneyUnit(heading) is { } money && Number(yuan) is { } amount
            ? (amount / money.Factor).ToString("0.############################", CultureInfo.InvariantCulture) : yuan;

    /// <summary>Whether two headings are the same column.</summary>
    public static bool IsHeading(string known, string read) => known == read || Tight(known) == read;

    /// <summary>A heading as a reader knows it: as written, but for white space.</summary>
    internal static string Tight(string heading) => string.Concat(heading.Where(sign => !Fold.Blank(sign)));

    private static string Value(string known) => Fold.Trimmed(known.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
