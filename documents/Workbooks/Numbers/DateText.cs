using System.Globalization;
using System.Text;

namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>Days and times as a number format shows them.</summary>
internal static class DateText
{
    private const string ChineseDigits = "〇一二三四五六七八九";
    private static readonly string[] Weekdays = ["日", "一", "二", "三", "四", "五", "六"];

    public static bool ShowsDay(IReadOnlyList<FormatToken> section)
    {
        for (var at = 0; at < section.Count; at++)
        {
            if (section[at] is { Kind: FormatTokenKind.Letters } letters
                && (letters.Text[0] is 'y' or 'd' or 'a'
                    || (letters.Text[0] == 'e' && !IsExponent(section, at))
                    || (letters.Text[0] == 'm' && !IsMinutes(section, at))))
            {
                return true;
            }
        }

        return false;
    }

    public static bool ShowsTime(IReadOnlyList<FormatToken> section) =>
        section.Any(token => token.Kind == FormatTokenKind.Elapsed || (token.Kind == FormatTokenKind.Letters && token.Text[0] is 'h' or 's'));

    public static string Of(IReadOnlyList<FormatToken> section, DateTime moment, double serial)
    {
        var text = new StringBuilder();
        var halfDays = section.Any(token => token.Kind == FormatTokenKind.Noon);
        var chinese = section.Any(token => token.Kind == FormatTokenKind.ChineseDigits);
        for (var at = 0; at < section.Count; at++)
        {
            var token = section[at];
            switch (token.Kind)
            {
                case FormatTokenKind.Literal:
                    text.Append(token.Text);
                    break;
                case FormatTokenKind.Noon:
                    text.Append(Noon(token.Text, moment));
                    break;
                case FormatTokenKind.Elapsed:
                    text.Append(Elapsed(token.Text, serial));
                    break;
                case FormatTokenKind.Letters:
                    var part = Letters(token.Text, token.Text[0] == 'm' && IsMinutes(section, at), halfDays, moment);
                    text.Append(chinese ? Chinese(part, token.Text[0]) : part);
                    break;
                case FormatTokenKind.Digit when token.Text is "." or ",":
                    text.Append(token.Text);
                    break;
                case FormatTokenKind.Digit when token.Text == "0":
                    // Fractions of a second; moments are kept to the second.
                    text.Append('0');
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>m after hours or before seconds.</summary>
    private static bool IsMinutes(IReadOnlyList<FormatToken> section, int at)
    {
        var before = section.Take(at).LastOrDefault(IsDateOrTime);
        var after = section.Skip(at + 1).FirstOrDefault(IsDateOrTime);
        return (before.Text is { } left && left[0] == 'h') || (after.Text is { } right && right[0] == 's') || (before is { Kind: FormatTokenKind.Elapsed });
    }

    private static bool IsDateOrTime(FormatToken token) => token.Kind is FormatTokenKind.Letters or FormatTokenKind.Elapsed;

    private static bool IsExponent(IReadOnlyList<FormatToken> section, int at) =>
        at > 0 && section[at - 1].Kind == FormatTokenKind.Digit;

    private static string Letters(string letters, bool minutes, bool halfDays, DateTime moment)
    {
        var culture = CultureInfo.InvariantCulture;
        var hour = halfDays ? ((moment.Hour + 11) % 12) + 1 : moment.Hour;
        return (letters[0], letters.Length) switch
        {
            ('y', <= 2) => moment.ToString("yy", culture),
            ('y' or 'e', _) => moment.ToString("yyyy", culture),
            ('m', var length) when minutes => Padded(moment.Minute, length),
            ('m', <= 2) => Padded(moment.Month, letters.Length),
            ('m', 3) => moment.ToString("MMM", culture),
            ('m', 5) => moment.ToString("MMM", culture)[..1],
            ('m', _) => moment.ToString("MMMM", culture),
            ('d', <= 2) => Padded(moment.Day, letters.Length),
            ('d', 3) => moment.ToString("ddd", culture),
            ('d', _) => moment.ToString("dddd", culture),
            ('a', <= 3) => Weekdays[(int)moment.DayOfWeek],
            ('a', _) => "星期" + Weekdays[(int)moment.DayOfWeek],
            ('h', var length) => Padded(hour, length),
            ('s', var length) => Padded(moment.Second, length),
            _ => ""
        };
    }

    private static string Padded(int number, int length) => number.ToString(length >= 2 ? "00" : "0", CultureInfo.InvariantCulture);

    private static string Noon(string word, DateTime moment)
    {
        var halves = word.Split('/');
        var half = halves[moment.Hour < 12 ? 0 : 1];
        return char.IsAscii(half[0]) ? half.ToUpperInvariant() : half;
    }

    private static string Elapsed(string letters, double serial)
    {
        var unit = letters[0] switch { 'h' => 24d, 'm' => 1440d, _ => 86_400d };
        return Math.Floor((serial * unit) + 1e-6).ToString(letters.Length >= 2 ? "00" : "0", CultureInfo.InvariantCulture);
    }

    /// <summary>Years digit by digit, months and days counted: 二〇二四、十二、二十八.</summary>
    private static string Chinese(string digits, char letter)
    {
        if (!digits.All(char.IsAsciiDigit))
        {
            return digits;
        }

        if (letter is 'y' or 'e')
        {
            return string.Concat(digits.Select(digit => ChineseDigits[digit - '0']));
        }

        var number = int.Parse(digits, CultureInfo.InvariantCulture);
        var tens = number / 10;
        var ones = number % 10 == 0 && tens > 0 ? "" : ChineseDigits[number % 10].ToString();
        return tens switch { 0 => ones, 1 => "十" + ones, _ => ChineseDigits[tens] + "十" + ones };
    }
}
