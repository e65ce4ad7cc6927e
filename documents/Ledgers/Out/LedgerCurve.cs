using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>销号进度：what the overview draws, as a list of days and as a chart over it.</summary>
internal static class LedgerCurve
{
    private const string Day = "日期";
    private const string Measures = "措施总数";
    private const string Pace = "时间进度";
    private const string SignedOff = "已销号";

    private static readonly IReadOnlyList<ColumnForm> Columns =
    [
        new() { Heading = Day, Width = 22, Look = ColumnLook.ChineseDay },
        new() { Heading = Measures, Width = 18 },
        new() { Heading = Pace, Width = 18 },
        new() { Heading = SignedOff, Width = 18 },
    ];

    public static ChartForm Chart { get; } = new()
    {
        Title = "销号进度与时间进度",
        Sheet = OwnColumns.CurveSheet,
        Days = 1,
        Lines = [new(2, "808080", Dashed: false), new(3, "ED7D31", Dashed: true), new(4, "1F5FA8", Dashed: false, Thick: true)],
    };

    public static SheetForm Sheet(ListHead head, IReadOnlyList<LedgerDay> days) => head.Sheet(OwnColumns.CurveSheet, Columns, days.Select(Row).ToAsyncEnumerable());

    private static IReadOnlyList<CellForm> Row(LedgerDay day) =>
        [CellForm.Of(day.Day), CellForm.Of(day.Measures), CellForm.Of(day.Pace is { } pace ? Tenths(pace) : null), CellForm.Of(day.SignedOff)];

    private static decimal Tenths(double pace) => Math.Floor((decimal)pace * 10) / 10;
}
