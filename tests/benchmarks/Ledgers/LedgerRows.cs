using MiniExcelLibs;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks.Writing;
using SpreadCheetah;

namespace Rectification.Benchmarks.Ledgers;

/// <summary>A ledger of 15 columns as offices keep them, the same rows for whoever writes them.</summary>
internal static class LedgerRows
{
    public const int Columns = 15;

    private const int MeasuresAProblem = 3;
    private const int DifferentTexts = 60_000;

    private static readonly DateOnly Start = new(2024, 1, 1);

    private static readonly (string Heading, ColumnLook Look)[] Forms =
    [
        ("问题序号", ColumnLook.General), ("问题类别", ColumnLook.General), ("反馈问题", ColumnLook.General), ("措施序号", ColumnLook.General),
        ("整改措施", ColumnLook.General), ("牵头单位", ColumnLook.General), ("配合单位", ColumnLook.General), ("责任领导", ColumnLook.General),
        ("完成时限", ColumnLook.ChineseDay), ("整改目标", ColumnLook.General), ("涉及金额（元）", ColumnLook.Money), ("整改状态", ColumnLook.General),
        ("进展情况", ColumnLook.General), ("联系人", ColumnLook.General), ("备注", ColumnLook.General),
    ];

    /// <summary>What a reader is told of the plan: its units and leaders.</summary>
    public static LedgerContext Context { get; } = new()
    {
        Counties = [.. Enumerable.Range(0, 40).Select(no => $"第{no}县")],
        Departments = [.. Enumerable.Range(0, 60).Select(Department)],
        Leaders = [.. Enumerable.Range(0, 20).Select(Leader)],
        FeedbackDate = Start,
        Today = Start,
    };

    public static async Task WriteByProduct(string path, int rows)
    {
        var columns = Forms.Select(form => new ColumnForm { Heading = form.Heading, Look = form.Look }).ToArray();
        await using var file = File.Create(path);
        var cells = Rows(rows).Select(IReadOnlyList<CellForm> (row) => [.. row.Select(value => value switch
        {
            DateOnly day => CellForm.Of(day),
            decimal number => CellForm.Of(number),
            _ => CellForm.Of((string)value),
        })]);
        await WorkbookWriter.Write(file, [new() { Name = "台账", Columns = columns, Rows = cells.ToAsyncEnumerable() }]);
    }

    /// <summary>Values alone, without widths, borders, rules or set-up for print.</summary>
    public static async Task WriteBySpreadCheetah(string path, int rows)
    {
        await using var file = File.Create(path);
        await using var sheet = await Spreadsheet.CreateNewAsync(file);
        await sheet.StartWorksheetAsync("台账");
        await sheet.AddRowAsync(Array.ConvertAll(Forms, form => new DataCell(form.Heading)));
        var cells = new DataCell[Columns];
        foreach (var row in Rows(rows))
        {
            for (var i = 0; i < row.Length; i++)
            {
                cells[i] = row[i] switch
                {
                    DateOnly day => new(day.ToDateTime(TimeOnly.MinValue)),
                    decimal number => new(number),
                    var text => new((string)text),
                };
            }

            await sheet.AddRowAsync(cells);
        }

        await sheet.FinishAsync();
    }

    /// <summary>The same.</summary>
    public static async Task WriteByMiniExcel(string path, int rows)
    {
        await using var file = File.Create(path);
        await file.SaveAsAsync(Rows(rows).Select(row => Forms.Zip(row, (form, value) => (form.Heading, Value: value is DateOnly day
            ? day.ToDateTime(TimeOnly.MinValue) : value)).ToDictionary(pair => pair.Heading, pair => pair.Value)));
    }

    private static IEnumerable<object[]> Rows(int count)
    {
        for (var no = 0; no < count; no++)
        {
            var problem = no / MeasuresAProblem;
            yield return
            [
                (decimal)(problem + 1), $"第{problem % 12}类问题", $"第{problem + 1}个问题：监管不到位，制度不健全", (decimal)(no + 1),
                $"第{no + 1}条：{Text(no)}", Department(no % 60), $"第{no % 40}县、第{(no + 7) % 40}县", Leader(problem % 20), Start.AddDays(200 + (no % 300)),
                "年底前全部整改到位", no * 1.01m, "正在整改", Text(no + 1), $"联系人{no % 500}", Text(no + 2),
            ];
        }
    }

    private static string Text(int no) => $"{no * 31 % DifferentTexts}：加强日常监管，完善制度，按月报告进展情况";

    private static string Department(int no) => $"第{no}处室";

    private static string Leader(int no) => $"第{no}位副部长";
}
