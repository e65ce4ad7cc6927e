using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>What a cell reports about how far a measure is. 已完成 is a report of 100, never a sign-off.</summary>
/// <param name="Percent">0 to 100; <see langword="null"/> when no number is reported.</param>
/// <param name="Known">Whether the words are known as a state, or hold a percent; prose is not.</param>
/// <param name="Remark">What to tell.</param>
public readonly record struct StateReading(int? Percent, bool Known, Remark? Remark = null);

/// <summary>Reads words of state and percents.</summary>
public static partial class StateRule
{
    /// <param name="cell">The cell; <see langword="null"/> when there is nothing in it.</param>
    public static StateReading Read(SheetCell? cell)
    {
        if (cell is null)
        {
            return default;
        }

        if (cell.Kind == CellKind.Number && cell.Number is { } number)
        {
            var bounded = (decimal)Math.Clamp(double.IsNaN(number) ? -1 : number, -1e9, 1e9);
            return cell.Format?.Contains('%') == true ? OfPercent(bounded * 100) : OfBare(bounded);
        }

        return cell.Kind == CellKind.Boolean ? new StateReading(cell.Text.StartsWith('T') ? 100 : null, true) : Read(cell.Text);
    }

    /// <summary>Reads a cell under a heading that asks for whole percents.</summary>
    internal static StateReading ReadPercent(SheetCell? cell) =>
        cell is { Kind: CellKind.Number, Number: { } number } && cell.Format?.Contains('%') != true
            && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
            ? OfPercent((decimal)number) : Read(cell);

    /// <summary>Reads words; <c>√</c> and 是 are left to whoever knows the heading.</summary>
    public static StateReading Read(string text)
    {
        var folded = Fold.Tight(text);
        if (folded.Trim('-', '/', '\\', '~', '_').Length == 0)
        {
            return default;
        }

        if (Ticked(folded) is { } ticked)
        {
            return ticked switch
            {
                [] => default,
                [var only] => Read(only),
                _ => new StateReading(null, true, new Remark(LedgerCodes.StateContradictory)),
            };
        }

        if (folded.Length <= 12 && decimal.TryParse(folded, NumberStyles.Float, CultureInfo.InvariantCulture, out var bare))
        {
            return OfBare(bare);
        }

        if (WrittenPercent().Match(folded) is { Success: true } percent)
        {
            var value = ValueOf(percent);
            var known = folded.Length <= 20;
            return OtherPercent(percent, value) is { } other
                ? new StateReading(null, known, new Remark(LedgerCodes.PercentUnclear, Text(value), Text(other)))
                : SaysSignedOff().IsMatch(folded) ? OfPercent(value) with { Known = known, Remark = new Remark(LedgerCodes.StateSignOff) }
                : OfPercent(value) with { Known = known };
        }

        if (Tenths().Match(folded) is { Success: true } tenths)
        {
            var written = tenths.Groups["n"].ValueSpan;
            var tens = char.IsAsciiDigit(written[0]) ? written[0] - '0' : ChineseNumerals.ValueOf(written) ?? 0;
            return OfPercent((tens * 10) + (tenths.Groups["half"].Success ? 5 : 0));
        }

        if (folded.Length > 20)
        {
            return default;
        }

        // 已整改（待复查）： what stands in brackets comes after; 已于5月20日完成 is 已完成.
        var words = OfWords(folded);
        words = words.Known ? words : OfWords(Fold.WithoutBrackets(folded));
        words = words.Known ? words : OfWords(DoneOn().Replace(folded, "\u5DF2"));
        if (!words.Known && SaysSignedOff().IsMatch(folded))
        {
            // 市级已销号, 2024年6月28日销号.
            return new StateReading(null, true, new Remark(LedgerCodes.StateSignOff));
        }

        return words is { Percent: 100, Remark: null } && SaysSignedOff().IsMatch(folded) ? words with { Remark = new(LedgerCodes.StateSignOff) } : words;
    }

    /// <summary>Whether a heading is itself a state, as of columns that exclude each other.</summary>
    public static bool IsState(string word) => word.Length is > 0 and <= 12
        && (StateHeading().IsMatch(word) || StateEnd().IsMatch(word) && (Open().IsMatch(word) || Done().IsMatch(word)));

