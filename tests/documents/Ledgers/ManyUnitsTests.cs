using System.Globalization;
using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>
/// One sheet with the progress of many units, in the layouts of different offices. What the rows say is made first, then written down in a layout, and
/// has to be read again from it.
/// </summary>
public sealed class ManyUnitsTests
{
    private static readonly string[] Texts =
    [
        "建立问题台账并逐项对账", "清理拖欠工程款项", "完善乡镇财务管理办法", "开展专项督查两轮", "修订议事规则", "排查整治安全隐患点位",
        "举办业务培训班", "推进信息系统联通", "公开政务服务事项清单", "健全干部考核机制", "盘活闲置国有资产", "规范公务接待审批",
    ];

    private static readonly string[] Units = ["市直一处", "甲县", "乙区", "丙市"];

    /// <summary>Each measure is led by one unit, and every third one supported by another.</summary>
    private static readonly KnownMeasure[] Plan =
    [
        .. Texts.Select((text, i) => new KnownMeasure
        {
            No = i + 1,
            Text = text,
            Deadline = new(2024, 12, 31),
            Leader = "主要领导",
            Lead = Units[i % 4],
            Percents = i % 3 == 0 ? new Dictionary<string, int> { [Units[i % 4]] = 10, [Units[(i + 1) % 4]] = 0 }
                : new Dictionary<string, int> { [Units[i % 4]] = 10 },
        }),
    ];

    private static readonly Dictionary<string, Func<IReadOnlyList<Row>, InMemorySheet[]>> Layouts = new(StringComparer.Ordinal)
    {
        ["a column of units, the plan's numbers"] = rows => [Sheet(
            "序号|整改措施|责任单位|完成进度|本周进展", rows.Select(row => $"{row.No}|{row.Text}|{row.Unit}|{row.Percent}%|{row.Words}"))],
        ["running numbers, units merged"] = Merged,
        ["the unit only in the first row of its block"] = rows => [Sheet(
            "责任单位|序号|任务内容|完成率|进展情况|备注",
            Blocks(rows).Select((row, i) => $"{(row.First ? row.Row.Unit : "")}|{i + 1}|{row.Row.Text}|%{row.Row.Percent}|{row.Row.Words}|"))],
        ["a line over each unit's rows, sub-totals and a total"] = Sections,
        ["who reports beside who leads"] = rows => [Sheet(
            "任务序号|任务内容|牵头单位|填报单位|目前进度|工作进展",
            rows.Select(row => $"{row.No}|{row.Text}|{Plan[row.No - 1].Lead}|{row.Unit}|已完成{row.Percent}%|{row.Words}"))],
        ["numbers alone"] = rows => [Sheet(
            "措施序号|责任单位|完成比例|进展说明|困难和问题", rows.Select(row => $"{row.No}|{row.Unit}|{row.Percent}％|{row.Words}|无"))],
        ["two rows of headings, districts"] = rows => [Sheet(
            "2024年第26周整改进展情况统计表||||\n序号|整改措施|县区|第26周|\n|||完成率|进展情况",
            rows.Select((row, i) => $"{i + 1}|{row.Text}|{row.Unit}|%{row.Percent}|{row.Words}"), "A1:E1 A2:A3 B2:B3 C2:C3 D2:E2")],
        ["matters of supervision, no numbers"] = rows => [Sheet(
            "单位|督办事项|整改进度|整改情况|佐证材料", rows.Select(row => $"{row.Unit}|{row.Text}|{row.Percent}%|{row.Words}|照片2张"))],
        ["two sheets of the same layout"] = rows =>
        [
            Sheet("序号|整改措施|责任单位|完成进度|本周进展", Of(rows, own: true), name: "市直单位"),
            Sheet("序号|整改措施|责任单位|完成进度|本周进展", Of(rows, own: false), name: "县（市、区）"),
        ],
        ["the plan's deadlines and problems beside the progress"] = rows => [Sheet(
            "序号|反馈问题|整改措施|责任领导|责任单位|完成时限|完成进度|进展情况",
            rows.Select(row => $"{row.No}|问题{row.No % 3}|{row.No}.{row.Text}|主要领导|{row.Unit}|2024年底|{row.Percent}%|{row.Words}"))],
        ["week after week beside each other"] = rows => [Sheet(
            "序号|整改措施|责任单位|6月21日进度|6月28日进度|6月28日进展情况",
            rows.Select(row => $"{row.No}|{row.Text}|{row.Unit}|5%|{row.Percent}%|{row.Words}"))],
    };

