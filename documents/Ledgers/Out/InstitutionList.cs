using Rectification.Documents.Workbooks.Writing;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>制度清单：what a plan's measures promise to draw up or to revise, and what of it is registered.</summary>
public static class InstitutionList
{
    /// <summary>On its tab, and behind the plan's title.</summary>
    public const string Name = "制度清单";

    /// <summary>Writes it.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="frame">The plan.</param>
    /// <param name="head">What stands above it.</param>
    /// <param name="measures">Measures with an institution, in order of number.</param>
    /// <param name="cancel">Ends it; what was written until then is no workbook.</param>
    public static Task Write(Stream stream, PlanFrame frame, ListHead head, IAsyncEnumerable<MeasureView> measures, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(head);
        var (names, no) = (new PlanNames(frame), 0);
        ListColumn<MeasureView>[] columns =
        [
            new("序号", 7, _ => CellForm.Of(++no)),
            new("制度名称", 42, measure => CellForm.Of(measure.Institution!.Title)),
            new("完善类型", 11, measure => CellForm.Of(Glossary.Of(measure.Institution!.Kind).Zh)),
            new("登记情况", 11, measure => CellForm.Of(measure.Institution!.Registered ? "已登记" : "未登记")),
            new("文号", 22, measure => CellForm.Of(measure.Institution!.Number)),
            new("印发日期", 16, measure => CellForm.Of(measure.Institution!.Date), ColumnLook.ChineseDay),
            new("印发单位", 22, measure => CellForm.Of(measure.Institution!.IssuedBy)),
            new("对应措施序号", 9, measure => CellForm.Of(measure.No)),
            new("整改措施", 44, measure => CellForm.Of(measure.Text)),
            new("牵头单位", 22, measure => CellForm.Of(names.Unit(measure.LeadUnit))),
        ];
        return columns.Write(stream, head, Name, measures, cancel);
    }
}
