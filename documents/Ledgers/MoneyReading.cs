using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>An amount in yuan, exact, and what to tell about it; blank and 无 are no amount and nothing to tell.</summary>
/// <param name="Yuan"><see langword="null"/> when none is written or it has to be asked.</param>
/// <param name="Remark">What to tell.</param>
public readonly record struct MoneyReading(decimal? Yuan, Remark? Remark = null)
{
    /// <summary>Exact, without trailing zeros; <see langword="null"/> without an amount.</summary>
    public string? Exact => Yuan?.ToString("0.############################", CultureInfo.InvariantCulture);
}

/// <summary>Reads amounts: the cell's own unit beats the one of its heading.</summary>
public static partial class MoneyRule
{
    // No amount is as long, and a longer number would not be exact.
    private const int MostSigns = 60;
    private const int MostDigits = 18;

    private const string Approximately = "\u7EA6|\u4F59|\u591A|\u8FD1|\u5DE6\u53F3|\u4E0A\u4E0B|\u5927\u81F4|\u5927\u7EA6|" +
        "\u4E0D\u8DB3|\u8D85|\u903E|\u7A81\u7834|\u4F30\u8BA1|\u9884\u8BA1|\u4EE5\u4E0A|\u4EE5\u5185|\u4E0D\u5C11\u4E8E|" +
        "\u4E0D\u4F4E\u4E8E|\u4E0D\u9AD8\u4E8E|\u6700\u591A|\u81F3\u5C11";

    /// <summary>Yuan in one of the unit a heading names: 元、万元、千元、亿元. It is <see langword="null"/> when it names none.</summary>
    public static (string Unit, decimal Factor)? UnitIn(string heading)
    {
        var unit = HeadingUnit().Match(Fold.Tight(heading));
        return unit.Success ? (unit.Groups["u"].Value, FactorOf(unit.Groups["u"].Value)) : null;
    }

    /// <param name="cell">The cell; <see langword="null"/> when there is nothing in it.</param>
    /// <param name="factor">Yuan in one of the unit of bare numbers.</param>
    public static MoneyReading Read(SheetCell? cell, decimal factor)
    {
        if (cell is null)
        {
            return default;
        }

        if (cell.Kind == CellKind.Number && cell.Number is { } number)
        {
            // A format such as 0"万元" shows the unit beside the number; with a comma before it the number is only shown smaller.
            var shown = cell.Format is { } format && !format.Contains(",\"", StringComparison.Ordinal) ? UnitShown(format) : null;
            return !(Math.Abs(number) < 1e16) ? new MoneyReading(null, new Remark(LedgerCodes.MoneyUnreadable))
                : decimal.TryParse(cell.Written ?? "", NumberStyles.Float, CultureInfo.InvariantCulture, out var written)
                    ? new MoneyReading(Tidy(written) * (shown ?? factor))
                : new MoneyReading((decimal)number * (shown ?? factor));
        }

        return Read(cell.Text, factor);
    }

    public static MoneyReading Read(string text, decimal factor)
    {
        var folded = Fold.Tight(text);
        if (folded.Trim('-', '/', '\\', '~', '_', '*').Length == 0 || folded is "\u65E0" or "\u4E0D\u6D89\u53CA" or "\u672A\u6D89\u53CA" or
            "\u4E0D\u6D89\u53CA\u91D1\u989D" or "\u65E0\u91D1\u989D" or "\u4E0D\u6D89\u53CA\u8D44\u91D1" or "\u6682\u65E0")
        {
            return default;
        }

        if (folded.Length <= MostDigits * 2 && Capitals().IsMatch(folded) && OfCapitals(folded) is { } capital)
        {
            return new MoneyReading(capital, new Remark(LedgerCodes.MoneyInWords));
        }

        var digits = ChineseNumerals.ToDigits(Counted().Replace(Fold.WithoutBrackets(folded).Replace(",", "", StringComparison.Ordinal).Replace("'", "",
            StringComparison.Ordinal), ""));
        var amounts = Amount().Matches(digits);
        if (amounts.Count == 0 || digits.Length > MostSigns || Foreign().IsMatch(digits))
        {
            return new MoneyReading(null, new Remark(LedgerCodes.MoneyUnreadable));
        }

        if (amounts.Count > 1)
        {
            return OfSeveral(digits, amounts, factor);
        }

        var rest = digits.Remove(amounts[0].Index, amounts[0].Length);
        return new MoneyReading(ValueOf(amounts[0], factor), RemarkOf(digits, rest));
    }

    private static MoneyReading OfSeveral(string digits, MatchCollection amounts, decimal factor)
    {
        // 3万5千元 is one amount in two parts; 3-5万元 and 3万元、5万元 are two.
        var total = 0m;
        var smaller = decimal.MaxValue;
        for (var i = 0; i < amounts.Count; i++)
        {
            var unit = amounts[i].Groups["u"].Value;
            var step = unit.Length > 0 ? FactorOf(unit) : 1;
            var adjoins = i == 0 || amounts[i - 1].Index + amounts[i - 1].Length == amounts[i].Index;
            if (!adjoins || step >= smaller || digits[amounts[i].Index] == '-')
            {
                return new MoneyReading(null, new Remark(LedgerCodes.MoneyRange));
            }

            smaller = step;
            total += ValueOf(amounts[i], unit.Length > 0 ? factor : 1);
        }

        return new MoneyReading(total, RemarkOf(digits, Amount().Replace(digits, "")));
    }

