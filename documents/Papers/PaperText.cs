using System.Globalization;
using System.Text;
using System.Xml;

namespace Rectification.Documents.Papers;

/// <summary>Words of papers: what XML may hold, days, numbers of sections, full-width brackets.</summary>
public static class PaperText
{
    private const string Digits = "\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
    private const char Ten = '\u5341';
    private const char Hundred = '\u767E';

    /// <summary>The text without what no XML document may hold (a pasted U+000B, a lone surrogate) and with line feeds as the only ends of lines.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var at = text[i];
            if (at is '\r' or '\v' or '\f' or '\u2028' or '\u2029' or '\u0085')
            {
                // Each is somebody's end of a line; that of Windows is one, not two.
                _ = at == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? clean : clean.Append('\n');
            }
            else if (char.IsHighSurrogate(at) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(at).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(at))
            {
                clean.Append(at);
            }
        }

        return clean.ToString();
    }

    /// <summary>成文日期：Arabic digits, the year in full, no leading zeros; empty for none.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "";

    /// <summary>一、二、… 十一、： the number of a section, 1 to 999.</summary>
    public static string Numeral(int number) => number switch
    {
        < 1 or > 999 => throw new ArgumentOutOfRangeException(nameof(number), number, "A section's number is 1 to 999."),
        < 10 => Digits[number].ToString(),
        < 20 => Ten + (number == 10 ? "" : Digits[number % 10].ToString()),
        < 100 => $"{Digits[number / 10]}{Ten}{(number % 10 == 0 ? "" : Digits[number % 10])}",
        _ => $"{Digits[number / 100]}{Hundred}{Rest(number % 100)}",
    };

    /// <summary>①②… ⑳, then （21）.</summary>
    public static string Circled(int number) => number is >= 1 and <= 20 ? ((char)('\u2460' + number - 1)).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"（{number}）");

    /// <summary>发文字号：the year in full in full-width brackets, the number without leading zeros and without 第.</summary>
    public static string Number(string prefix, int year, int no) => string.Create(CultureInfo.InvariantCulture, $"{prefix}〔{year}〕{no}号");

    private static string Rest(int number) => number switch
    {
        0 => "",
        < 10 => $"\u96F6{Digits[number]}",
        < 20 => $"\u4E00{Numeral(number)}",
        _ => Numeral(number),
    };
}
