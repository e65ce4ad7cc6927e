using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>Reads what offices write about deadlines. What can mean two days is asked, never guessed.</summary>
/// <param name="feedbackDay">Where no year is written, the first such day from here on is meant.</param>
/// <param name="immediateDay">What the plan's rule proposes for 立行立改； <see langword="null"/> without such a rule.</param>
public sealed partial class DeadlineRule(DateOnly feedbackDay, DateOnly? immediateDay = null)
{
    // 2000-01-01 to 2099-12-31: numbers a spreadsheet would show as these days.
    private const int FirstDayNumber = 36_526;
    private const int LastDayNumber = 73_050;
    private const int Days1904 = 1_462;

    // Day number 1 is 1900-01-01 and the 29th of February 1900 is counted: from March 1900 on the offset is this.
    private static readonly int Epoch = new DateOnly(1899, 12, 30).DayNumber;

    /// <param name="cell">The cell; <see langword="null"/> when there is nothing in it.</param>
    /// <param name="from1904">Whether the workbook counts days from 1904.</param>
    public DeadlineReading Read(SheetCell? cell, bool from1904 = false)
    {
        if (cell is null)
        {
            return DeadlineReading.Asked("", LedgerCodes.DeadlineMissing);
        }

        var text = Fold.Trimmed(cell.Text);
        return cell.Kind switch
        {
            CellKind.Date when cell.Day is { } day => OfDay(day, cell.Format, text),
            CellKind.Number when cell.Number is { } number => OfNumber(number, text, from1904),
            _ => Read(text)
        };
    }

    /// <summary>Reads words.</summary>
    public DeadlineReading Read(string written)
    {
        var text = Fold.Trimmed(written);
        var folded = Folded(text);
        if (folded.Trim('-', '/', '\\', '~', '.', '_', '*', '\u2026').Length == 0)
        {
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineMissing);
        }

        var compact = folded.Length == 8 && folded.StartsWith("20", StringComparison.Ordinal);
        if (NumberOnly().IsMatch(folded) && !compact)
        {
            return OfWrittenNumber(folded, text);
        }

        var longTerm = ForEver().IsMatch(folded);
        if (Abroad().Match(folded) is { Success: true } abroad && !BeginsWithYear(abroad))
        {
            return OfAbroad(abroad, text, longTerm);
        }

