using System.Runtime.CompilerServices;
using Rectification.Documents.Workbooks.Writing;
using Rectification.Measures;
using Rectification.Problems;
using Rectification.Terms;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>
/// A plan's 问题清单, 任务清单, 责任清单 and 汇总 as one workbook. Rows go out as they are read; read in again, it says of the plan what the plan says.
/// </summary>
public sealed class PlanLedgerWriter
{
    private const decimal Whole = 100m;

    private readonly PlanLedger ledger;
    private readonly DeadlineCells deadlines;
    private readonly LedgerSurvey survey;
    private readonly UnitFigures figures;
    private readonly PlanNames names;
    private readonly ListHead head;

    private PlanLedgerWriter(PlanLedger ledger, DeadlineCells deadlines, LedgerSurvey survey)
    {
        (this.ledger, this.deadlines, this.survey) = (ledger, deadlines, survey);
        figures = new([.. ledger.Frame.Units.Where(unit => Shows(unit.Id))]);
        names = new(ledger.Frame);
        head = new() { Title = ledger.Frame.Title, Day = ledger.Day, Asked = ledger.Asked };
    }

    /// <summary>Writes the workbook.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="ledger">What goes out.</param>
    /// <param name="cancel">Ends it; what was written until then is no workbook.</param>
    public static async Task Write(Stream stream, PlanLedger ledger, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var deadlines = new DeadlineCells(ledger.Frame.FeedbackDate);
        var writer = new PlanLedgerWriter(ledger, deadlines, await LedgerSurvey.Of(ledger, deadlines, cancel));
        var stamp = new LedgerStamp { IsUnit = false, Plan = ledger.Frame.Plan, AsOf = ledger.Day };
        IReadOnlyList<SheetForm> curve = ledger.Curve is { Count: > 1 } days ? [LedgerCurve.Sheet(writer.head, days)] : [];
        await WorkbookWriter.Write(
            stream, [writer.Problems(), writer.Measures(), writer.Duties(), writer.Summary(), .. curve], stamp.Properties(), cancel);
    }

    /// <summary>Writes 问题清单 alone.</summary>
    /// <inheritdoc cref="Write"/>
    public static async Task WriteProblems(Stream stream, PlanLedger ledger, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var deadlines = new DeadlineCells(ledger.Frame.FeedbackDate);
        var writer = new PlanLedgerWriter(ledger, deadlines, await LedgerSurvey.Of(ledger, deadlines, cancel));
        await WorkbookWriter.Write(stream, [writer.Problems()], stamp: null, cancel);
    }

    private bool Shows(string unit) => ledger.Units?.Contains(unit) ?? true;

    private SheetForm Problems()
    {
        var others = survey.ProblemExtras;
        ColumnForm Of(string heading, double width) => new() { Heading = OwnColumns.Heading(heading, others.Keys), Width = width };
        return head.Sheet(OwnColumns.ProblemsSheet,
        [
            Of(OwnColumns.ProblemNo, 8), Of(OwnColumns.Category, 26), Of(OwnColumns.Problem, 48),
            .. survey.HasCauses ? [Of(OwnColumns.Cause, 30)] : Array.Empty<ColumnForm>(),
            .. survey.HasExtends ? [Of(OwnColumns.Extend, 30)] : Array.Empty<ColumnForm>(),
            Of(OwnColumns.LeadUnit, 26), Of(OwnColumns.Leader, 28), Of(OwnColumns.MeasureCount, 8), Of(OwnColumns.SignedOffCount, 8),
            Of(OwnColumns.ProblemState, 10), .. ExtraCells.Columns(others),
        ], ProblemRows(), 1);
    }

