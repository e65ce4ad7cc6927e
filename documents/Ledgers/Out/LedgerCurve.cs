using Rectification.Documents.Workbooks.Writing;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>销号进度：what the overview draws, as a list of days and as a chart over it.</summary>
public static class LedgerCurve
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

    private const int DailyAtMost = 35;

    /// <summary>Days beyond which the axis counts months; and days for each further day, or month, that it leaves out.</summary>
    private const int MonthsFrom = 100;
    private const int MostDays = 15;
    private const int MostMonths = 550;
    private const int WeeklyAtMost = 400;

    /// <summary>As it is drawn over these days.</summary>
    internal static ChartForm Chart(IReadOnlyList<LedgerDay> days) => new()
    {
        Title = "销号进度与时间进度",
        Sheet = OwnColumns.CurveSheet,
        Days = 1,
        InMonths = days.Count > MonthsFrom,
        Apart = 1 + (days.Count / (days.Count > MonthsFrom ? MostMonths : MostDays)),
        Lines = [new(2, "808080", Dashed: false), new(3, "ED7D31", Dashed: true), new(4, "1F5FA8", Dashed: false, Thick: true)],
    };

    internal static SheetForm Sheet(ListHead head, IReadOnlyList<LedgerDay> days) =>
        head.Sheet(OwnColumns.CurveSheet, Columns, Thinned(days).Select(Row).ToAsyncEnumerable());

    /// <summary>Every day of a month, every week of a year, the ends of months of a longer time, always the first and the last day: what fits a page.</summary>
    public static IReadOnlyList<LedgerDay> Thinned(IReadOnlyList<LedgerDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var last = days[^1].Day;
        return days.Count <= DailyAtMost ? days : [.. days.Where(day => day.Day == days[0].Day || day.Day == last
            || (days.Count <= WeeklyAtMost ? (last.DayNumber - day.Day.DayNumber) % 7 == 0 : day.Day.AddDays(1).Day == 1))];
    }

    private static IReadOnlyList<CellForm> Row(LedgerDay day) =>
        [CellForm.Of(day.Day), CellForm.Of(day.Measures), CellForm.Of(day.Pace is { } pace ? Tenths(pace) : null), CellForm.Of(day.SignedOff)];

    private static decimal Tenths(double pace) => Math.Floor((decimal)pace * 10) / 10;
}
