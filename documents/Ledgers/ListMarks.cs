using System.Globalization;
using System.Text.RegularExpressions;

namespace Rectification.Documents.Ledgers;

/// <summary>The marks lists are numbered with: 一、 （一） 1. 1、 （1） ① 第3项 问题2.</summary>
public static partial class ListMarks
{
    /// <summary>The text without the mark it begins with; when its lines are a list of their own, nothing is taken off.</summary>
    public static string Off(string text)
    {
        if (text.Length == 0 || !MayBegin(text[0]))
        {
            return text;
        }

        for (var i = 0; i < 3; i++)
        {
            var mark = Mark().Match(text);
            if (!mark.Success || mark.Length == text.Length)
            {
                return text;
            }

            text = text[mark.Length..].TrimStart();
        }

        return text;
    }

    /// <summary>Off with <c>问题1：</c> and its like before a problem's title, and the list mark.</summary>
    public static string OffTitle(string text)
    {
        var named = NamedMark().Match(text);
        return Off(named.Success && named.Length < text.Length ? text[named.Length..] : text).Trim();
    }

    /// <summary>Whether a cell holds a numbered list of its own: 1, 2 (and so on) each at the start of a line or after a clause.</summary>
    public static bool IsList(string text)
    {
        if (text.AsSpan().IndexOfAny("2\uFF12\u2461\u2475\u2489") < 0)
        {
            return false;
        }

        var next = 1;
        foreach (Match mark in ItemMark().Matches(Fold.Width(text)))
        {
            if (NumberOf(mark.Groups["n"].Value) == next)
            {
                next++;
            }
        }

        return next > 2;
    }

    /// <summary>
    /// The numbers a cell refers to: 3, 3., （三）, ③, 第3项, 问题3, 问题3：title, 6、7. Empty when it does not begin with one.
    /// </summary>
    public static IReadOnlyList<int> Numbers(string text)
    {
        var folded = Fold.Tight(text);
        if (folded.Length == 0)
        {
            return [];
        }

        List<int> numbers = [];
        var rest = folded;
        while (rest.Length > 0 && Reference().Match(rest) is { Success: true, Length: > 0 } reference && NumberOf(reference.Groups["n"].Value) is { } number)
        {
            numbers.Add(number);
            rest = rest[reference.Length..];
            if (rest.Length > 0 && !ReferenceGoesOn().IsMatch(rest))
            {
                break;
            }
        }

        return numbers;
    }

    /// <summary>The number alone that a cell holds: 1. or （一） or ① or 第1条. It is <see langword="null"/> when it holds anything else, such as a code.</summary>
    public static int? Number(string text)
    {
        var folded = Fold.Tight(text);
        var whole = WholeNumber().Match(folded);
        return whole.Success ? NumberOf(whole.Groups["n"].Value) : null;
    }

    private static bool MayBegin(char sign) =>
        char.IsAsciiDigit(sign) || sign is '(' or '\uFF08' or >= '\uFF10' and <= '\uFF19' or '\u7B2C' || ChineseNumerals.IsNumeral(sign) ||
            Circled(sign) is not null;

    private static int? NumberOf(string numeral) =>
        numeral.Length == 0 ? null
        : numeral.Length == 1 && Circled(numeral[0]) is { } circled ? circled
        : int.TryParse(numeral, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : ChineseNumerals.ValueOf(numeral);

    // ①, ⑴, ⒈ run to 20; ㈠, ❶, ➀ to 10, Ⅰ to 12.
    private static int? Circled(char sign) => sign switch
    {
        >= '\u2460' and <= '\u2473' => sign - '\u2460' + 1,
        >= '\u2474' and <= '\u2487' => sign - '\u2474' + 1,
        >= '\u2488' and <= '\u249B' => sign - '\u2488' + 1,
        >= '\u3220' and <= '\u3229' => sign - '\u3220' + 1,
        >= '\u2160' and <= '\u216B' => sign - '\u2160' + 1,
        >= '\u2776' and <= '\u277F' => sign - '\u2776' + 1,
        >= '\u2780' and <= '\u2789' => sign - '\u2780' + 1,
        _ => null
    };

    private const string Chinese = "[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E\u3007\u96F6]{1,5}";
    private const string Signs = "[\u2460-\u249B\u3220-\u3229\u2776-\u2789\u2160-\u216B]";

    [GeneratedRegex("^\\s*(?:[(\uFF08]\\s*(?:[0-9\uFF10-\uFF19]{1,3}|" + Chinese +
        ")\\s*[)\uFF09][.\u3001\uFF0E]?|[0-9\uFF10-\uFF19]{1,3}\\s*(?:[.\uFF0E](?![0-9" + "\uFF10-\uFF19])|[\u3001)\uFF09])|[0-9]{1,3}\\s+(?=[" +
        "\u4E00-\u9FFF\u300A])|" + Chinese + "\\s*[\u3001.\uFF0E]|\u7B2C(?:[0-9]{1,3}|" + Chinese + ")[\u6761\u9879]\\s*[\u3001:\uFF1A,\uFF0C.]|" +
            Signs + "[.\u3001]?)\\s*")]
    private static partial Regex Mark();

    [GeneratedRegex("^\\s*(?:\u95EE\u9898|\u63AA\u65BD|\u4EFB\u52A1|\u6574\u6539\u63AA\u65BD|\u53CD" +
        "\u9988\u95EE\u9898)\\s*(?:[0-9\uFF10-\uFF19]{1,3}|" + Chinese + ")\\s*[:\uFF1A\u3001.\uFF0E]\\s*")]
    private static partial Regex NamedMark();

    [GeneratedRegex("(?:^|[\\n;\u3002])\\s*(?:\\((?<n>[0-9]{1,2})\\)|(?<n>[0-9]{1,2})(?:\\.(?![0-9])|[\u3001)])|(?<n>" + Signs + "))")]
    private static partial Regex ItemMark();

    [GeneratedRegex("^(?:\u95EE\u9898|\u63AA\u65BD|\u4EFB\u52A1|\u5E8F\u53F7|\u7F16\u53F7|\u5BF9" + "\u5E94|No\\.?)*\u7B2C?\\(?(?<n>" +
        "[1-9][0-9]{4,5}(?![0-9])|[0-9]{1,4}|" + Chinese + "|" + Signs + ")\\)?(?:\u53F7|\u9879|\u6761|\u4E2A|\u95EE\u9898|\u63AA\u65BD|\u4EFB\u52A1)*"
        + "[.\u3002:\u3001,;/]*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    // After 6、 only a further number goes on; a title does not.
    [GeneratedRegex("^(?:\u548C|\u53CA)?(?:\u95EE\u9898|\u63AA\u65BD|\u4EFB\u52A1)?\u7B2C?\\(?(?:[0-9]{1,4}|" + Chinese + "|" + Signs +
        ")\\)?(?:[.\u3002:\u3001,;/\u53F7\u9879\u6761]|$)")]
    private static partial Regex ReferenceGoesOn();

    [GeneratedRegex("^(?:\u95EE\u9898|\u63AA\u65BD|\u4EFB\u52A1|\u5E8F\u53F7)?\u7B2C?\\(?(?<n>[0-9]{1,5}|1[0-9]{5}|200000|" + Chinese + "|" + Signs +
        ")\\)?(?:\u53F7|\u9879|\u6761|\u4E2A|\u95EE\u9898|\u63AA\u65BD|\u4EFB\u52A1)?[." + "\u3002:\u3001,]?$|^(?<n>[0-9]{1,5})\\.0$")]
    private static partial Regex WholeNumber();
}