    public static TheoryData<string, int> All()
    {
        TheoryData<string, int> all = [];
        foreach (var layout in Layouts.Keys)
        {
            for (var seed = 1; seed <= 8; seed++)
            {
                all.Add(layout, seed);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_was_written_is_read(string layout, int seed)
    {
        var rows = Made(seed);
        using InMemoryWorkbook workbook = new(Layouts[layout](rows));

        var reading = LedgerReader.Read(workbook, "汇总.xlsx", Context());

        Assert.Equal(("progress", "units sheet"), (reading.Kind, reading.Layout));
        Assert.Empty(reading.Errors);
        Assert.DoesNotContain(reading.Warnings, warning => warning.Question);
        Assert.Equal(
            rows.Select(row => $"{row.No} {row.Unit} {row.Percent} {row.Words}").Order(StringComparer.Ordinal),
            reading.Measures.Select(row => $"{row.No} {row.Unit} {row.ProgressPercent} {row.ProgressText}").Order(StringComparer.Ordinal));
        Assert.Equal(rows.Select(row => row.Unit).Distinct().Order(StringComparer.Ordinal), reading.Units!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_is_a_heading_read_or_skipped_with_a_reason()
    {
        using InMemoryWorkbook workbook = new(Sections(Made(3)));

        var reading = LedgerReader.Read(workbook, "汇总.xlsx", Context());

        var skipped = reading.RowsSkipped.Select(row => row.Row).ToList();
        var last = workbook.Sheets[0].Rows().Max(row => row.Number);
        Assert.Equal(Enumerable.Range(1, last), reading.HeaderRows.Concat(reading.DataRows).Concat(skipped).Order());
        Assert.Equal(["note", "subtotal", "title", "totals", "unit heading"], reading.RowsSkipped.Select(row => row.Why).Distinct().Order());
    }

    [Fact]
    public void A_units_own_rows_are_read_and_others_skipped()
    {
        var rows = Made(5);
        using InMemoryWorkbook workbook = new(Layouts["the unit only in the first row of its block"](rows));

        var reading = LedgerReader.Read(workbook, "汇总.xlsx", Context(own: "乙区"));

        Assert.Equal("own-rows", reading.ReadAs!.Why);
        Assert.All(reading.Measures, row => Assert.Equal("乙区", row.Unit));
        Assert.Equal(rows.Count(row => row.Unit == "乙区"), reading.Measures.Count);
        Assert.Equal(rows.Count(row => row.Unit != "乙区"), reading.RowsSkipped.Count(row => row.Why == "other unit"));
    }

    internal static LedgerContext Context(string? own = null, string? @as = null) => GivenLedgerTests.Context() with
    {
        Known = new()
        {
            Measures = Plan,
            TakenIn = new Dictionary<string, DateOnly> { ["甲县"] = new(2024, 6, 21) },
            Own = own is null ? null : new HashSet<string> { own },
            As = @as,
        },
    };

    /// <summary>Which unit is how far with what: some of the parts there are, in any order.</summary>
    private static List<Row> Made(int seed)
    {
        Random random = new(seed);
        List<Row> parts = [.. Plan.SelectMany(measure => measure.Percents.Keys.Select(unit => new Row(
            measure.No, measure.Text, unit, random.Next(11, 99), $"{unit}第{measure.No}项{random.Next(100, 999)}已办"))).Where(_ => random.Next(5) > 0)];
        return [.. parts.OrderBy(_ => random.Next())];
    }

    private static InMemorySheet Sheet(string headings, IEnumerable<string> rows, string merges = "", string name = "汇总") =>
        new(name, string.Join('\n', rows.Prepend(headings)), merges);

    private static IEnumerable<string> Of(IEnumerable<Row> rows, bool own) => rows.Where(row => row.Unit == Units[0] == own)
        .Select(row => $"{row.No}|{row.Text}|{row.Unit}|{row.Percent}%|{row.Words}");

    private static IEnumerable<(bool First, Row Row)> Blocks(IEnumerable<Row> rows) =>
        rows.GroupBy(row => row.Unit).SelectMany(unit => unit.Select((row, i) => (i == 0, row)));

    private static InMemorySheet[] Merged(IReadOnlyList<Row> rows)
    {
        List<string> merges = [];
        var begin = 2;
        foreach (var unit in rows.GroupBy(row => row.Unit))
        {
            merges.Add(string.Create(CultureInfo.InvariantCulture, $"B{begin}:B{begin + unit.Count() - 1}"));
            begin += unit.Count();
        }

        return
        [
            Sheet("序号|牵头单位|具体举措|完成进度|进展情况", Blocks(rows).Select((row, i) =>
                $"{i + 1}|{(row.First ? row.Row.Unit : "")}|{row.Row.Text}|#{row.Row.Percent}|{row.Row.Words}"), string.Join(' ', merges)),
        ];
    }

    private static InMemorySheet[] Sections(IReadOnlyList<Row> rows)
    {
        List<string> lines = ["整改进展汇总", "截至日期：2024年6月28日", "序号|整改措施|完成进度|本周进展|存在的问题"];
        foreach (var (i, unit) in rows.GroupBy(row => row.Unit).Index())
        {
            lines.Add($"{"一二三四"[i]}、{unit.Key}（{unit.Count()}条）");
            lines.AddRange(unit.Select((row, no) => $"{no + 1}|{row.Text}|{row.Percent}%|{row.Words}|"));
            lines.Add($"小计|{unit.Count()}条");
        }

        lines.Add($"合计|{rows.Count}条");
        return [new("汇总", string.Join('\n', lines), "A1:E1")];
    }

    private sealed record Row(int No, string Text, string Unit, int Percent, string Words);
}
