using System.Globalization;

namespace Rectification;

/// <summary>
/// What people type, read alike at both widths: a Chinese keyboard writes comma, colon, brackets, percent, digits and blanks two columns wide. Ids, numbers,
/// days and lists are folded before they are read; what people write for people is kept as they wrote it.
/// </summary>
public static class HalfWidth
{
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const char WideBlank = '\u3000';
    private const char WaveDash = '\u301C';
    private const char Minus = '\u2212';

    /// <summary>Between two things of a list.</summary>
    private static readonly char[] Separators = [' ', ',', ';', '\u3001', '\t', '\r', '\n'];

    /// <summary>The text with every full-width form of ASCII at half width, character by character: places in it stay where they are.</summary>
    public static string Of(string text) =>
        text.AsSpan().ContainsAnyInRange(Minus, LastWide) ? string.Create(text.Length, text, static (folded, wide) =>
        {
            for (var i = 0; i < folded.Length; i++)
            {
                folded[i] = Of(wide[i]);
            }
        }) : text;

    /// <summary>Ids or numbers typed into one field, separated by blanks, lines, commas, semicolons or enumeration commas.</summary>
    public static string[] Pieces(string text) => Of(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the part stands in the text; capitals and widths are all one.</summary>
    public static bool Contains(string text, string part)
    {
        var folded = Of(part);
        // What has no half-width form in it does not meet one in the text either, so the text need not be folded: words are looked for so most of the time.
        return (folded.AsSpan().ContainsAnyInRange(' ', '~') ? Of(text) : text).Contains(folded, StringComparison.OrdinalIgnoreCase);
    }

    /// <returns><see langword="null"/> if it is no whole number.</returns>
    public static int? Whole(string text) =>
        int.TryParse(Of(text).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Thousands may be set apart, as Excel copies them.</summary>
    /// <returns><see langword="null"/> if it is no number.</returns>
    public static decimal? Amount(string text) => decimal.TryParse(
        Of(text).Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture,
            out var number)
        ? number : null;

    /// <returns><see langword="null"/> if it is no day as <c>2027-02-05</c>.</returns>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(Of(text).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static char Of(char typed) => typed switch
    {
        >= FirstWide and <= LastWide => (char)(typed - FirstWide + '!'),
        WideBlank => ' ',
        WaveDash => '~',
        Minus => '-',
        _ => typed,
    };
}
