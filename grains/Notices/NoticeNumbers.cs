using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Ledgers;

namespace Rectification.Notices;

/// <summary>A number in a text with what it counts and the words around it.</summary>
/// <param name="Said">As it stands there.</param>
/// <param name="Value">What it is; 万 and 亿 are counted out, percents are percents.</param>
/// <param name="Unit">The words right behind it, up to four.</param>
/// <param name="Before">The clause before it, back to the number before.</param>
/// <param name="After">The clause behind it.</param>
/// <param name="Bound">What the words say of it: exactly, more than, nearly, about.</param>
/// <param name="Clause">The whole clause, for people.</param>
public sealed record NoticeNumber(string Said, decimal Value, string Unit, string Before, string After, NumberBound Bound, string Clause)
{
    /// <summary>Decimals stated.</summary>
    public int Decimals => Said.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Said.AsSpan(dot + 1).TrimEnd("万亿%").Length : 0;

    /// <summary>Whether a value makes the words true: 超、突破、余、多 are at least that, 近 is less but not by a fifth, 约 is within a tenth.</summary>
    public bool IsTrueOf(decimal value) => Bound switch
    {
        NumberBound.Over => value >= Value,
        NumberBound.Nearly => value <= Value && value >= Value * 0.8m,
        NumberBound.About => Math.Abs(value - Value) <= Value * 0.1m,
        _ => value == Value,
    };
}

/// <summary>What words beside a number say of it.</summary>
public enum NumberBound
{
    Exactly,
    Over,
    Nearly,
    About,
}

/// <summary>Finds the numbers of a text: half-width, full-width or in Chinese characters.</summary>
public static partial class NoticeNumbers
{
    private const int UnitLength = 4;

    public static IEnumerable<NoticeNumber> In(string text)
    {
        foreach (var clause in Clauses().Split(Plain(text)).Where(clause => clause.Length > 0))
        {
            var found = Number().Matches(clause);
            var from = 0;
            for (var i = 0; i < found.Count; i++)
            {
                var match = found[i];
                var end = match.Index + match.Length;
                var to = i + 1 < found.Count ? found[i + 1].Index : clause.Length;
                if (Value(match) is { } value)
                {
                    var unit = clause[end..Math.Min(end + UnitLength, to)].TrimStart();
                    var percent = match.Groups["percent"].Success;
                    yield return new(match.Groups["said"].Value.Replace(" ", "", StringComparison.Ordinal), value, percent ? "%" : unit,
                        clause[from..match.Index], clause[end..to], BoundOf(match), clause.Trim());
                }

                from = end;
            }
        }
    }

    /// <summary>Digits half-width, no separators of thousands, 百分之… as percents, numerals of two characters and more as digits.</summary>
    private static string Plain(string text)
    {
        var plain = string.Concat(text.Select(at => at is >= '\uFF10' and <= '\uFF19' ? (char)(at - '\uFF10' + '0') : at == '\uFF05' ? '%' : at == '\uFF0E' ? '.' : at));
        plain = Thousands().Replace(plain, "").Replace("百分之百", "100%", StringComparison.Ordinal);
        plain = PercentWords().Replace(plain, match => $"{ChineseNumerals.ToDigits(match.Groups[1].Value)}%");
        return Numerals().Replace(plain, match => ChineseNumerals.ToDigits(match.Value));
    }

    private static decimal? Value(Match match) =>
        decimal.TryParse(match.Groups["n"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * match.Groups["scale"].Value switch { "万" => 10_000, "亿" => 100_000_000, _ => 1 } : null;

    private static NumberBound BoundOf(Match match) =>
        match.Groups["over"].Success || match.Groups["more"].Success ? NumberBound.Over
        : match.Groups["nearly"].Success ? NumberBound.Nearly
        : match.Groups["about"].Success ? NumberBound.About
        : NumberBound.Exactly;

    [GeneratedRegex(@"[。！？!?\n；;，、：]|,(?!\d)|(?<!\d),")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"(?:(?<over>超过|超|突破|逾|不少于|至少)|(?<nearly>近|不足|不到)|(?<about>约|大约))?\s*(?<said>(?<n>\d+(?:\.\d+)?)\s*(?<scale>[万亿])?(?<percent>%)?)\s*(?<more>余|多|以上)?\s*")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=\d)[,，](?=\d{3}(?!\d))")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"百分之([〇零一二三四五六七八九十百点]+)")]
    private static partial Regex PercentWords();

    [GeneratedRegex(@"[〇零一二三四五六七八九十百千两]{2,}(?=\s*[个条项])")]
    private static partial Regex Numerals();
}
