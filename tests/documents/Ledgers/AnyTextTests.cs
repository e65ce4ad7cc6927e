using System.Text;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>Whatever stands in a cell, a rule answers; and what it answers is never a day before the text's own years.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Pieces =
    [
        "2024", "24", "年", "6", "12", "31", "99999999999999999999", "月", "日", "底", "前", "末", "上旬", "季度", "上半年", "至", "-", "—", ".", "/", "。", "、",
            "，", "；", "：", "（", "）",
        " ", "　", "\n", "立行立改", "长期坚持", "3个月内", "每年", "起", "市直一处", "甲县", "各县（市、区）", "等", "和", "牵头", "配合", "牵头单位：", "处长", "有关", "%", "80", "已完成", "未", "约",
        "万元", "元", "亿", "叁", "万", "零", "①", "一", "十", "百", "第", "项", "问题", "0", "1E+300", "٣", "𠮷", "\uD800", "_x000D_", "NaN", "合计", "小计"
    ];

    [Fact]
    public void Every_rule_answers()
    {
        Random random = new(20_240_318);
        DeadlineRule deadlines = new(new DateOnly(2024, 3, 18));
        UnitRule units = new(new UnitDirectory(["甲县", "市直一处"], []), ["甲县"], new Dictionary<string, IReadOnlyList<string>>());
        for (var i = 0; i < 30_000; i++)
        {
            var text = Any(random);
            var deadline = deadlines.Read(text);
            Assert.True(deadline.Day is not null || deadline.Remarks.Count > 0, text);
            var unit = units.Read(text, (UnitColumn)(1 + i % 3), i % 2 == 0);
            Assert.DoesNotContain(unit.Lead, unit.Supporting);
            Assert.True(unit.Lead is not null || unit.Remarks.Count > 0 || i % 3 == 2, text);
            StateRule.Read(text);
            MoneyRule.Read(text, 10_000);
            ListMarks.Off(text);
            ListMarks.Numbers(text);
            ListMarks.IsList(text);
        }
    }

    [Fact]
    public void Every_number_is_answered()
    {
        DeadlineRule deadlines = new(new DateOnly(2024, 3, 18));
        foreach (var number in new[] { double.NaN, double.PositiveInfinity, double.MaxValue, -1, 0, 1e15, 1e17, 123456789012.5, 0.1, 20241399, 73051, 36525.9 })
        {
            SheetCell cell = new() { Column = 1, Kind = CellKind.Number, Text = "n", Number = number, Written = "1E+300" };
            Assert.NotEmpty(deadlines.Read(cell).Remarks);
            StateRule.Read(cell);
            MoneyRule.Read(cell, 10_000);
        }
    }

    [Fact]
    public void Every_sheet_is_read_or_left_out()
    {
        Random random = new(7);
        string[] headings = ["序号", "问题", "整改措施", "责任单位", "整改时限", "完成情况", "整改资金（万元）", "责任领导", "类别", "备注", "已完成", "未完成", ""];
        for (var i = 0; i < 400; i++)
        {
            StringBuilder table = new();
            for (var row = 0; row < 12; row++)
            {
                var header = row == 2 || random.Next(12) == 0;
                table.AppendJoin('|', Enumerable.Range(0, 10).Select(_ => header ? headings[random.Next(headings.Length)] : random.Next(4) == 0 ? ""
                    : Any(random).Replace('\n', ' ').Replace("|", "", StringComparison.Ordinal)));
                table.Append('\n');
            }

            using InMemoryWorkbook workbook = new(new InMemorySheet("清单", table.ToString(), "A4:A6 B4:B5 C3:E3 A9:J9"));
            var reading = LedgerReader.Read(workbook, "x.xlsx", GivenLedgerTests.Context());
            var rows = reading.HeaderRows.Concat(reading.DataRows).Concat(reading.RowsSkipped.Select(skipped => skipped.Row)).ToList();
            Assert.Equal(rows.Count, rows.Distinct().Count());
        }
    }

    private static string Any(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