    private async IAsyncEnumerable<IReadOnlyList<CellForm>> ProblemRows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var problem in ledger.Problems().WithCancellation(cancel))
        {
            if (ledger.Whole || survey.Problems.Contains(problem.No))
            {
                yield return Row(problem);
            }
        }
    }

    private IReadOnlyList<CellForm> Row(ProblemView problem) =>
    [
        CellForm.Of(problem.No), CellForm.Of(names.Category(problem.Category)), CellForm.Of(problem.Title),
        .. survey.HasCauses ? [CellForm.Of(problem.Cause)] : Array.Empty<CellForm>(),
        .. survey.HasExtends ? [CellForm.Of(problem.Extend)] : Array.Empty<CellForm>(),
        CellForm.Of(names.Unit(problem.LeadUnit)), CellForm.Of(names.Leader(problem.Leader)),
        CellForm.Of(problem.Measures), CellForm.Of(problem.MeasuresSignedOff), CellForm.Of(problem.SignedOff ? "已销号" : "未销号"),
        .. ExtraCells.Of(problem.Extra, survey.ProblemExtras.Keys),
    ];

    private SheetForm Measures()
    {
        var others = survey.Extras;
        ColumnForm Of(string heading, double width, ColumnLook look = ColumnLook.General) =>
            new() { Heading = OwnColumns.Heading(heading, others.Keys), Width = width, Look = look };
        return head.Sheet(OwnColumns.MeasuresSheet,
        [
            Of(OwnColumns.MeasureNo, 8), Of(OwnColumns.ProblemRef, 8), Of(OwnColumns.Problem, 28), Of(OwnColumns.Measure, 48), Of(OwnColumns.LeadUnit, 18),
            Of(OwnColumns.Supporting, 22), Of(OwnColumns.Leader, 18), Of(OwnColumns.Start, 15, ColumnLook.ChineseDay),
            Of(OwnColumns.Deadline, 17, ColumnLook.ChineseDay), Of(OwnColumns.State, 11), Of(OwnColumns.Progress, 8, ColumnLook.Percent),
            Of(OwnColumns.SignedOff, 15, ColumnLook.ChineseDay), Of(OwnColumns.Institution, 22), Of(OwnColumns.Cadence, 9),
            .. survey.Counts ? [Of(OwnColumns.Counted, 34)] : Array.Empty<ColumnForm>(), .. ExtraCells.Columns(others),
        ], MeasureRows(), 1);
    }

    private async IAsyncEnumerable<IReadOnlyList<CellForm>> MeasureRows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var measure in ledger.Measures().WithCancellation(cancel))
        {
            figures.Add(measure);
            yield return Row(measure);
        }
    }

    private IReadOnlyList<CellForm> Row(MeasureView measure) =>
    [
        CellForm.Of(measure.No), CellForm.Of(measure.Problem), CellForm.Of(survey.Titles.GetValueOrDefault(measure.Problem)), CellForm.Of(measure.Text),
        CellForm.Of(names.Unit(measure.LeadUnit)),
        CellForm.Of(string.Join('、', measure.Assignments.Where(share => !share.Lead).Select(share => names.Unit(share.Unit)))),
        CellForm.Of(names.Leader(measure.Leader)), CellForm.Of(measure.Start), deadlines.Of(measure), CellForm.Of(Glossary.Of(measure.Status).Zh),
        CellForm.Of(measure.Percent / Whole), measure.SignedOffAt is { } at ? CellForm.Of(names.Day(at)) : CellForm.Blank,
        CellForm.Of(measure.Institution?.Title), CellForm.Of(measure.Cadence is { } cadence ? Glossary.Of(cadence).Zh : null),
        .. survey.Counts ? [CellForm.Of(QuantityCells.Said(measure))] : Array.Empty<CellForm>(), .. ExtraCells.Of(measure.Extra, survey.Extras.Keys),
    ];

    private SheetForm Duties() => head.Sheet(OwnColumns.DutiesSheet,
    [
        new() { Heading = OwnColumns.MeasureNo, Width = 8 },
        new() { Heading = OwnColumns.DutyUnit, Width = 26 },
        new() { Heading = OwnColumns.DutyRole, Width = 8 },
        new() { Heading = OwnColumns.Measure, Width = 60 },
        new() { Heading = OwnColumns.Deadline, Width = 17, Look = ColumnLook.ChineseDay },
        new() { Heading = OwnColumns.Progress, Width = 9, Look = ColumnLook.Percent },
        new() { Heading = OwnColumns.DutyState, Width = 12 },
        new() { Heading = OwnColumns.Reports, Width = 10 },
    ], DutyRows(), 2);

    private async IAsyncEnumerable<IReadOnlyList<CellForm>> DutyRows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var measure in ledger.Measures().WithCancellation(cancel))
        {
            foreach (var share in measure.Assignments.Where(share => Shows(share.Unit)))
            {
                yield return
                [
                    CellForm.Of(measure.No), CellForm.Of(names.Unit(share.Unit)), CellForm.Of(share.Lead ? "牵头" : "配合"), CellForm.Of(measure.Text),
                    deadlines.Of(measure), CellForm.Of(share.Percent / Whole), CellForm.Of(State(measure, share)), CellForm.Of(share.Reports),
                ];
            }
        }
    }

    /// <summary>A lead unit's task is the measure; a supporting part is done once it is confirmed.</summary>
    private static string State(MeasureView measure, AssignmentView share) =>
        share.Lead || measure.Status is MeasureStatus.SignedOff or MeasureStatus.Rescinded ? Glossary.Of(measure.Status).Zh
        : share.Done ? "已确认" : share.Percent == Whole ? "待确认" : "进行中";

    /// <summary>Written after the measures, which have been counted by then.</summary>
    private SheetForm Summary() => head.Sheet(OwnColumns.SummarySheet, UnitFigures.Columns, figures.Rows().ToAsyncEnumerable(), 2) with
    {
        Chart = ledger.Curve is { Count: > 1 } days ? LedgerCurve.Chart(days) : null,
    };
}
