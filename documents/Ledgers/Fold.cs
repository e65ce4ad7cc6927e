using System.Text;

namespace Rectification.Documents.Ledgers;

/// <summary>Texts made alike before they are compared: what people type in full or half width, with or without blanks, is the same to a reader.</summary>
public static class Fold
{
    /// <summary>Full-width letters, digits and signs in half width, dashes and blanks of all kinds as one; 、 and 。 stay.</summary>
    public static string Width(string text)
    {
        var changes = false;
        foreach (var sign in text)
        {
            if (sign > '~')
            {
                changes = true;
                break;
            }
        }

        return changes ? string.Create(text.Length, text, static (folded, written) =>
        {
            for (var i = 0; i < written.Length; i++)
            {
                folded[i] = OfSign(written[i]);
            }
        }) : text;
    }

    /// <summary>In half width, without any white space.</summary>
    public static string Tight(string text)
    {
        var folded = Width(text);
        var blanks = 0;
        foreach (var sign in folded)
        {
            blanks += Blank(sign) ? 1 : 0;
        }

        if (blanks == 0)
        {
            return folded;
        }

        var tight = new StringBuilder(folded.Length - blanks);
        foreach (var sign in folded)
        {
            if (!Blank(sign))
            {
                tight.Append(sign);
            }
        }

        return tight.ToString();
    }

    /// <summary>Folded, and without brackets and what stands in them; the brackets' content alone when nothing else is there.</summary>
    public static string WithoutBrackets(string text)
    {
        var tight = Tight(text);
        if (tight.IndexOf('(') < 0)
        {
            return tight;
        }

        var outer = new StringBuilder(tight.Length);
        var depth = 0;
        foreach (var sign in tight)
        {
            if (sign == '(')
            {
                depth++;
            }
            else if (sign == ')')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (depth == 0)
            {
                outer.Append(sign);
            }
        }

        return outer.Length > 0 ? outer.ToString() : tight.Trim('(', ')');
    }

    /// <summary>What stands in the first pair of brackets, folded; empty when there is none.</summary>
    public static string InBrackets(string text)
    {
        var tight = Tight(text);
        var open = tight.IndexOf('(');
        var close = open < 0 ? -1 : tight.IndexOf(')', open);
        return close > open ? tight[(open + 1)..close] : "";
    }

    /// <summary>Outer blanks off (also the ideographic one), line ends as <c>\n</c>, what a spreadsheet escapes (<c>_x000D_</c>) gone.</summary>
    public static string Trimmed(string text)
    {
        if (text.Contains("_x000D_", StringComparison.Ordinal))
        {
            text = text.Replace("_x000D_", "", StringComparison.Ordinal);
        }

        if (text.Contains('\r'))
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return text.Trim().Trim('\u200B', '\uFEFF').Trim();
    }

    /// <summary>White space, and the signs without width that come along when texts are copied.</summary>
    public static bool Blank(char sign) => char.IsWhiteSpace(sign) || sign is '\u200B' or '\uFEFF' or '\u2060';

    private static char OfSign(char sign) => sign switch
    {
        >= '\uFF01' and <= '\uFF5E' => OfBracket((char)(sign - 0xFEE0)),
        '\u3000' or '\u00A0' => ' ',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' or '\u2500' or '\uFE63' => '-',
        '\u301C' or '\u223C' => '~',
        '\u3014' or '\u3010' or '\u3016' or '\uFE59' or '\u27E8' or '\u2768' => '(',
        '\u3015' or '\u3011' or '\u3017' or '\uFE5A' or '\u27E9' or '\u2769' => ')',
        '\u2215' or '\u2044' => '/',
        '\uFF61' => '\u3002',
        '\uFF64' => '\u3001',
        > '\u007F' when char.IsDigit(sign) => (char)('0' + (int)char.GetNumericValue(sign)),
        _ => OfBracket(sign)
    };

    private static char OfBracket(char sign) => sign switch { '[' or '{' => '(', ']' or '}' => ')', _ => sign };
}