        var once = EachTime().Replace(folded, "");
        folded = DateMentions.In(once).Exists(mention => mention.Year is not null) ? once : folded;
        var found = DateMentions.In(folded);
        var isRecurring = Recurring().IsMatch(folded) && !found.Exists(mention => mention is { Year: not null, Begins: false });
        var mentions = WithInherited(found, folded);
        if (isRecurring || (mentions.Count > 0 && Over().IsMatch(Fold.WithoutBrackets(folded))))
        {
            // 每年12月底 is no one day, and 已于5月完成 tells when it was done.
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineNoDate, longTerm);
        }

        if (mentions.Count > 0 && (PartOfMonth().IsMatch(folded) || mentions.Exists(mention => mention is { IsTenth: true, Span: not Span.Month })))
        {
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineAmbiguous, longTerm);
        }

        if (DayOrMonths().Match(folded) is { Success: true } either)
        {
            return OfEither(either, text, longTerm);
        }

        if (NextYear().IsMatch(folded) && mentions.TrueForAll(mention => mention.Year is null))
        {
            // Next to which year is not written.
            var next = mentions.Count > 0 ? mentions[^1].LastDay(feedbackDay.Year + 1) : null;
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineAmbiguous, longTerm, next is { } day ? [day] : []);
        }

        var ends = mentions.FindAll(mention => !mention.Begins);
        if (ends.Count == 0)
        {
            return WithoutDay(text, folded, longTerm, mentions);
        }

        var reading = OfMentions(text, longTerm, ends);
        return reading.Day is not null && reading.Remarks.Count == 0 && Listed().IsMatch(ChineseNumerals.ToDigits(Fold.Tight(text)))
            ? reading with { Remarks = [new Remark(LedgerCodes.DeadlineSeveral)] } : reading;
    }

    private string Folded(string text)
    {
        var folded = Clock().Replace(Fold.Width(text), " ");
        folded = Spaced().Replace(folded, "$1.$2.$3");
        folded = Wrapped().Replace(folded, "");
        folded = Lines().Replace(folded, ";");
        folded = Fold.Tight(folded);
        folded = MonthByName().Replace(folded, Named);
        folded = LetterZero().Replace(folded, "\u3007");
        folded = ChineseNumerals.ToDigits(folded);
        folded = FullStop().Replace(folded, ".");
        folded = Weekday().Replace(folded, "");
        folded = YearTwice().Replace(folded, "\u5E74");
        folded = YearBefore().Replace(folded, "$0$1\u5E74");
        folded = MixedSigns().Replace(folded, "$1.$2.$3");
        folded = ThisYear().Replace(folded, (feedbackDay.Year % 100).ToString("00", CultureInfo.InvariantCulture) + "\u5E74");
        folded = FirstOf().Replace(folded, "$1$2");
        folded = Hyphened().Replace(folded, "$1\u6708$2\u65E5");
        folded = ToMonth().Replace(folded, Later);
        folded = ToDay().Replace(folded, "\u6708$1\u65E5");
        return ToYear().Replace(folded, "$1\u5E74");
    }

    // 30-Nov-24, as a sheet in English saves its days into a .csv.
    private static string Named(Match day)
    {
        const string Names = "janfebmaraprmayjunjulaugsepoctnovdec";
        var month = (Names.IndexOf(day.Groups["m"].Value.ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1;
        return $"{day.Groups["y"].Value}\u5E74{month}\u6708{day.Groups["d"].Value}\u65E5";
    }

    // 4-9月 ends with its second month; 11月至2月 goes over the end of a year and stays two mentions.
    private static string Later(Match range) =>
        int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture) > int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            ? range.Groups[2].Value + range.Groups[3].Value
            : range.Value;

    private static DeadlineReading OfDay(DateOnly day, string? format, string text)
    {
        var shown = ShownBy(format);
        if (shown.Day || !shown.Month && !shown.Year)
        {
            return new DeadlineReading { Day = day, Text = text };
        }

        var month = shown.Month || day.Month != 1 ? day.Month : 12;
        return new DeadlineReading
        {
            Day = day.Day == 1 ? new DateOnly(day.Year, month, DateTime.DaysInMonth(day.Year, month)) : day,
            Text = text,
            Remarks = [new Remark(LedgerCodes.DeadlineMonthShown)]
        };
    }

    private static (bool Year, bool Month, bool Day) ShownBy(string? format)
    {
        if (format is null)
        {
            return (true, true, true);
        }

        var letters = Quoted().Replace(format, "").ToLowerInvariant();
        return (letters.Contains('y') || letters.Contains('e'), letters.Contains('m'), letters.Contains('d'));
    }

    private DeadlineReading OfNumber(double number, string text, bool from1904)
    {
        var days = (int)Math.Clamp(Math.Floor(number), int.MinValue / 2, int.MaxValue / 2) + (from1904 ? Days1904 : 0);
        if (days is >= FirstDayNumber and <= LastDayNumber)
        {
            return new DeadlineReading { Day = DateOnly.FromDayNumber(Epoch + days), Text = text, Remarks = [new Remark(LedgerCodes.DeadlineNumberAsDay)] };
        }

        if (number == Math.Floor(number) && number is >= 20_000_101 and <= 20_991_231)
        {
            return Read(((long)number).ToString(CultureInfo.InvariantCulture)) with { Text = text };
        }

        return Unclear(number.ToString(CultureInfo.InvariantCulture), text);
    }

    // What stands in a .csv, or was typed into a cell of text: the same numbers, but 6.28 can only be the 28th of June.
    private DeadlineReading OfWrittenNumber(string folded, string text)
    {
        var point = folded.IndexOf('.');
        if (double.TryParse(folded, CultureInfo.InvariantCulture, out var number) && number is >= FirstDayNumber and <= LastDayNumber)
        {
            return OfNumber(number, text, from1904: false);
        }

        var lost = point >= 0 && folded[(point + 1)..] is "1" or "2" or "3";
        var month = point == 4 && !folded.EndsWith(".1", StringComparison.Ordinal);
        var mentions = DateMentions.In(folded);
        return point < 0 || lost && !month || mentions.Count != 1 || DayOf(mentions[0]) is null
            ? Unclear(folded, text)
            : OfMentions(text, longTerm: false, mentions);
    }

    private DeadlineReading Unclear(string number, string text)
    {
        List<DateOnly> candidates = [];
        var parts = number.Split('.');
        var lost = parts.Length == 2 && parts[1].Length == 1 ? parts[1] + "0" : null;
        foreach (var second in parts is [{ Length: <= 4 }, _] ? new[] { parts[1], lost } : [])
        {
            if (second is not { Length: <= 2 } || !int.TryParse(second, CultureInfo.InvariantCulture, out var minor))
            {
                continue;
            }

            var mention = parts[0].Length == 4
                ? new DateMention(Span.Month, int.Parse(parts[0], CultureInfo.InvariantCulture), false, minor, null, "", "", 0, 0)
                : new DateMention(Span.Day, null, false, int.Parse(parts[0], CultureInfo.InvariantCulture), minor, "", "", 0, 0);
            if (DayOf(mention) is { } day)
            {
                candidates.Add(day);
            }
        }

        if (parts is [{ Length: 6 } month] && int.TryParse(month[..4], out var year) && int.TryParse(month[4..], out var ofYear) &&
            new DateMention(Span.Month, year, false, ofYear, null, "", "", 0, 0).LastDay(year) is { } end)
        {
            candidates.Add(end);
        }

        return DeadlineReading.Asked(text, LedgerCodes.DeadlineNumberUnclear, longTerm: false, candidates);
    }

    // 24/6/30 begins with the year, as it is written here; 9/30/25 cannot.
    private bool BeginsWithYear(Match match)
    {
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var year = 2000 + Number("a");
        return match.Groups["y"].Length == 2 && match.Groups["a"].Length == 2 && year >= feedbackDay.Year - 1 && year <= feedbackDay.Year + 6
            && new DateMention(Span.Day, year, true, Number("b"), Number("y"), "", "", 0, 0).LastDay(year) is not null;
    }

    // 6/30/2024: which of the first two is the month, only a number above twelve says.
    private static DeadlineReading OfAbroad(Match match, string text, bool longTerm)
    {
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var isShort = match.Groups["y"].Length == 2;
        var (first, second, year) = (Number("a"), Number("b"), Number("y") + (isShort ? 2000 : 0));
        List<DateOnly> days = [];
        foreach (var (month, day) in new[] { (first, second), (second, first) })
        {
            if (new DateMention(Span.Day, year, false, month, day, "", "", 0, 0).LastDay(year) is { } found && !days.Contains(found))
            {
                days.Add(found);
            }
        }

        return days switch
        {
            [] => DeadlineReading.Asked(text, LedgerCodes.DeadlineNotADay, longTerm),
            [var only] => new DeadlineReading { Day = only, LongTerm = longTerm, Text = text, Remarks = isShort ? [new(LedgerCodes.DeadlineYearAssumed)] : [] },
            _ => DeadlineReading.Asked(text, LedgerCodes.DeadlineAmbiguous, longTerm, days)
        };
    }

    // 2024.6-12: the twelfth of June, or June to December.
    private static DeadlineReading OfEither(Match match, string text, bool longTerm)
    {
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var year = Number("y");
        List<DateOnly> days = [];
        foreach (var (span, month, day) in new[] { (Span.Day, Number("m"), (int?)Number("n")), (Span.Month, Number("n"), null) })
        {
            if (new DateMention(span, year, false, month, day, "", "", 0, 0).LastDay(year) is { } found)
            {
                days.Add(found);
            }
        }

        return DeadlineReading.Asked(text, days.Count > 0 ? LedgerCodes.DeadlineAmbiguous : LedgerCodes.DeadlineNotADay, longTerm, days);
    }

    // A later mention without a year goes on in the year of the one before; 次年 in the next.
    private static List<DateMention> WithInherited(List<DateMention> mentions, string folded)
    {
        // 6月28日（2024年）： a year that stands by itself behind a day belongs to it.
        if (mentions is [.., { Span: not Span.Year, Year: null } day, { Span: Span.Year, Part: "", Relation: "" } beside] && folded[beside.Start - 1] == '(')
        {
            mentions.RemoveAt(mentions.Count - 1);
            mentions[^1] = day with { Year = beside.Year, ShortYear = beside.ShortYear };
        }

        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            var before = i > 0 ? mentions[i - 1] : null;
            if (mention is { Span: Span.Day, Number: 0 })
            {
                mention = mention with { Number = before?.Number ?? 0 };
            }

            if (mention.Year is null && before?.Year is { } year)
            {
                var between = folded[before.End..mention.Start];
                var next = between.Contains("\u6B21\u5E74", StringComparison.Ordinal) || between.Contains("\u7FCC\u5E74", StringComparison.Ordinal);
                var range = between is "-" or "~" or "\u81F3" or "\u5230";
                next |= range && mention.LastDay(year) < before.LastDay(year);
                mention = mention with { Year = next ? year + 1 : year, ShortYear = before.ShortYear };
            }

            mentions[i] = mention;
        }

        for (var i = mentions.Count - 1; i > 0; i--)
        {
            // A range is one mention: its end.
            if (folded[mentions[i - 1].End..mentions[i].Start] is "-" or "--" or "~" or "\u81F3" or "\u5230" or "\u81F3\u6B21\u5E74" or
                "\u5230\u6B21\u5E74" or "-\u6B21\u5E74")
            {
                mentions.RemoveAt(i - 1);
            }
        }

        return mentions;
    }

    private DeadlineReading WithoutDay(string text, string folded, bool longTerm, List<DateMention> begins)
    {
        if (Length().Match(folded) is { Success: true } length)
        {
            var from = begins.Count > 0 ? DayOf(begins[0]) ?? feedbackDay : feedbackDay;
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineRelative, longTerm, After(from, length) is { } day ? [day] : []);
        }

        return DeadlineReading.Asked(text, LedgerCodes.DeadlineNoDate, longTerm, immediateDay is { } proposed && AtOnce().IsMatch(folded) ? [proposed] : []);
    }

    private static DateOnly? After(DateOnly from, Match length)
    {
        var unit = length.Groups["u"].Value;
        if (length.Groups["n"].Value == "\u534A")
        {
            return unit switch { "\u5E74" => from.AddMonths(6), "\u6708" => from.AddDays(15), _ => null };
        }

        var count = int.Parse(length.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);
        return unit switch
        {
            "\u6708" => from.AddMonths(count),
            "\u5B63\u5EA6" => from.AddMonths(3 * count),
            "\u5E74" => from.AddYears(count),
            "\u5468" or "\u661F\u671F" => from.AddDays(7 * count),
            "\u5929" or "\u65E5" or "\u81EA\u7136\u65E5" => from.AddDays(count),
            _ => null
        };
    }

    private DeadlineReading OfMentions(string text, bool longTerm, List<DateMention> ends)
    {
        var last = ends[^1];
        if (DayOf(last) is not { } day)
        {
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineNotADay, longTerm);
        }

        if (!last.Sure)
        {
            var before = last.DayBefore(day.Year);
            return last is { Span: Span.Year, Part: [.., '\u4E2D'] }
                ? DeadlineReading.Asked(text, LedgerCodes.DeadlineAmbiguous, longTerm, [new DateOnly(day.Year, 6, 30)])
                : DeadlineReading.Asked(text, LedgerCodes.DeadlineAmbiguous, longTerm, before is { } earlier && last.Span != Span.Day ? [earlier,
                day] : [day]);
        }

        List<Remark> remarks = [];
        var others = ends[..^1].ConvertAll(DayOf).FindAll(other => other is not null && other != day);
        if (others.Exists(other => other > day))
        {
            return DeadlineReading.Asked(text, LedgerCodes.DeadlineSeveral, longTerm, [.. others.ConvertAll(other => other!.Value), day]);
        }

        if (others.Count > 0)
        {
            remarks.Add(new Remark(LedgerCodes.DeadlineSeveral));
        }

        if (last.YearAssumed)
        {
            remarks.Add(new Remark(LedgerCodes.DeadlineYearAssumed));
        }

        return new DeadlineReading { Day = day, LongTerm = longTerm, Text = text, Remarks = remarks };
    }

    private DateOnly? DayOf(DateMention mention)
    {
        if (mention.Year is { } year)
        {
            return mention.LastDay(year);
        }

        for (var next = feedbackDay.Year; next <= feedbackDay.Year + 8; next++)
        {
            if (mention.LastDay(next) is { } day && day >= feedbackDay)
            {
                return day;
            }
        }

        return null;
    }

    [GeneratedRegex("(?<=[\\s\u65E5\u53F7T\\d])(?:T|\\s)*(?:\u4E0A\u5348|\u4E0B\u5348|\u665A|\u51CC\u6668|\u4E2D\u5348)?\\d{1,2}(?::\\d{1,2}){1,2}(?:" +
        "\\.\\d+)?Z?|(?<=[\\s\u65E5\u53F7])\\s*(?:\u4E0A\u5348|\u4E0B\u5348|\u665A|\u51CC\u6668|\u4E2D\u5348)?\\d{1,2}[\u65F6\u70B9](?:\\d{" +
        "1,2}\u5206?|\u6574|\u534A)?|(?<=[\u65E5\u53F7])(?:\u4E0B\u73ED|\u4E0A\u5348|\u4E0B\u5348)")]
    private static partial Regex Clock();

    [GeneratedRegex("(?<![\\d])(\\d{4})[\\s\u3001,]+(\\d{1,2})[\\s\u3001,]+(\\d{1,2})(?!\\d)")]
    private static partial Regex Spaced();

    [GeneratedRegex("(?<=[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u3007\u25CB\u96F60])[oO0](?=[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D" +
        "\u4E03\u516B\u4E5D\u3007\u25CB\u96F6])")]
    private static partial Regex LetterZero();

    // 2024年⏎9月底前: broken for the width of the column only.
    [GeneratedRegex("(?<=\u5E74)\\s*\\n\\s*(?=[\\d\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341]{1,3}\u6708)|" +
        "(?<=\u6708)\\s*\\n\\s*(?=[\\d\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341]{1,3}[\u65E5\u53F7]|" +
        "[\u5E95\u672B\u521D\u4E2D\u4E0A\u4E0B\u4EFD\u524D])" +
        "|(?<=[\\d\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341])\\s*\\n\\s*(?=[\u5E74\u6708\u65E5])|" +
        "(?<=\\d[-./])\\s*\\n\\s*(?=\\d)|(?<=\u65E5)\\s*\\n\\s*(?=\u524D)" +
        "|(?<=\u5E74)\\s*\\n\\s*(?=\u7B2C|[1-4\u4E00\u4E8C\u4E09\u56DB]\u5B63|[\u4E0A\u4E0B]\u534A\u5E74)|(?<=\u7B2C)\\s*\\n\\s*")]
    private static partial Regex Wrapped();

    [GeneratedRegex("\\s*\\n\\s*|(?<=\\d)\\s+(?=(?:19|20)\\d{2}[-./\u5E74])")]
    private static partial Regex Lines();

    [GeneratedRegex("(?:\u4ECA|\u672C|\u5F53)\u5E74\u5EA6?(?=\\d|\u7B2C|[\u4E0A\u4E0B]\u534A\u5E74|\u5E74)")]
    private static partial Regex ThisYear();

    [GeneratedRegex("(?:\u660E|\u6B21|\u7FCC|\u4E0B\u4E00|\u540E)\u5E74")]
    private static partial Regex NextYear();

    // 8月第2周, 第1个工作日, 上半月: which day that is, a person says.
    [GeneratedRegex("\u6708\u4EFD?\u7684?(?:\u7B2C\\d{1,2}\u4E2A?(?:\u5468|\u661F\u671F|\u793C\u62DC|\u5DE5\u4F5C\u65E5)" +
        "|\u9996\u5468|\u9996\u4E2A|\u4E0A\u534A\u6708)")]
    private static partial Regex PartOfMonth();

    // 前三季度 and 前6个月 end with the last of them.
    [GeneratedRegex("(?<=\u5E74|^)\u524D(\\d{1,2})\u4E2A?(\u5B63\u5EA6|\u6708)")]
    private static partial Regex FirstOf();

    // 9-30 as the whole cell; 9-11 may as well be two months.
    [GeneratedRegex("^(\\d{1,2})-(1[3-9]|2\\d|3[01])(?=[\u65E5\u53F7]?(?:\u4E4B|\u4EE5)?\u524D?$)[\u65E5\u53F7]?")]
    private static partial Regex Hyphened();

    [GeneratedRegex("^(?<a>\\d{1,2})[/.-](?<b>\\d{1,2})[/.-](?<y>(?:19|20)\\d{2}|\\d{2})\u5E74?\u524D?$")]
    private static partial Regex Abroad();

    [GeneratedRegex("(?<!\\d)(?<d>\\d{1,2})[-/]?(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[-/,]?(?<y>\\d{4}|\\d{2})(?!\\d)" +
        "|(?<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?<d>\\d{1,2}),(?<y>\\d{4})(?!\\d)", RegexOptions.IgnoreCase)]
    private static partial Regex MonthByName();

    // 2024.6-30 is a day with two signs, and 2024.9.1-30 ends with the thirtieth; 2024.6-9 may be months.
    [GeneratedRegex("(?<!\\d)(\\d{4})[./](\\d{1,2})(?:[./]\\d{1,2})?-(1[3-9]|2\\d|3[01])(?![\\d\u6708.])")]
    private static partial Regex MixedSigns();

    [GeneratedRegex("(?<!\\d)(?<y>(?:19|20)\\d{2})[./](?<m>\\d{1,2})(?:[./]\\d{1,2})?-(?<n>\\d{1,2})(?![\\d\u6708./])")]
    private static partial Regex DayOrMonths();

    // 2024年年内.
    [GeneratedRegex("(?<=\\d)\u5E74\u5E74(?=[\u5E95\u672B\u7EC8\u5185\u521D\u4E2D])")]
    private static partial Regex YearTwice();

    // 2024年汛期前（5月31日前）： the day in the brackets is of that year.
    [GeneratedRegex("(?<!\\d)(\\d{4})\u5E74[^\\d,;\u3002()]{0,10}\\((?=\\d{1,2}[\u6708.])")]
    private static partial Regex YearBefore();

    // 2024年9月底前制定方案，每年12月底前报送: what comes back every year is behind the day.
    [GeneratedRegex("(?<=^|[,;\u3002(])\u6BCF(?:\u5E74|\u534A\u5E74|\u5B63\u5EA6?|\u4E2A?\u6708)[^,;\u3002()]*")]
    private static partial Regex EachTime();

    // 6月、12月: the last counts, and it is told.
    [GeneratedRegex("\\d{1,2}\u6708?\u3001\u7B2C?\\d{1,2}(?:\u6708|\u5B63\u5EA6)")]
    private static partial Regex Listed();

    [GeneratedRegex("\u5DF2(?:\u4E8E|\u5728|\u7ECF)?(?!\u5EF6)[^,;\u3002]{0,16}(?:\u5B8C\u6210|\u6574\u6539|\u529E\u7ED3|\u843D\u5B9E|" +
        "\u5370\u53D1|\u5230\u4F4D)")]
    private static partial Regex Over();

    [GeneratedRegex("(?<=\\d)[\u3002\u00B7\u2022\u30FB](?=\\d)")]
    private static partial Regex FullStop();

    [GeneratedRegex("\\(?(?:\u661F\u671F|\u5468|\u793C\u62DC)[\u65E5\u59291-7](?!\\d)\\)?")]
    private static partial Regex Weekday();

    [GeneratedRegex("\u7B2C?(?<!\\d)(\\d{1,2})(?:\u6708)?[-~\u81F3\u5230\u3001]\u7B2C?(\\d{1,2})(\u6708(?!\\d)|\u5B63\u5EA6)")]
    private static partial Regex ToMonth();

    [GeneratedRegex("\u6708\\d{1,2}[\u65E5\u53F7]?[-~\u81F3\u5230](\\d{1,2})[\u65E5\u53F7]")]
    private static partial Regex ToDay();

    [GeneratedRegex("(?<!\\d)\\d{4}\u5E74?[-~\u81F3\u5230](\\d{4})\u5E74(?!\\d)")]
    private static partial Regex ToYear();

    [GeneratedRegex("^\\d+(?:\\.\\d+)?$")]
    private static partial Regex NumberOnly();

    [GeneratedRegex("\u957F\u671F|\u6301\u7EED|\u5E38\u6001|\u957F\u6548|\u5E38\u6293|\u957F\u6293|\u6C38\u4E45|\u4E00\u4EE5\u8D2F\u4E4B|1\u4EE5\u8D2F" +
        "\u4E4B|\u4E45\u4E45\u4E3A\u529F|\u6301\u4E4B\u4EE5\u6052|\u9A70\u800C\u4E0D\u606F|" +
        "\u4E0D\u95F4\u65AD|\u7ECF\u5E38\u6027|\u7ECF\u5E38\u5316|\u5E76\u575A\u6301")]
    private static partial Regex ForEver();

    [GeneratedRegex("\u6BCF(?:\u5E74|\u4E2A?\u6708|\u5B63|\u4E2A?\u5B63\u5EA6|\u5468|\u534A\u5E74|\u5B66\u671F)|\u9010\u5E74|\u9010\u6708|\u6309\u5B63|" +
        "\u6309\u6708")]
    private static partial Regex Recurring();

    [GeneratedRegex("(?<![\u4E0A\u4E0B\\d\u6708\u5E74])(?<n>\\d{1,3}|\u534A)(?:\u4E2A(?<u>\u6708|\u5DE5\u4F5C\u65E5|\u661F\u671F|\u5B63\u5EA6|\u81EA" +
        "\u7136\u65E5)|\u4E2A?(?<u>\u5DE5\u4F5C\u65E5|\u81EA\u7136\u65E5|\u5929|\u65E5|\u5468|\u661F\u671F|\u5E74)(?=(?:\u4E4B|\u4EE5)?" +
        "\u5185|\u540E|$))")]
    private static partial Regex Length();

    [GeneratedRegex("\u7ACB\u884C|\u5373\u77E5|\u7ACB\u5373|\u5373\u884C|\u9A6C\u4E0A|\u5373\u65F6|\u7ACB\u67E5|\u8FB9\u67E5|\u8FB9\u6574|\u5F53\u5373|" +
        "\u7ACB\u6539|\u5373\u6539|\u73B0\u573A\u6574\u6539|\u7ACB\u6574")]
    private static partial Regex AtOnce();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.")]
    private static partial Regex Quoted();
}
