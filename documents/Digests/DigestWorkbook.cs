using System.Globalization;
using Rectification.Digests;
using Rectification.Documents.Workbooks.Writing;
using Rectification.Measures;
using Rectification.Terms;

namespace Rectification.Documents.Digests;

/// <summary>每周汇总 as a workbook: one sheet for the headline and one for each part, with the frozen figures and nothing else.</summary>
public static class DigestWorkbook
{
    private static readonly ColumnForm No = new() { Heading = "措施", Width = 8 };
    private static readonly ColumnForm Problem = new() { Heading = "问题", Width = 8 };
    private static readonly ColumnForm Text = new() { Heading = "整改措施", Width = 60 };
    private static readonly ColumnForm Unit = new() { Heading = "牵头单位", Width = 26 };

    /// <summary>Writes the workbook.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="digest">What was frozen.</param>
    /// <param name="sha256">The hash of its bytes.</param>
    /// <param name="cancel">Ends it; what was written until then is no workbook.</param>
    public static Task Write(Stream stream, Digest digest, string sha256, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(digest);
        List<SheetForm> sheets =
        [
            Headline(digest, sha256),
            Sheet(digest, "本期销号", digest.SignedOff, line => line.Measure, [Column("销号时间", 18), Column("逾期天数", 10), Column("长期坚持", 10)],
                line => [Of(line.At), CellForm.Of(line.LateDays), CellForm.Of(line.Standing ? "是" : "")]),
            Reporting(digest),
            Sheet(digest, "逾期", digest.Overdue, line => line.Measure, [Day("完成时限"), Column("逾期天数", 10), Column("轮到谁", 26)],
                line => [CellForm.Of(line.Deadline), CellForm.Of(line.Days), Of(line.Turn, line.Measure)]),
            Sheet(digest, "七日内到期", digest.DueNext, line => line.Measure, [Day("完成时限"), Column("进度", 9), Column("轮到谁", 26)],
                line => [CellForm.Of(line.Deadline), CellForm.Of(Percentages.Stated(line.Percent)), Of(line.Turn, line.Measure)]),
            Sheet(digest, "预警", digest.Lights, line => line.Measure, [Column("预警", 9), Column("原因", 50)],
                line => [CellForm.Of(Glossary.Of(line.Light).Zh), CellForm.Of(string.Join('；', line.Reasons.Select(Reason)))]),
            Orders(digest),
            Sheet(digest, "退回", digest.Returns, line => line.Measure, [Column("退回事项", 16), Column("时间", 18), Column("退回方", 14), Column("理由", 50)],
                line =>
                [
                    CellForm.Of(Glossary.Of(line.What).Zh), Of(line.At), CellForm.Of(line.Step is { } step ? Glossary.Of(step).Zh : ""),
                    CellForm.Of(line.Reason),
                ]),
            Sheet(digest, "延期", digest.Extensions, line => line.Measure,
                [Column("情况", 12), Day("延期至"), Column("申请或批准时间", 18), Column("已等待天数", 11), Column("理由", 50)],
                line =>
                [
                    CellForm.Of(line.Granted ? "已批准" : "待审核"), CellForm.Of(line.Until), Of(line.Since),
                    line.Granted ? CellForm.Blank : CellForm.Of(line.DaysWaited), CellForm.Of(line.Reason),
                ]),
            Categories(digest),
        ];
        if (digest.Sources is { } sources)
        {
            sheets.Add(Sources(digest, sources));
        }

        if (digest.Figures is { } figures)
        {
            sheets.Add(Figures(digest, figures));
        }

        if (digest.LikelyLate is { } late)
        {
            sheets.Add(Sheet(digest, "可能逾期", late, line => line.Measure, [Day("完成时限"), Column("按期可能性（预测）", 18)],
                line => [CellForm.Of(line.Deadline), CellForm.Of(Percentages.Stated(line.InTimePercent))]));
        }

        if (digest.Ranking is { } ranking)
        {
            sheets.Add(Ranking(digest, ranking));
        }

        return WorkbookWriter.Write(stream, sheets, cancel: cancel);
    }

