using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rectification.Documents.Ledgers;
using Rectification.Figures;

namespace Rectification.Notices;

/// <summary>A number in a text with what it counts and the words around it.</summary>
/// <param name="Said">As it stands there.</param>
/// <param name="Value">What it is; 万 and 亿 are counted out, percents are percents.</param>
/// <param name="Unit">The words right behind it, up to four.</param>
/// <param name="Before">The clause before it, back to the number before.</param>
/// <param name="After">The clause behind it.</param>
/// <param name="Bound">What the words say of it.</param>
/// <param name="Clause">The whole clause, for people.</param>
public sealed record NoticeNumber(string Said, decimal Value, string Unit, string Before, string After, Bound Bound, string Clause)
{
    /// <summary>Decimals stated.</summary>
    public int Decimals => Said.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Said.AsSpan(dot + 1).TrimEnd("百千万亿%").Length : 0;

    /// <summary>Whether a value makes the words true, by the one rule of <see cref="Bounds"/>; a share is compared at the decimals stated.</summary>
    public bool IsTrueOf(Amount value) => Bounds.Holds(
        Bound, Amount.Of(Value), Unit == CountingUnit.Percent && Bound == Bound.Exact ? Amount.Of(Rounded(value.Shown)) : value) != false;

    private decimal Rounded(decimal value) => decimal.Round(value, Decimals, MidpointRounding.AwayFromZero);
}

/// <summary>Finds the numbers of a text: half-width, full-width or in Chinese characters. One behind 第 counts nothing.</summary>
public static partial class NoticeNumbers
{
    private const int UnitLength = 4;

    /// <summary>What ends a clause.</summary>
    private const string Ends = "\u3002\uFF01\uFF1F\uFF1B\uFF0C\u3001\uFF1A!\u003F\u003B\u003A\u002C\n";
    private const string Numerals = "〇零一二三四五六七八九十百千两";
    private const string Percent = "百分之";
    private const string Percents = CountingUnit.Percent;
    private const string Counted = "个条项";

    /// <summary>Words before a number; of two that fit the longer one stands first.</summary>
    private static readonly (string Word, Bound Bound)[] Before =
    [
        ("不超过", Bound.AtMost), ("不高于", Bound.AtMost), ("不多于", Bound.AtMost), ("不大于", Bound.AtMost), ("至多", Bound.AtMost), ("最多", Bound.AtMost),
        ("不少于", Bound.AtLeast), ("不低于", Bound.AtLeast), ("不小于", Bound.AtLeast), ("不下", Bound.AtLeast), ("至少", Bound.AtLeast),
        ("超过", Bound.Over), ("突破", Bound.Over), ("超", Bound.Over), ("逾", Bound.Over), ("多于", Bound.Over), ("高于", Bound.Over), ("大于", Bound.Over),
        ("不止", Bound.Over),
        ("低于", Bound.Below), ("少于", Bound.Below), ("小于", Bound.Below), ("不足", Bound.Below), ("不到", Bound.Below), ("不满", Bound.Below),
        ("最近", Bound.Exact), ("近", Bound.Nearly), ("约", Bound.About),
    ];

    private static readonly string[] More = ["余", "多", "以上"];

    /// <summary>Words behind the unit: 30 万元以上.</summary>
    private static readonly (string Word, Bound Bound)[] Behind =
        [("以上", Bound.AtLeast), ("以下", Bound.AtMost), ("以内", Bound.AtMost), ("左右", Bound.About)];

    public static IEnumerable<NoticeNumber> In(string text)
    {
        foreach (var clause in Clauses(Plain(text)))
        {
            var found = Number().Matches(clause);
            var from = 0;
            for (var i = 0; i < found.Count; i++)
            {
                var (match, to) = (found[i], i + 1 < found.Count ? found[i + 1].Index : clause.Length);
                if (Read(clause, match, from, to) is { } number)
                {
                    yield return number;
                }

                from = match.Index + match.Length;
            }
        }
    }

