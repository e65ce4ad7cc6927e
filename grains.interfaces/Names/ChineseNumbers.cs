using System.Globalization;
using System.Text;

namespace Rectification.Names;

/// <summary>Numbers in names, which are written in one way and typed in another: 第十二中学 and 第12中学.</summary>
internal static class ChineseNumbers
{
    private const string Digits = "〇一二三四五六七八九";
    private const char Zero = '零';
    private const int MostDigits = 4;

    private static readonly (char Sign, int Value)[] Units = [('千', 1000), ('百', 100), ('十', 10)];

    /// <summary>The name; with its Chinese numbers as digits; with its digits as a Chinese number, which is how they are read aloud.</summary>
    /// <param name="name">The name.</param>
    /// <param name="digits">Whether digits are looked for at all.</param>
    public static IEnumerable<string> Ways(string name, bool digits)
    {
        yield return name;
        if (digits && name.AsSpan().IndexOfAny("〇一二三四五六七八九十百千零") >= 0)
        {
            yield return Replaced(name, IsNumeral, AsDigits);
        }

        if (name.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
        {
            yield return Replaced(name, char.IsAsciiDigit, InChinese);
        }
    }

    private static string Replaced(string name, Func<char, bool> isPart, Func<string, string> other)
    {
        var written = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            var end = at;
            while (end < name.Length && isPart(name[end]))
            {
                end++;
            }

            written.Append(end > at ? other(name[at..end]) : name[at].ToString());
            at = Math.Max(end, at + 1);
        }

        return written.ToString();
    }

    private static bool IsNumeral(char sign) => sign == Zero || Digits.Contains(sign, StringComparison.Ordinal) || Units.Any(unit => unit.Sign == sign);

    /// <summary>十二 is 12, 一百零五 is 105; without tens and hundreds digit by digit: 二〇二四 is 2024.</summary>
    private static string AsDigits(string numeral)
    {
        if (!numeral.Any(sign => Units.Any(unit => unit.Sign == sign)))
        {
            return string.Concat(numeral.Select(sign => (char)('0' + Digit(sign))));
        }

        var (sum, digit) = (0, 0);
        foreach (var sign in numeral)
        {
            var unit = Units.FirstOrDefault(unit => unit.Sign == sign).Value;
            sum += unit > 0 ? Math.Max(1, digit) * unit : 0;
            digit = unit > 0 ? 0 : Digit(sign);
        }

        return (sum + digit).ToString(CultureInfo.InvariantCulture);
    }

    private static string InChinese(string digits)
    {
        if (digits.Length > MostDigits || digits[0] == '0' || digits.Length == 1)
        {
            return string.Concat(digits.Select(digit => Digits[digit - '0']));
        }

        var (left, text, skipped) = (int.Parse(digits, CultureInfo.InvariantCulture), new StringBuilder(), false);
        foreach (var (sign, value) in Units)
        {
            var digit = left / value;
            left %= value;
            if (digit == 0)
            {
                skipped = text.Length > 0 && left > 0;
                continue;
            }

            text.Append(skipped ? Zero.ToString() : "").Append(digit == 1 && value == 10 && text.Length == 0 ? "" : Digits[digit].ToString()).Append(sign);
            skipped = false;
        }

        return text.Append(skipped ? Zero.ToString() : "").Append(left > 0 ? Digits[left].ToString() : "").ToString();
    }

    private static int Digit(char sign) => sign == Zero ? 0 : Digits.IndexOf(sign, StringComparison.Ordinal);
}
