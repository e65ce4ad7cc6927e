using System.Globalization;
using System.Text.RegularExpressions;

namespace Rectification.Documents.Ledgers;

/// <summary>How much of the calendar a mention names.</summary>
internal enum Span
{
    Day = 1,
    Month = 2,
    Quarter = 3,
    HalfYear = 4,
    Year = 5
}

/// <summary>One day, month, quarter, half-year or year as a text mentions it; what is not written is <see langword="null"/>.</summary>
internal sealed record DateMention(Span Span, int? Year, bool ShortYear, int Number, int? Day, string Part, string Relation, int Start, int End)
{
    /// <summary>起， 后， 开始： it begins there, so it is no end.</summary>
    public bool Begins => IsOpenEnded || Relation is "\u8D77" or "\u540E" or "\u5F00\u59CB" or "\u4EE5\u6765" or "\u4E4B\u65E5" or "\u53CD\u9988";

    /// <summary>2024年3月至今， 2024年3月—长期， 2024年3月1日—： a range without an end.</summary>
    private bool IsOpenEnded => Relation.Length > 0 && Relation[0] is '-' or '~' or '\u81F3' or '\u5230';

    /// <summary>Whether the year has to be assumed.</summary>
    public bool YearAssumed => Year is null || ShortYear;

    /// <summary>The last day meant, in a given year; <see langword="null"/> when there is no such day.</summary>
    public DateOnly? LastDay(int year)
    {
        var month = Span switch { Span.Quarter => Number * 3, Span.HalfYear => Number * 6, Span.Year => 12, _ => Number };
        if (year is < 1900 or > 2200 || month is < 1 or > 12)
        {
            return null;
        }

        var last = DateTime.DaysInMonth(year, month);
        var day = Span == Span.Day ? Day ?? 0 : Part switch { "\u4E0A\u65EC" => 10, "\u4E2D\u65EC" => 20, _ => last };
        return day >= 1 && day <= last ? new DateOnly(year, month, day) : null;
    }

    /// <summary>The last day before what is meant begins.</summary>
    public DateOnly? DayBefore(int year)
    {
        if (LastDay(year) is not { } last)
        {
            return null;
        }

        var begins = Part switch
        {
            "\u4E0A\u65EC" => 1,
            "\u4E2D\u65EC" => 11,
            "\u4E0B\u65EC" => 21,
            _ => 1
        };
        var months = Span switch { Span.Quarter => 2, Span.HalfYear => 5, Span.Year => 11, _ => 0 };
        return new DateOnly(last.Year, last.Month, 1).AddMonths(-months).AddDays(begins - 2);
    }

    /// <summary>Ends for sure: 底， 末 and nothing at all; not 初， 中， and not 前 after more than a day.</summary>
    public bool Sure => Relation is not ("\u524D\u540E" or "\u5DE6\u53F3") &&
        (Span == Span.Day || (Part.Length == 0 || Part[^1] is '\u5E95' or '\u672B' or '\u7EC8' ? Part.Length > 0 || Relation != "\u524D" : Tenth &&
            Relation != "\u524D"));

    // A month has them; 2024年中旬 says no day.
    private bool Tenth => Span == Span.Month && IsTenth;

    /// <summary>上旬， 中旬 and 下旬， of whatever it is said.</summary>
    public bool IsTenth => Part is "\u4E0A\u65EC" or "\u4E2D\u65EC" or "\u4E0B\u65EC";
}

/// <summary>Finds what a text, folded and in digits, mentions of the calendar, in the order written.</summary>
internal static partial class DateMentions
{
    private const string Rest =
        "(?<part>\u4E0A\u4E2D\u65EC|\u4E2D\u4E0B\u65EC" +
            "|\u6708\u5E95|\u6708\u672B|\u5E74\u5E95|\u5E74\u672B|\u5E95|\u672B|\u7EC8|\u4E0A\u65EC|\u4E2D\u65EC|\u4E0B\u65EC|\u6708" +
            "\u521D|\u5E74\u521D|\u521D|\u6708\u4E2D|\u5E74\u4E2D|\u4E2D(?!\u5FC3|\u592E|\u5C42))?" +
        "(?:\u4E4B|\u4EE5)?(?<rel>\u524D\u540E|\u5DE6\u53F3|\u524D|\u5185|\u540E|\u8D77|\u5F00\u59CB|\u4EE5\u6765|\u4E4B\u65E5|\u53CD\u9988|\u6B62|" +
            "[-~\u81F3\u5230]+(?:\u957F\u671F|\u4ECA|\u6301\u7EED|\u5E38\u6001|\u957F\u6548|\u6C38\u4E45|$))?";

