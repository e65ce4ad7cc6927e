using System.Globalization;
using System.Text;

namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>Numbers as a number format shows them. Formats with conditions, fractions, exponents or times are left to the plain form.</summary>
internal static class NumberText
{
    /// <summary>Beyond it digits are no longer exact, and no ledger has such a number.</summary>
    private const double Largest = 1e15;

    /// <returns><see langword="null"/> when the plain form is to be shown.</returns>
    public static string? Of(IReadOnlyList<IReadOnlyList<FormatToken>> sections, double number)
    {
        if (sections.Count == 0 || Math.Abs(number) >= Largest)
        {
            return null;
        }

        var chosen = number < 0 && sections.Count > 1 ? 1 : number == 0 && sections.Count > 2 ? 2 : 0;
        var section = sections[chosen];
        if (!section.All(token => token.Kind == FormatTokenKind.Literal || (token.Kind == FormatTokenKind.Digit && token.Text is not ("?" or "@")))
            || !section.Any(token => token.Text is "0" or "#"))
        {
            return null;
        }

        var signed = number < 0 && chosen != 1;
        return Digits(section, Math.Abs(number), signed);
    }

    private static string Digits(IReadOnlyList<FormatToken> section, double number, bool signed)
    {
        var pattern = string.Concat(section.Where(token => token.Kind == FormatTokenKind.Digit).Select(token => token.Text));
        var percents = pattern.Count(sign => sign == '%');
        var whole = pattern.Replace("%", "", StringComparison.Ordinal);
        var point = whole.IndexOf('.', StringComparison.Ordinal);
        var left = point < 0 ? whole : whole[..point];
        var right = point < 0 ? "" : whole[(point + 1)..];
        var thousands = left.Length - left.TrimEnd(',').Length;
        var scaled = (decimal)number;
        for (var i = 0; i < percents && scaled < 1e20m; i++)
        {
            scaled *= 100;
        }

        for (var i = 0; i < thousands && i < 5; i++)
        {
            scaled /= 1000;
        }

        var places = Math.Min(right.Count(sign => sign is '0' or '#'), 15);
        var least = Math.Min(right.Count(sign => sign == '0'), 15);
        scaled = Math.Round(scaled, places, MidpointRounding.AwayFromZero);
        var net = new StringBuilder(left.TrimEnd(',').Contains(',', StringComparison.Ordinal) ? "#,##" : "");
        net.Append('0', Math.Clamp(left.Count(sign => sign == '0'), least + places > 0 || left.Length > 0 ? 1 : 0, 30));
        if (places > 0)
        {
            net.Append('.').Append('0', least).Append('#', places - least);
        }

        var digits = scaled.ToString(net.ToString(), CultureInfo.InvariantCulture);
        return Assemble(section, signed && scaled != 0 ? "-" + digits : digits);
    }

    /// <summary>The digits stand where the first place of the format stands, its words and percent signs around them.</summary>
    private static string Assemble(IReadOnlyList<FormatToken> section, string digits)
    {
        var text = new StringBuilder();
        var written = false;
        foreach (var token in section)
        {
            if (token.Kind == FormatTokenKind.Literal || token.Text == "%")
            {
                text.Append(token.Text);
            }
            else if (!written)
            {
                text.Append(digits);
                written = true;
            }
        }

        return text.ToString();
    }
}
