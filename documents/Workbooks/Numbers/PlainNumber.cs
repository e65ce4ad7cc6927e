using System.Globalization;

namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>Numbers as people write them: no exponent, no digits that only binary fractions have.</summary>
internal static class PlainNumber
{
    /// <summary>The shortest plain form with at most 15 significant digits, as many as a workbook keeps.</summary>
    public static string Of(double number)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        return exponentAt < 0 ? text : Expand(text[..exponentAt], int.Parse(text.AsSpan(exponentAt + 1), provider: CultureInfo.InvariantCulture));
    }

    private static string Expand(string mantissa, int exponent)
    {
        var sign = mantissa.StartsWith('-') ? "-" : "";
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : sign + digits.PadRight(exponent + 1, '0');
    }
}
