using System.Text;

namespace Rectification.Documents.Ledgers;

/// <summary>Numbers in Chinese characters: 二〇二四， 十二， 二十八， 一百零三.</summary>
public static class ChineseNumerals
{
    private const string Digits = "\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";

    /// <summary>The text with every run of Chinese numerals written in digits; everything else as it is.</summary>
    public static string ToDigits(string text)
    {
        var first = -1;
        for (var i = 0; i < text.Length && first < 0; i++)
        {
            first = IsNumeral(text[i]) ? i : -1;
        }

        if (first < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && IsNumeral(text[end]))
            {
                end++;
            }

            if (end == i)
            {
                result.Append(text[i++]);
            }
            else if (i > 0 && char.IsAsciiDigit(text[i - 1]) && DigitOf(text[i]) < 0)
            {
                // 5百元: what multiplies a digit is none.
                result.Append(text, i, end - i);
                i = end;
            }
            else
            {
                result.Append(InDigits(text.AsSpan(i, end - i)));
                i = end;
            }
        }

        return result.ToString();
    }

    /// <summary>The number a run of Chinese numerals means; <see langword="null"/> when it is not one.</summary>
    public static int? ValueOf(ReadOnlySpan<char> numerals)
    {
        if (numerals.IsEmpty || numerals.Length > 9)
        {
            return null;
        }

        foreach (var sign in numerals)
        {
            if (!IsNumeral(sign))
            {
                return null;
            }
        }

        return int.TryParse(InDigits(numerals), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    public static bool IsNumeral(char sign) => DigitOf(sign) >= 0 || sign is '\u5341' or '\u767E' or '\u5EFF' or '\u5345';

    private static int DigitOf(char sign) => sign switch
    {
        '\u96F6' or '\u25CB' or '\u25EF' or '\u3007' => 0,
        '\u4E24' => 2,
        _ => Digits.IndexOf(sign)
    };

    // 二〇二四 is spelled digit by digit; with 十 or 百 in it, it is counted.
    private static string InDigits(ReadOnlySpan<char> numerals)
    {
        if (numerals.IndexOfAny("\u5341\u767E\u5EFF\u5345") < 0)
        {
            var spelled = new char[numerals.Length];
            for (var i = 0; i < numerals.Length; i++)
            {
                spelled[i] = (char)('0' + DigitOf(numerals[i]));
            }

            return new string(spelled);
        }

        var total = 0;
        var digit = 0;
        var any = false;
        foreach (var sign in numerals)
        {
            switch (sign)
            {
                case '\u5341':
                    total += any ? digit * 10 : 10;
                    (digit, any) = (0, false);
                    break;
                case '\u767E':
                    total += any ? digit * 100 : 100;
                    (digit, any) = (0, false);
                    break;
                case '\u5EFF' or '\u5345':
                    total += sign == '\u5EFF' ? 20 : 30;
                    (digit, any) = (0, false);
                    break;
                default:
                    digit = DigitOf(sign);
                    any = digit > 0;
                    break;
            }
        }

        return (total + digit).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