    private static NoticeNumber? Read(string clause, Match match, int from, int to)
    {
        // 超过了 30 个 says what 超过 30 个 says.
        var before = clause[from..match.Index].TrimEnd().TrimEnd('了');
        if (before.EndsWith('第') || !decimal.TryParse(match.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var after = clause[(match.Index + match.Length)..to].TrimStart();
        var said = match.Value;
        var scale = Scale().Match(after);
        if (scale.Success)
        {
            var word = scale.Groups["scale"].Value;
            value *= word.Length == 0 ? 1 : CountingUnit.Of(word).Times;
            said += word.Length == 0 ? Percents : word;
            after = after[scale.Length..].TrimStart();
        }

        var bound = Before.FirstOrDefault(word => before.EndsWith(word.Word, StringComparison.Ordinal));
        var more = scale.Groups["more"].Success ? "" : More.FirstOrDefault(word => after.StartsWith(word, StringComparison.Ordinal));
        after = after[(more?.Length ?? 0)..];
        return new(said, value, said.EndsWith('%') ? Percents : after[..Math.Min(UnitLength, after.Length)],
            bound.Word is null ? before : before[..^bound.Word.Length],
            after, BoundOf(bound.Word is null ? null : bound.Bound, more is not null, after), clause.Trim());
    }

    /// <summary>突破 7.3 万多篇 says both: what says more goes first.</summary>
    private static Bound BoundOf(Bound? before, bool more, string after)
    {
        var behind = Behind.FirstOrDefault(word => after.IndexOf(word.Word, StringComparison.Ordinal) is >= 0 and < UnitLength);
        return before ?? (more ? Bound.AtLeast : behind.Word is not null ? behind.Bound : Bound.Exact);
    }

    /// <summary>The clauses; a comma between digits ends none.</summary>
    private static IEnumerable<string> Clauses(string text)
    {
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (!Ends.Contains(text[i], StringComparison.Ordinal)
                || (text[i] == '\u002C' && i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))))
            {
                continue;
            }

            if (i > from)
            {
                yield return text[from..i];
            }

            from = i + 1;
        }
    }

    /// <summary>Digits half-width, no separators of thousands, 百分之 as percents, numerals of two characters and more as digits where they count.</summary>
    private static string Plain(string text)
    {
        var plain = string.Concat(text.Select(at =>
            at is >= '\uFF10' and <= '\uFF19' ? (char)(at - '\uFF10' + '0') : at == '\uFF05' ? '%' : at == '\uFF0E' ? '.' : at));
        plain = Thousands().Replace(plain, "").Replace(Percent + "百", "100%", StringComparison.Ordinal);
        var result = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length;)
        {
            var isPercent = string.CompareOrdinal(plain, i, Percent, 0, Percent.Length) == 0;
            var start = isPercent ? i + Percent.Length : i;
            var end = start;
            while (end < plain.Length && Numerals.Contains(plain[end], StringComparison.Ordinal))
            {
                end++;
            }

            if (end > start && (isPercent || (end - start > 1 && end < plain.Length && Counted.Contains(plain[end], StringComparison.Ordinal))))
            {
                result.Append(ChineseNumerals.ToDigits(plain[start..end])).Append(isPercent ? "%" : "");
                i = end;
            }
            else
            {
                // The whole run, so that its tail is not taken for a number of its own.
                var run = Math.Max(1, end - i);
                result.Append(plain, i, run);
                i += run;
            }
        }

        return result.ToString();
    }

    // 30 余万元 says 30 万 and more; 5 千米 are kilometres.
    [GeneratedRegex("^(?:%|(?<more>[\u4F59\u591A])?\\s?(?<scale>\u5343\u4E07|\u767E\u4E07|\u4E07|\u4EBF|" +
        "\u5343(?![\u7C73\u514B\u74E6\u4F0F\u5E15\u8D6B\u5361\u7126])))")]
    private static partial Regex Scale();

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=\d)[,\uFF0C](?=\d{3}(?!\d))")]
    private static partial Regex Thousands();
}
