using System.Globalization;
using Rectification.Digests;
using Rectification.Documents.Papers;
using Rectification.Terms;

namespace Rectification.Documents.Digests;

/// <summary>每周汇总 as a paper in Word: the frozen figures and nothing else, in the order of the page.</summary>
public static class DigestPaper
{
    /// <param name="digest">What was frozen.</param>
    /// <param name="sha256">The hash of its bytes.</param>
    /// <param name="number">发文字号， where the register gave one.</param>
    public static PaperContent Of(Digest digest, string sha256, string? number)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new()
        {
            Texts = new Dictionary<string, string?>
            {
                ["number"] = number,
                ["title"] = $"{digest.Title}每周汇总",
                ["period"] = $"{Moment(digest.From)} 至 {Moment(digest.To)}",
                ["reportBy"] = Moment(digest.ReportBy) + (digest.Provisional ? "（该年放假安排尚未公布，日期为暂定）" : ""),
                ["counts"] = Counts(digest.Headline),
                ["leftOut"] = digest.LeftOut is { } left ? string.Join('；', left.Select(part => $"{part.Key} 另有 {part.Value} 条未列出")) : null,
                ["source"] = $"第 {Number(digest.Trail.Seal)} 次封存（{Moment(digest.Trail.At)}）",
                ["root"] = digest.Trail.Root,
                ["sha256"] = sha256,
            },
            Rows = Rows(digest),
        };
    }

    private static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> Rows(Digest digest) => new()
    {
        ["headline"] = Group("headline", Headline(digest), line => [("what", line.What), ("done", Number(line.Count.Done)), ("total", Number(line.Count.Total)),
            ("rate", Percentages.Of(line.Count.Done, line.Count.Total, digest.Decimals)), ("change", line.Count.Change.ToString("+0;-0;0", Invariant))]),
        ["signedOff"] = Group("signedOff", digest.SignedOff, line => [.. Measure(line.Measure), ("on", Moment(line.At)), ("late", Number(line.LateDays))]),
        ["reporting"] = Group("reporting", digest.Reporting, line => [("unit", line.Unit.Name), ("state", Glossary.Of(line.State).Zh),
            ("owed", Number(line.Owed)), ("silent", string.Join('、', line.Silent.Select(no => Number(no)))), ("filed", Number(line.Filed))]),
        ["overdue"] = Group("overdue", digest.Overdue, line => [.. Measure(line.Measure), ("deadline", PaperText.Day(line.Deadline)),
            ("days", Number(line.Days)), ("turn", Glossary.WhoseTurn(line.Turn, line.Measure.Unit.Name).Zh)]),
        ["dueNext"] = Group("dueNext", digest.DueNext, line => [.. Measure(line.Measure), ("deadline", PaperText.Day(line.Deadline)),
            ("percent", Percentages.Stated(line.Percent)), ("turn", Glossary.WhoseTurn(line.Turn, line.Measure.Unit.Name).Zh)]),
        ["lights"] = Group("lights", digest.Lights, line => [.. Measure(line.Measure), ("light", Glossary.Of(line.Light).Zh),
            ("reasons", string.Join('；', line.Reasons.Select(Reason)))]),
        ["likelyLate"] = Group("likelyLate", digest.LikelyLate ?? [], line => [.. Measure(line.Measure), ("deadline", PaperText.Day(line.Deadline)),
            ("chance", Percentages.Stated(line.InTimePercent))]),
        ["orders"] = Group("orders", digest.Orders, line => [("label", line.Label), ("unit", line.Unit.Name), ("state", Glossary.Of(line.Status).Zh),
            ("due", PaperText.Day(line.Due)), ("late", Number(line.LateDays))]),
        ["returns"] = Group("returns", digest.Returns, line => [.. Measure(line.Measure), ("what", Glossary.Of(line.What).Zh), ("on", Moment(line.At)),
            ("reason", line.Reason)]),
        ["extensions"] = Group("extensions", digest.Extensions, line => [.. Measure(line.Measure), ("state", line.Granted ? "已批准" : "待审核"),
            ("until", PaperText.Day(line.Until)), ("waited", line.Granted ? null : Number(line.DaysWaited))]),
        ["ranking"] = Group("ranking", digest.Ranking ?? [], line => [("rank", Number(line.Rank)), ("unit", line.Unit.Name), ("done", Number(line.Done)),
            ("total", Number(line.Total)), ("rate", Percentages.Of(line.Done, line.Total, digest.Decimals))]),
        ["categories"] = Categories(digest),
        ["sources"] = Sources(digest),
        ["figures"] = Group("figures", digest.Figures ?? [], line => [("what", line.What ?? line.Name),
            ("stated", FigureTexts.Stated(line.Stated, line.Bound, line.Unit).Zh), ("value", FigureTexts.Reported(line.Value, line.Unit, line.Text).Zh),
            ("before", FigureTexts.Reported(line.Before, line.Unit, line.BeforeText).Zh), ("holds", FigureTexts.Holds(line.Holds).Zh)]),
    };

    private static IReadOnlyList<IReadOnlyDictionary<string, string?>> Categories(Digest digest)
    {
        var shares = Percentages.Shares([.. digest.Categories.Select(part => part.Total)], digest.Decimals);
        return Group("categories", [.. digest.Categories.Zip(shares)], line => [("title", line.First.Title), ("problems", Number(line.First.Problems)),
            ("measures", Number(line.First.Total)), ("share", line.Second), ("done", Number(line.First.Done)),
            ("rate", Percentages.Of(line.First.Done, line.First.Total, digest.Decimals))]);
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string?>> Sources(Digest digest)
    {
        var sources = digest.Sources ?? [];
        var shares = Percentages.Shares([.. sources.Select(part => part.Total)], digest.Decimals);
        return Group("sources", [.. sources.Zip(shares)], line => [("title", Glossary.SourceOf(line.First.Source, line.First.Together).Zh),
            ("problems", Number(line.First.Problems)), ("measures", Number(line.First.Total)), ("share", line.Second), ("done", Number(line.First.Done)),
            ("rate", Percentages.Of(line.First.Done, line.First.Total, digest.Decimals))]);
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static IReadOnlyList<(string What, DigestCount Count)> Headline(Digest digest) =>
    [
        ("整改措施（销号）", digest.Headline.Measures), ("反馈问题（销号）", digest.Headline.Problems), ("任务", digest.Headline.Assignments),
        ("制度", digest.Headline.Institutions),
    ];

    private static string Counts(DigestHeadline head) => string.Create(
        Invariant,
        $"逾期 {head.Overdue} 条，红灯 {head.Red} 条，黄灯 {head.Yellow} 条，{Glossary.BasicallyDoneNotCounted.Zh} {head.BasicallyDone} 条，本期重新整改 {head.Reopened} 条");

    private static (string Column, string? Text)[] Measure(DigestMeasure measure) =>
        [("no", Number(measure.No)), ("text", measure.Text), ("unit", measure.Unit.Name)];

    private static string Reason(DigestReason reason) =>
        Glossary.Of(reason.Kind).Zh + (reason.Value is { } value ? $"（{Percentages.Value(value)}）" : "") + $"，自 {Moment(reason.Since)}";

    private static IReadOnlyList<IReadOnlyDictionary<string, string?>> Group<T>(
        string group, IReadOnlyList<T> lines, Func<T, (string Column, string? Text)[]> row) =>
        [.. lines.Select(line => row(line).ToDictionary(cell => $"{group}.{cell.Column}", cell => cell.Text, StringComparer.Ordinal))];

    private static string Number(long number) => number.ToString(Invariant);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", Invariant);
}