    private static SheetForm Headline(Digest digest, string sha256)
    {
        var head = digest.Headline;
        IReadOnlyList<CellForm> Count(string what, DigestCount count) =>
        [
            CellForm.Of(what), CellForm.Of(count.Done), CellForm.Of(count.Total), CellForm.Of(Percentages.Of(count.Done, count.Total, digest.Decimals)),
            CellForm.Of(count.DoneBefore), CellForm.Of(count.Change),
        ];
        return new()
        {
            Name = "汇总",
            Title = $"{digest.Title}每周汇总",
            Notes =
            [
                $"统计时段：{Moment(digest.From)} 至 {Moment(digest.To)}；报送截止：{Moment(digest.ReportBy)}{(digest.Provisional ? "（该年放假安排尚未公布，日期为暂定）" : "")}",
                $"数据来自封存 {digest.Trail.Seal.ToString(CultureInfo.InvariantCulture)}（{Moment(digest.Trail.At)}），根：{digest.Trail.Root}",
                $"数据 SHA-256：{sha256}",
            ],
            Columns = [Column("项目", 22), Column("已完成", 12), Column("总数", 12), Column("完成率", 12), Column("上期", 12), Column("较上期", 12)],
            Rows = Rows(
            [
                Count("整改措施（销号）", head.Measures), Count("反馈问题（销号）", head.Problems), Count("任务", head.Assignments), Count("制度", head.Institutions),
                Single("逾期措施", head.Overdue), Single("红灯", head.Red), Single("黄灯", head.Yellow),
                Single(Glossary.BasicallyDoneNotCounted.Zh, head.BasicallyDone),
                Single("本期重新整改", head.Reopened), .. (digest.LeftOut ?? new Dictionary<string, int>()).Select(part => Single($"未列出：{part.Key}", part.Value)),
            ]),
        };

        IReadOnlyList<CellForm> Single(string what, long count) => [CellForm.Of(what), CellForm.Of(count)];
    }

    private static SheetForm Reporting(Digest digest) => Sheet(
        digest, "报送情况", [Column("单位", 26), Column("情况", 12), Column("应报任务", 11), Column("未报任务", 11), Column("未报措施", 40), Column("本期填报次数", 13)],
        digest.Reporting.Select(line => (IReadOnlyList<CellForm>)
        [
            CellForm.Of(line.Unit.Name), CellForm.Of(Glossary.Of(line.State).Zh), CellForm.Of(line.Owed), CellForm.Of(line.Silent.Count),
            CellForm.Of(string.Join('、', line.Silent.Select(no => no.ToString(CultureInfo.InvariantCulture)))), CellForm.Of(line.Filed),
        ]));

    private static SheetForm Orders(Digest digest) => Sheet(
        digest, "督办单", [Column("编号", 20), Column("单位", 26), Column("情况", 14), Day("答复期限"), Column("逾期天数", 10)],
        digest.Orders.Select(line => (IReadOnlyList<CellForm>)
        [
            CellForm.Of(line.Label), CellForm.Of(line.Unit.Name), CellForm.Of(Glossary.Of(line.Status).Zh), CellForm.Of(line.Due), CellForm.Of(line.LateDays),
        ]));

    private static SheetForm Categories(Digest digest)
    {
        var shares = Percentages.Shares([.. digest.Categories.Select(part => part.Total)], digest.Decimals);
        return Sheet(
            digest, "分类", [Column("类别", 40), Column("问题", 10), Column("措施", 10), Column("占比", 10), Column("已销号", 10), Column("完成率", 10)],
            digest.Categories.Zip(shares, (part, share) => (IReadOnlyList<CellForm>)
            [
                CellForm.Of(part.Title), CellForm.Of(part.Problems), CellForm.Of(part.Total), CellForm.Of(share), CellForm.Of(part.Done),
                CellForm.Of(Percentages.Of(part.Done, part.Total, digest.Decimals)),
            ]));
    }