    private static Remark? RemarkOf(string all, string rest) =>
        Approximate().IsMatch(all) ? new Remark(LedgerCodes.MoneyApproximate)
        : Harmless().Replace(rest, "").Length > 0 ? new Remark(LedgerCodes.MoneyInWords)
        : null;

    private static decimal ValueOf(Match amount, decimal factor) =>
        decimal.Parse(amount.Groups["n"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) *
        (amount.Groups["u"].Length > 0 ? FactorOf(amount.Groups["u"].Value) : factor);

    private static decimal FactorOf(string unit)
    {
        var factor = 1m;
        foreach (var sign in unit)
        {
            factor *= sign switch { '\u4EBF' => 100_000_000, '\u4E07' => 10_000, '\u5343' => 1_000, '\u767E' => 100, _ => 1 };
        }

        return factor;
    }

    private static decimal? UnitShown(string format) =>
        FormatUnit().Match(format) is { Success: true } unit ? FactorOf(unit.Groups["u"].Value) : null;

    // What a spreadsheet stores of 0.07 is at times 7.0000000000000007E-2: fifteen digits are what it shows and means.
    private static decimal Tidy(decimal written) =>
        decimal.Parse(((double)written).ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static decimal? OfCapitals(string folded)
    {
        const string Numerals = "\u96F6\u58F9\u8D30\u53C1\u8086\u4F0D\u9646\u67D2\u634C\u7396";
        decimal total = 0, section = 0, digit = 0;
        var any = false;
        foreach (var sign in folded)
        {
            var value = sign == '\u8CB3' ? 2 : Numerals.IndexOf(sign);
            if (value >= 0)
            {
                (digit, any) = (value, true);
                continue;
            }

            switch (sign)
            {
                case '\u62FE' or '\u4F70' or '\u4EDF':
                    section += (digit == 0 ? 1 : digit) * (sign == '\u62FE' ? 10 : sign == '\u4F70' ? 100 : 1_000);
                    digit = 0;
                    break;
                case '\u4E07' or '\u842C':
                    // What is counted in hundreds of millions stands before it: 壹亿贰仟万 is 1.2 of them, and not ten thousand times the first.
                    total += (section + digit) * 10_000;
                    (section, digit) = (0, 0);
                    break;
                case '\u4EBF':
                    total = (total + section + digit) * 100_000_000;
                    (section, digit) = (0, 0);
                    break;
                case '\u5143' or '\u5706' or '\u6574' or '\u6B63':
                    total += section + digit;
                    (section, digit) = (0, 0);
                    break;
                case '\u89D2' or '\u5206':
                    total += digit / (sign == '\u89D2' ? 10 : 100);
                    digit = 0;
                    break;
            }
        }

        return any ? total + section + digit : null;
    }

    // 30余万元 are 30 times ten thousand and some.
    [GeneratedRegex("(?<n>-?(?<!\\d)\\d{1,16}(?!\\d)(?:\\.\\d{1,10}(?!\\d))?)(?:[\u4F59\u591A](?=[\u767E\u5343\u4E07\u4EBF]))?" +
        "(?<u>(?:[\u767E\u5343][\u4F59\u591A]?)?\u4E07\u5143?|\u4EBF\u5143?|\u5343\u5143|\u767E\u5143|\u5343(?=\\d|$)|\u767E(?=\\d|$)|\u5143)?")]
    private static partial Regex Amount();

    [GeneratedRegex("[\u58F9\u8D30\u8CB3\u53C1\u8086\u4F0D\u9646\u67D2\u634C\u7396\u62FE\u4F70\u4EDF]")]
    private static partial Regex Capitals();

    // 3笔12.5万元: how many there are is no amount.
    [GeneratedRegex("(?<![\\d.])\\d{1,4}[\u7B14\u6237\u4EBA\u9879\u4E2A\u5BB6\u4EF6\u8D77\u5904\u540D\u6B21\u5957\u8F86](?=.*\\d)")]
    private static partial Regex Counted();

    // What is not in yuan has no amount here.
    [GeneratedRegex("\u7F8E\u5143|\u7F8E\u91D1|\u6B27\u5143|\u6E2F\u5143|\u6E2F\u5E01|\u65E5\u5143|\u82F1\u9551")]
    private static partial Regex Foreign();

    [GeneratedRegex(Approximately)]
    private static partial Regex Approximate();

    [GeneratedRegex("[\u00A5\uFFE5\u5143\u6574\u5171\u8BA1\u3002.;:]|\u4EBA\u6C11\u5E01|RMB|CNY|\u5408\u8BA1")]
    private static partial Regex Harmless();

    [GeneratedRegex("(?:^|[(:/,])(?:\u5355\u4F4D:?|\u4EBA\u6C11\u5E01)?(?<u>\u4E07\u5143|\u4EBF\u5143|\u5343\u5143|\u767E\u4E07\u5143|\u767E\u5143|" +
        "\u5143|\u4E07)\\)?$|\\((?:\u5355\u4F4D:?|\u4EBA\u6C11\u5E01)?(?<u>\u4E07\u5143|\u4EBF\u5143|\u5343\u5143|\u767E\u4E07\u5143|\u767E" +
        "\u5143|\u5143|\u4E07)\\)")]
    private static partial Regex HeadingUnit();

    [GeneratedRegex("(?<u>\u4E07\u5143?|\u4EBF\u5143?|\u5343\u5143|\u5143)")]
    private static partial Regex FormatUnit();
}