    /// <summary>All of them; a day that is written without month or year takes them from the one before.</summary>
    public static List<DateMention> In(string text)
    {
        List<DateMention> found = [];
        foreach (Match match in Mention().Matches(text))
        {
            if (Of(match) is { } mention && (mention.Span != Span.Year || YearStandsAlone(text, mention)))
            {
                found.Add(mention);
            }
        }

        return found;
    }

    // 2024年春节前 names a year, but the day is somewhere else.
    private static bool YearStandsAlone(string text, DateMention year) =>
        year.Part.Length > 0 || year.Relation.Length > 0 || year.End >= text.Length ||
            ",;\u3002\u3001)-~\u81F3\u5230\u5B8C\u5168\u6574\u957F\u6301\u5E76".Contains(text[year.End]);

    private static DateMention? Of(Match match)
    {
        var groups = match.Groups;
        var year = groups["y"].Success ? int.Parse(groups["y"].ValueSpan, CultureInfo.InvariantCulture) : (int?)null;
        var shortYear = groups["y"].Length == 2;
        var part = groups["part"].Value;
        var relation = groups["rel"].Value;
        DateMention Mentioned(Span span, int number, int? day = null) =>
            new(span, shortYear ? 2000 + year : year, shortYear, number, day, part, relation, match.Index, match.Index + match.Length);
        int Number(string group) => int.Parse(groups[group].ValueSpan, CultureInfo.InvariantCulture);
        if (groups["d"].Success)
        {
            return Mentioned(Span.Day, groups["m"].Success ? Number("m") : 0, Number("d"));
        }

        if (groups["m"].Success)
        {
            return Mentioned(Span.Month, Number("m"));
        }

        if (groups["q"].Success)
        {
            return Mentioned(Span.Quarter, Number("q"));
        }

        if (groups["h"].Success)
        {
            return Mentioned(Span.HalfYear, groups["h"].ValueSpan[0] == '\u4E0A' ? 1 : 2);
        }

        if (groups["w"].Success)
        {
            part = groups["w"].Value.EndsWith('\u5185') ? "\u5E95" : groups["w"].Value[^1..];
            return Mentioned(Span.Year, 0);
        }

        return year is null ? null : Mentioned(Span.Year, 0);
    }

    [GeneratedRegex(
        "(?:" +
        "(?<!\\d)(?<y>(?:19|20)\\d{2})(?<m>\\d{2})(?<d>\\d{2})(?!\\d)" +
        "|(?<!\\d)(?<y>\\d{4}|\\d{2})(?<s>[-./])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?!\\d)[\u65E5\u53F7]?" +
        "|(?<!\\d)(?<y>\\d{4}|\\d{2})[\u5E74\\-./](?<m>\\d{1,2})[\u6708.](?<d>\\d{1,2})(?!\\d)[\u65E5\u53F7]?" +
        "|(?:(?<!\\d)(?<y>\\d{4}|\\d{2})\u5E74?)?\u7B2C?(?<q>\\d)\u5B63\u5EA6?" +
        "|(?:(?<!\\d)(?<y>\\d{4}|\\d{2})\u5E74?)?[Qq](?<q>\\d)(?!\\d)" +
        "|(?:(?<!\\d)(?<y>\\d{4}|\\d{2})\u5E74\u5EA6?)?(?<h>[\u4E0A\u4E0B])\u534A\u5E74" +
        "|(?<!\\d)(?<y>\\d{4}|\\d{2})\u5E74(?<m>\\d{1,2})\u6708\u4EFD?" +
        "|(?<!\\d)(?<y>(?:19|20)\\d{2})[-./](?<m>\\d{1,2})(?!\\d)\u6708?\u4EFD?" +
        "|(?<!\\d)(?<m>\\d{1,2})\u6708(?<d>\\d{1,2})(?![\\d\u4E2A\u9879])[\u65E5\u53F7]?" +
        "|(?<![\\d.])(?<m>\\d{1,2})[./](?<d>\\d{1,2})" +
        "(?![\\d.\u6708%\u4EBF\u4E07\u5343\u5143\u5428\u4EA9\u7C73\u500D\u4E2A]|\u516C\u91CC|\u5E73\u65B9)[\u65E5\u53F7]?" +
        "|(?<=[\u81F3\u5230~])(?<m>\\d{1,2})-(?<d>\\d{1,2})(?!\\d)" +
        "|(?<=[-\u81F3\u5230~])(?<d>\\d{1,2})[\u65E5\u53F7]" +
        "|(?<!\\d)(?<m>\\d{1,2})\u6708\u4EFD?" +
        "|(?<!\\d)(?<y>\\d{4}|\\d{2})\u5E74\u5EA6?" +
        "|(?<![\\d\u534A])(?<w>(?:\u672C|\u4ECA|\u5F53)?\u5E74(?:\u5E95|\u672B|\u7EC8|\u5185|\u5EA6\u5185))" +
        ")" + Rest, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