    private static SheetForm Sources(Digest digest, IReadOnlyList<DigestSource> sources)
    {
        var shares = Percentages.Shares([.. sources.Select(part => part.Total)], digest.Decimals);
        return Sheet(
            digest, "问题来源", [Column("来源", 40), Column("问题", 10), Column("措施", 10), Column("占比", 10), Column("已销号", 10), Column("完成率", 10)],
            sources.Zip(shares, (part, share) => (IReadOnlyList<CellForm>)
            [
                CellForm.Of(Glossary.SourceOf(part.Source, part.Together).Zh), CellForm.Of(part.Problems), CellForm.Of(part.Total), CellForm.Of(share),
                CellForm.Of(part.Done), CellForm.Of(Percentages.Of(part.Done, part.Total, digest.Decimals)),
            ]));
    }

    private static SheetForm Figures(Digest digest, IReadOnlyList<DigestFigure> figures) => Sheet(
        digest, "量化数字", [Column("数字", 40), Column("方案所述", 18), Column("填报所得", 18), Column("数值", 16), Column("上期数值", 16), Column("单位", 10), Column("相符", 10)],
        figures.Select(line => (IReadOnlyList<CellForm>)
        [
            CellForm.Of(line.What ?? line.Name), CellForm.Of(FigureTexts.Stated(line.Stated, line.Bound, line.Unit).Zh),
            CellForm.Of(FigureTexts.Reported(line.Value, line.Unit, line.Text).Zh), CellForm.Of(line.Value), CellForm.Of(line.Before), CellForm.Of(line.Unit),
            CellForm.Of(FigureTexts.Holds(line.Holds).Zh),
        ]));

    private static SheetForm Ranking(Digest digest, IReadOnlyList<DigestRank> ranking) => Sheet(
        digest, "排名", [Column("名次", 8), Column("单位", 30), Column("已完成任务", 12), Column("任务总数", 12), Column("完成率", 12)],
        ranking.Select(line => (IReadOnlyList<CellForm>)
        [
            CellForm.Of(line.Rank), CellForm.Of(line.Unit.Name), CellForm.Of(line.Done), CellForm.Of(line.Total),
            CellForm.Of(Percentages.Of(line.Done, line.Total, digest.Decimals)),
        ]));

    /// <summary>A part whose lines are measures.</summary>
    private static SheetForm Sheet<T>(
        Digest digest, string name, IReadOnlyList<T> lines, Func<T, DigestMeasure> measure, IReadOnlyList<ColumnForm> columns,
        Func<T, IReadOnlyList<CellForm>> cells) => Sheet(digest, name, [No, Problem, Text, Unit, .. columns], lines.Select(line =>
        {
            var of = measure(line);
            return (IReadOnlyList<CellForm>)[CellForm.Of(of.No), CellForm.Of(of.Problem), CellForm.Of(of.Text), CellForm.Of(of.Unit.Name), .. cells(line)];
        }));

    private static SheetForm Sheet(Digest digest, string name, IReadOnlyList<ColumnForm> columns, IEnumerable<IReadOnlyList<CellForm>> rows) => new()
    {
        Name = name,
        Title = name,
        Notes = [$"{digest.Title}，{Moment(digest.From)} 至 {Moment(digest.To)}"],
        Columns = columns,
        Rows = Rows(rows),
    };

    private static async IAsyncEnumerable<IReadOnlyList<CellForm>> Rows(IEnumerable<IReadOnlyList<CellForm>> rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static string Reason(DigestReason reason) =>
        Glossary.Of(reason.Kind).Zh + (reason.Value is { } value ? $"（{Percentages.Value(value)}）" : "") + $"，自 {Moment(reason.Since)}";

    private static ColumnForm Column(string heading, double width) => new() { Heading = heading, Width = width };

    private static ColumnForm Day(string heading) => new() { Heading = heading, Width = 13, Look = ColumnLook.Day };

    private static CellForm Of(DateTimeOffset at) => CellForm.Of(Moment(at));

    private static CellForm Of(Turn turn, DigestMeasure measure) => CellForm.Of(Glossary.WhoseTurn(turn, measure.Unit.Name).Zh);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