    /// <summary>Whether text in a column that is itself a state （完成整改， 正在整改 …） only marks it.</summary>
    public static bool IsMark(string text) => Fold.Tight(text) is "\u221A" or "\u2713" or "\u2714" or "\u662F" or "1" or "Y" or "y" or "\u2611" or
        "\u25A0" or "\u25CF" or "\u25CB" or "V" or "v" or "\u2605" or "TRUE" or "True";

    /// <summary>否， ×, 0: the column with it is not the state.</summary>
    public static bool IsNo(string text) => Fold.Tight(text) is "\u5426" or "\u00D7" or "X" or "x" or "0" or "N" or "n" or "\u65E0" or "-" or "--" or
        "/" or "\u25A1" or "\u2610" or "FALSE" or "False";

    /// <summary>Of the answers that a cell prints with a box each, those that are ticked; <see langword="null"/> where none are printed.</summary>
    internal static List<string>? Ticked(string text)
    {
        var folded = Fold.Tight(text);
        var boxes = Box().Matches(folded);
        if (boxes.Count == 0 || boxes.Count == folded.Length)
        {
            return null;
        }

        var areBefore = boxes[0].Index == 0;
        if (!areBefore && boxes[^1].Index != folded.Length - 1)
        {
            return null;
        }

        List<string> ticked = [];
        for (var i = 0; i < boxes.Count; i++)
        {
            var word = areBefore
                ? folded[(boxes[i].Index + 1)..(i + 1 < boxes.Count ? boxes[i + 1].Index : folded.Length)]
                : folded[(i > 0 ? boxes[i - 1].Index + 1 : 0)..boxes[i].Index];
            if (boxes[i].Groups["ticked"].Success)
            {
                ticked.Add(word.Trim(',', ';', '\u3001', '/', '\u3002'));
            }
        }

        return ticked;
    }

    private static StateReading OfWords(string folded) =>
        Stopped().IsMatch(folded) ? new StateReading(null, true, new Remark(LedgerCodes.StateStopped))
        : Late().IsMatch(folded) ? new StateReading(100, true)
        : SignedOff().IsMatch(folded) ? new StateReading(null, true, new Remark(LedgerCodes.StateSignOff))
        : Open().IsMatch(folded) ? new StateReading(null, true)
        : Done().IsMatch(folded) ? new StateReading(100, true)
        : Other().IsMatch(folded) ? new StateReading(null, true)
        : default;

