using Rectification.Documents.Workbooks.Writing;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>
/// Figures by unit of the measures that go out, counted while they do: a measure counts at its lead unit, a task at each unit that has a part.
/// </summary>
/// <param name="units">In the order they are shown.</param>
internal sealed class UnitFigures(IReadOnlyList<UnitProfile> units)
{
    private readonly Dictionary<string, Counts> counts = units.ToDictionary(unit => unit.Id, _ => new Counts(), StringComparer.Ordinal);

    public static IReadOnlyList<ColumnForm> Columns { get; } =
    [
        new() { Heading = "序号", Width = 7 },
        new() { Heading = "单位名称", Width = 30 },
        new() { Heading = "牵头措施数", Width = 13 },
        new() { Heading = "已销号数", Width = 12 },
        new() { Heading = "未销号数", Width = 12 },
        new() { Heading = "其中逾期数", Width = 13 },
        new() { Heading = "整改完成率", Width = 13, Look = ColumnLook.Percent },
        new() { Heading = "承担任务数（含配合）", Width = 14 },
        new() { Heading = "已完成任务数", Width = 14 },
        new() { Heading = "任务完成率", Width = 13, Look = ColumnLook.Percent },
    ];

    /// <summary>What is not to be carried out any more counts nowhere.</summary>
    public void Add(MeasureView measure)
    {
        if (measure.Status == MeasureStatus.Rescinded)
        {
            return;
        }

        if (counts.TryGetValue(measure.LeadUnit, out var lead))
        {
            lead.Led++;
            lead.SignedOff += measure.Status == MeasureStatus.SignedOff ? 1 : 0;
            lead.Overdue += measure.Overdue ? 1 : 0;
        }

        foreach (var share in measure.Assignments)
        {
            if (counts.TryGetValue(share.Unit, out var unit))
            {
                unit.Tasks++;
                unit.Done += share.Done ? 1 : 0;
            }
        }
    }

    /// <summary>A row for each unit that has something, and one for all.</summary>
    public IEnumerable<IReadOnlyList<CellForm>> Rows()
    {
        var (all, no) = (new Counts(), 0);
        foreach (var unit in units)
        {
            if (counts[unit.Id] is { Tasks: > 0 } of)
            {
                all.Add(of);
                yield return Row(CellForm.Of(++no), unit.Name, of);
            }
        }

        yield return Row(CellForm.Blank, "合计", all);
    }

    private static IReadOnlyList<CellForm> Row(CellForm no, string name, Counts of) =>
    [
        no, CellForm.Of(name), CellForm.Of(of.Led), CellForm.Of(of.SignedOff), CellForm.Of(of.Led - of.SignedOff), CellForm.Of(of.Overdue),
        Rate(of.SignedOff, of.Led), CellForm.Of(of.Tasks), CellForm.Of(of.Done), Rate(of.Done, of.Tasks),
    ];

    /// <summary>In whole percents, as the column shows them.</summary>
    private static CellForm Rate(int done, int total) =>
        Percentages.Fraction(done, total, decimals: 0) is { } rate ? CellForm.Of(rate) : CellForm.Blank;

    private sealed class Counts
    {
        public int Led { get; set; }

        public int SignedOff { get; set; }

        public int Overdue { get; set; }

        public int Tasks { get; set; }

        public int Done { get; set; }

        public void Add(Counts other)
        {
            (Led, SignedOff, Overdue) = (Led + other.Led, SignedOff + other.SignedOff, Overdue + other.Overdue);
            (Tasks, Done) = (Tasks + other.Tasks, Done + other.Done);
        }
    }
}
