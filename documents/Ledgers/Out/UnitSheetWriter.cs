using System.Globalization;
using Rectification.Documents.Workbooks.Writing;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>填报表：one unit's open tasks as a sheet to be filled in offline and sent back. Only the unit's own columns can be changed.</summary>
public static class UnitSheetWriter
{
    /// <summary>The column of what is in the way; it goes into the report's note.</summary>
    public const string Difficulties = "存在问题";

    private static readonly IReadOnlyList<ColumnForm> Always =
    [
        new() { Heading = "序号", Width = 7 },
        new() { Heading = "整改措施", Width = 56 },
        new() { Heading = "牵头单位", Width = 20 },
        new() { Heading = "完成时限", Width = 18, Look = ColumnLook.ChineseDay },
        new() { Heading = "进度（%）", Width = 9, Open = true, Between = (0, 100) },
        new() { Heading = "进展情况", Width = 44, Open = true },
        new() { Heading = Difficulties, Width = 30, Open = true },
    ];

    /// <summary>What the measure counts; where it counts less than another one, nothing is to be filled in.</summary>
    private static IEnumerable<CellForm> Counts(MeasureView measure, AssignmentView share, int most)
    {
        var counted = QuantityCells.Of(measure);
        return counted.SelectMany(quantity => new[] { CellForm.Of(quantity.Label), CellForm.Of(quantity.Of(share)) })
            .Concat(Enumerable.Repeat(CellForm.Shut, 2 * (most - counted.Count)));
    }

    private static ColumnForm[] Counted(int no) =>
        [new() { Heading = QuantityCells.What(no), Width = 22 }, new() { Heading = QuantityCells.HowMany(no), Width = 14, Open = true }];

    /// <summary>Whether a unit has still something to do and to report about a measure.</summary>
    public static bool IsOpen(MeasureView measure, AssignmentView share)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(share);
        return measure.Status is not (MeasureStatus.SignedOff or MeasureStatus.Rescinded) && !share.Done;
    }

    /// <summary>Writes the sheet.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="frame">The plan.</param>
    /// <param name="unit">Whose sheet it is.</param>
    /// <param name="day">As of which day of the plan.</param>
    /// <param name="measures">The unit's measures in order of number; those without anything left to do are left out.</param>
    /// <param name="cancel">Ends it.</param>
    public static Task Write(
        Stream stream, PlanFrame frame, UnitProfile unit, DateOnly day, IReadOnlyList<MeasureView> measures, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(measures);
        var open = measures.Select(measure => (Measure: measure, Share: measure.Assignments.First(share => share.Unit == unit.Id)))
            .Where(task => IsOpen(task.Measure, task.Share)).ToList();
        var stamp = new LedgerStamp
        {
            IsUnit = true,
            Plan = frame.Plan,
            Unit = unit.Id,
            AsOf = day,
            Trail = measures.Sum(measure => measure.Version),
            Rows = open.ToDictionary(task => task.Measure.No, task => new StampedRow(task.Share.Percent, task.Share.Reports)
            {
                Quantities = StampedRow.Of(QuantityCells.Of(task.Measure).Select(quantity => quantity.Of(task.Share))),
            }),
        };
        var most = open.Select(task => QuantityCells.Of(task.Measure).Count).DefaultIfEmpty(0).Max();
        var howMany = most > 0 ? "数量填迄今累计数，按左边所写的单位。" : "";
        var names = frame.Units.ToDictionary(known => known.Id, known => known.Name, StringComparer.Ordinal);
        var deadlines = new DeadlineCells(frame.FeedbackDate);
        var sheet = new SheetForm
        {
            Name = unit.Name,
            Title = $"{frame.Title}填报表",
            Notes =
            [
                $"填报单位：{unit.Name}",
                $"截至：{day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture)}",
                $"只填白色的各列，没有变化的行不必改动。进度填 0 至 100 的整数，只增不减。{howMany}填好后原样发回或上传，不要增删行和列。",
            ],
            Columns = [.. Always, .. Enumerable.Range(1, most).SelectMany(Counted)],
            Rows = open.Select(IReadOnlyList<CellForm> (task) =>
            [
                CellForm.Of(task.Measure.No), CellForm.Of(task.Measure.Text),
                CellForm.Of(names.GetValueOrDefault(task.Measure.LeadUnit, task.Measure.LeadUnit)),
                deadlines.Of(task.Measure), CellForm.Of(task.Share.Percent),
                CellForm.Blank, CellForm.Blank, .. Counts(task.Measure, task.Share, most),
            ]).ToAsyncEnumerable(),
            FrozenColumns = 1,
            Protected = true,
        };
        return WorkbookWriter.Write(stream, [sheet], stamp.Properties(), cancel);
    }
}