    private static decimal ValueOf(Match percent) => percent.Groups["n"].Success
        ? decimal.Parse(percent.Groups["n"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)
        : ChineseNumerals.ValueOf(percent.Groups["c"].ValueSpan) ?? 0;

    // 由40%提高到60%: which of them it is now, a person says.
    private static decimal? OtherPercent(Match first, decimal value)
    {
        for (var next = first.NextMatch(); next.Success; next = next.NextMatch())
        {
            if (ValueOf(next) is var other && other != value)
            {
                return other;
            }
        }

        return null;
    }

    private static StateReading OfBare(decimal number) =>
        number is > 0 and <= 1
            ? new StateReading(null, true, new Remark(LedgerCodes.PercentUnclear, Text(number), Text(number * 100)))
            : OfPercent(number);

    private static StateReading OfPercent(decimal percent)
    {
        // What is stored of 29 % is at times 0.28999999999999998.
        percent = Math.Round(percent, 6);
        return percent is < 0 or > 100 ? new StateReading(null, true, new Remark(LedgerCodes.PercentOutOfRange))
            : percent != Math.Floor(percent) ? new StateReading((int)Math.Floor(percent), true, new Remark(LedgerCodes.PercentFraction))
            : new StateReading((int)percent, true);
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    // 已完成约八成, 8成半, 七成左右.
    [GeneratedRegex("^(?:\u5DF2?\u5B8C\u6210|\u8FDB\u5EA6|\u7EA6)*(?<n>[1-9\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D])" +
        "\u6210(?<half>\u534A)?(?:\u5DE6\u53F3)?$")]
    private static partial Regex Tenths();

    [GeneratedRegex("(?<!\u672A|\u5F85|\u53EF|\u62DF|\u7533\u8BF7|\u7533\u62A5|\u4E0D|\u4E0D\u4E88|\u4E0D\u540C\u610F|\u5EFA\u8BAE|\u6682\u7F13|\u51C6\u5907|" +
        "\u5C1A\u672A|\u540E)\u5DF2?\u9500\u53F7\\)?$")]
    private static partial Regex SaysSignedOff();

    [GeneratedRegex("^\u5DF2(?:\u4E8E|\u5728)[\\d\u5E74\u6708\u65E5\u53F7\u5E95\u672B\u521D\u4E0A\u4E2D\u4E0B\u65EC\u524D./-]{2,12}|" +
        "^[\\d\u5E74\u6708\u65E5\u53F7\u5E95./-]{2,12}\u5DF2")]
    private static partial Regex DoneOn();

    [GeneratedRegex("(?<ticked>[\u2611\u2612\u2713\u2714\u221A\u25A0\u25CF])|[\u25A1\u2610\u25CB\u25A2]")]
    private static partial Regex Box();

    [GeneratedRegex("(?<n>-?(?<!\\d)\\d{1,9}(?:\\.\\d{1,9})?)%|\u767E\u5206\u4E4B(?<c>[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341" +
        "\u767E\u96F6\u3007]+)|\u767E\u5206\u4E4B(?<n>\\d{1,9})")]
    private static partial Regex WrittenPercent();

    [GeneratedRegex("^(?:\u5DF2|\u5DF2\u7ECF|\u672A|\u5C1A\u672A|\u6B63\u5728|\u57FA\u672C|\u90E8\u5206|\u5168\u90E8|\u6309\u671F|\u6309\u65F6|\u8D85" +
        "\u671F|\u903E\u671F|\u6301\u7EED|\u5F85)?(?:\u5B8C\u6210|\u6574\u6539|\u6574\u6539\u5B8C\u6210|\u5B8C\u6210\u6574\u6539|\u63A8" +
        "\u8FDB|\u529E\u7ED3|\u843D\u5B9E|\u5316\u89E3|\u6574\u6CBB|\u8FDB\u884C|\u542F\u52A8|\u9500\u53F7|\u6574\u6539\u5230\u4F4D|\u5EF6" +
        "\u671F|\u6574\u6539\u5EF6\u671F)(?:\u6574\u6539|\u4E2D|\u4EFB\u52A1|\u4E8B\u9879)?$|^(?:\u5E8F\u65F6|\u6EDE\u540E|\u5DF2\u5B8C" +
        "\u6210|\u5EF6\u671F)(?:\u4EFB\u52A1|\u8FDB\u5EA6|\u63A8\u8FDB)?$|^(?:\u8D85\u671F|\u903E\u671F|\u6EDE\u540E|\u8D85\u65F6)$|" +
        "^(?:\u957F\u671F|\u957F\u671F\u575A\u6301|\u957F\u671F\u6574\u6539|\u6301\u7EED\u6574\u6539|\u53D6\u5F97\u9636\u6BB5\u6027\u6210\u6548|" +
        "\u53D6\u5F97\u9636\u6BB5\u6027\u6210\u679C)$|" +
        "^\u6309\u5E8F\u65F6(?:\u8FDB\u5EA6)?\u63A8\u8FDB$")]
    private static partial Regex StateHeading();

    [GeneratedRegex("(?:\u5B8C\u6210|\u6574\u6539|\u63A8\u8FDB|\u529E\u7ED3|\u843D\u5B9E|\u5316\u89E3|\u6574\u6CBB|\u6CBB\u7406|" +
        "\u542F\u52A8|\u5F00\u59CB|\u5F00\u5C55|\u5230\u4F4D|\u5EF6\u671F|\u95ED\u73AF|\u4E2D)$")]
    private static partial Regex StateEnd();

    [GeneratedRegex("^\u4E0D\u518D(?:\u6574\u6539|\u5B9E\u65BD|\u63A8\u8FDB|\u6267\u884C)|^\u5DF2?\u5408\u5E76|^\u5E76\u5165|^(?:\u5DF2|" +
        "\u62DF|\u7533\u8BF7)?" +
        "(?:\u53D6\u6D88|\u64A4\u9500|\u6302\u8D77|\u7EC8\u6B62|\u6682\u505C|\u4E2D\u6B62|\u4F5C\u5E9F|" +
        "\u6682\u7F13)")]
    private static partial Regex Stopped();

    [GeneratedRegex("^(?:\u5DF2|\u5B8C\u6210|\u540C\u610F|\u51C6\u4E88|\u5DF2\u5B8C\u6210|\u5DF2\u6574\u6539,?|\u5DF2\u6574\u6539\u5B8C\u6210,?\u5E76?|" +
        "\u5DF2\u9A8C\u6536,?|\u6574\u6539\u5B8C\u6210,?|\u5DF2\u7ECF|\u5DF2\u4E88|\u5747\u5DF2|\u5168\u90E8)?\u5DF2?\u9500\u53F7(?:\u5B8C" +
        "\u6210|\u5B8C\u6BD5|\u9500\u6848)?$|^\u5DF2(?:\u9A8C\u6536)?\u9500\u6848$")]
    private static partial Regex SignedOff();

    [GeneratedRegex("^(?:\u672A|\u5C1A\u672A|\u5C1A\u5728|\u4ECD\u5728|\u8FD8\u5728|\u5DF2\u90E8\u5206|\u5DF2\u57FA\u672C|\u5DF2\u7533\u8BF7|" +
        "\u5DF2\u7533\u62A5|\u7533\u62A5|\u8FD8\u672A|\u6682\u672A|\u6CA1\u6709|\u65E0\u6CD5|\u4E0D\u80FD|\u57FA\u672C|\u90E8\u5206|\u9636\u6BB5|" +
        "\u521D\u6B65|\u6B63\u5728|\u6301\u7EED|\u5F85|\u62DF|\u7533\u8BF7|\u5EF6\u671F|\u5DF2\u5EF6\u671F|\u8D85\u671F|\u903E\u671F|\u5DF2" +
        "\u903E\u671F|\u8D85\u671F\u672A|\u5927\u90E8\u5206|\u8FDB\u884C|\u63A8\u8FDB|\u6574\u6539\u4E2D|\u5904\u7406\u4E2D|\u529E\u7406" +
        "\u4E2D|\u843D\u5B9E\u4E2D|\u5B9E\u65BD\u4E2D|\u5E8F\u65F6|\u6309\u5E8F\u65F6|\u6309\u8BA1\u5212|\u6309\u65F6\u5E8F|\u8FBE\u5230" +
        "\u5E8F\u65F6|\u6EDE\u540E|\u5DF2\u63D0\u4EA4|\u5DF2\u542F\u52A8|\u672A\u542F\u52A8|\u9700)|\u57FA\u672C\u5B8C\u6210|\u9636\u6BB5" +
        "\u6027|\u5C1A\u672A|\u672A\u5B8C\u6210|\u6B63\u5728\u63A8\u8FDB|(?:\u6574\u6539|\u63A8\u8FDB|\u8FDB\u884C|化解|整治|治理|办理|" +
        "落实|实施|处理)\u4E2D$|^.{0,4" +
        "}\u5EF6\u671F(?:\u6574\u6539)?$")]
    private static partial Regex Open();

    // Late, and done all the same.
    [GeneratedRegex("^\u5DF2?(?:\u8D85\u671F|\u903E\u671F|\u8D85\u65F6)(?:\u5B8C\u6210|\u529E\u7ED3)$")]
    private static partial Regex Late();

    [GeneratedRegex("^(?:\u76EE\u524D|\u5168\u90E8|\u5747|\u73B0)?(?:\u5DF2|\u5DF2\u7ECF|\u5747\u5DF2|\u5DF2\u5168\u9762|" +
        "\u5DF2\u6309\u8981\u6C42|\u5DF2\u5168\u90E8|" +
        "\u5168\u90E8|\u6309\u671F|" +
        "\u6309\u65F6|\u5982\u671F|\u5DF2\u6309\u671F|\u5DF2\u6309\u65F6|\u63D0\u524D)?(?:\u5B8C\u6210|\u6574\u6539|\u6574\u6539\u5B8C" +
        "\u6210|\u5B8C\u6210\u6574\u6539|\u6574\u6539\u5B8C\u6BD5|\u6574\u6539\u5230\u4F4D|\u6574\u6539\u7ED3\u675F|\u529E\u7ED3|\u6B63" +
        "\u5E38\u529E\u7ED3|\u8D85\u65F6\u529E\u7ED3|\u843D\u5B9E|\u843D\u5B9E\u5230\u4F4D|\u5168\u9762\u5B8C\u6210|" +
        "\u6574\u6539\u843D\u5B9E|\u6574\u6539\u843D\u5B9E\u5230\u4F4D|\u843D\u5B9E\u6574\u6539\u5230\u4F4D|\u5316\u89E3|整治|治理|到位|" +
        "\u6574\u6CBB\u5B8C\u6210|\u5B8C" +
        "\u6210\u6574\u6CBB|\u5B8C\u6BD5|\u6CBB\u7406\u5B8C\u6210|\u5B8C\u7ED3)(?:[,\u3002;].*|\u4EFB\u52A1|\u5E76.*|" +
        "\u5F85(?:\u9500\u53F7|\u590D\u67E5|\u9A8C\u6536|\u6838\u67E5|\u5BA1\u6838|\u786E\u8BA4|\u8BC4\u4F30|\u5F52\u6863|\u6838\u9A8C)|\u672A\u9500\u53F7)?$")]
    private static partial Regex Done();

    [GeneratedRegex("^(?:\u5DF2?\u95ED\u73AF|\u5DF2?\u5173\u95ED|\u5DF2?\u5F52\u6863|\u5DF2?\u9A8C\u6536(?:\u5408\u683C|\u901A\u8FC7)?|" +
        "\u5DF2\u590D\u67E5|\u590D\u67E5\u5408\u683C|\u5BA1\u6838\u901A\u8FC7|\u9000\u56DE|\u5DF2\u9000\u56DE|" +
        "\u5DF2\u9A73\u56DE|\u8D85\u524D|\u9884\u8B66|[\u7EA2\u9EC4\u7EFF]\u706F|" +
        "\u96F6\u62A5\u544A|\u65E0\u53D8\u5316|\u65E0\u8FDB\u5C55|\u65E0\u65B0\u8FDB\u5C55|\u540C\u4E0A\u5468?|\u53CD\u590D|\u957F" +
        "\u671F\u575A\u6301|\u5DF2\u4E0A\u62A5|\u65B0\u589E|\u7ACB\u884C\u7ACB\u6539|\u5206\u9636\u6BB5\u6574\u6539|\u6301\u7EED\u6574" +
        "\u6539|\u5408\u683C|\u901A\u8FC7|\u9A73\u56DE|\u88AB\u9A73\u56DE|\u8349\u7A3F|\u8F6C\u529E|\u7EA2\u65D7\u4EF6|\u8717\u725B\u4EF6|" +
        "\u6B63\u5E38|" +
        "(?:\u6B63\u5E38|\u987A\u5229|\u6709\u5E8F|\u52A0\u5FEB|\u7A33\u6B65|\u957F\u671F|\u5168\u9762|\u5168\u529B|\u6309\u671F|" +
        "\u6309\u8BA1\u5212)(?:\u63A8\u8FDB|\u8FDB\u884C|\u5B9E\u65BD|\u6574\u6539|\u5F00\u5C55|\u843D\u5B9E)\u4E2D?|(?:\u4F4E\u4E8E|\u9AD8\u4E8E|" +
        "\u5FEB\u4E8E|\u6162\u4E8E|\u8D85|\u8D85\u8FC7|\u7B26\u5408|\u8FBE\u5230?|\u672A\u8FBE\u5230?|\u843D\u540E\u4E8E?|" +
        "\u6EDE\u540E\u4E8E?)\u5E8F\u65F6(?:\u8FDB\u5EA6|\u4EFB\u52A1|\u8981\u6C42|\u8BA1\u5212)?|(?:\u53EF|\u53EF\u4EE5|\u5EFA\u8BAE|\u4E0D\u4E88|" +
        "\u4E0D\u540C\u610F|\u6682\u4E0D|\u6682\u7F13|\u62DF\u4E0D)\u9500\u53F7|\u65E0\u9700\u6574\u6539|\u4E0D\u9700\u6574\u6539|" +
        "\u4E0D\u9002\u7528|\u4E0D\u6D89\u53CA|\u5EF6\u540E.*|\u5426|\u662F)$|\u96F6\u62A5\u544A")]
    private static partial Regex Other();
}
