using Rectification.Documents.Workbooks.Writing;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>督办单清单：orders of one plan or of several, with their answers and how they ended.</summary>
public static class OrdersList
{
    /// <summary>On its tab, and its title.</summary>
    public const string Name = "督办单清单";

    /// <summary>Writes it.</summary>
    /// <param name="stream">Only written to; stays open.</param>
    /// <param name="head">What stands above it.</param>
    /// <param name="orders">In the order they are shown.</param>
    /// <param name="cancel">Ends it; what was written until then is no workbook.</param>
    public static Task Write(Stream stream, ListHead head, IAsyncEnumerable<(PlanFrame Frame, OrderView Order)> orders, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        var (no, known) = (0, new Dictionary<string, PlanNames>(StringComparer.Ordinal));
        PlanNames Names(PlanFrame frame) => known.TryGetValue(frame.Plan, out var names) ? names : known[frame.Plan] = new(frame);
        ListColumn<(PlanFrame Frame, OrderView Order)>[] columns =
        [
            new("序号", 7, _ => CellForm.Of(++no)),
            new("督办单编号", 20, one => CellForm.Of(one.Order.Label)),
            new("方案", 28, one => CellForm.Of(one.Frame.Title)),
            new("被督办单位", 20, one => CellForm.Of(Names(one.Frame).Unit(one.Order.Unit))),
            new("涉及措施序号", 14, one => CellForm.Of(string.Join('、', one.Order.Measures))),
            new("督办要求", 40, one => CellForm.Of(one.Order.Demand)),
            new("下发日期", 16, one => CellForm.Of(Names(one.Frame).Day(one.Order.IssuedAt)), ColumnLook.ChineseDay),
            new("答复期限", 16, one => CellForm.Of(one.Order.Due), ColumnLook.ChineseDay),
            new("状态", 12, one => CellForm.Of(Glossary.Of(one.Order.Status).Zh)),
            new("答复日期", 16, one => one.Order.Answers is [.., var last] ? CellForm.Of(Names(one.Frame).Day(last.At)) : CellForm.Blank, ColumnLook.ChineseDay),
            new("答复情况", 40, one => CellForm.Of(one.Order.Answers is [.., var last] ? last.Text : null)),
            new("办结日期", 16, one => one.Order.Closed is { } closed ? CellForm.Of(Names(one.Frame).Day(closed.At)) : CellForm.Blank, ColumnLook.ChineseDay),
            new("办结结果", 24, one => CellForm.Of(one.Order.Closed?.Result)),
        ];
        return columns.Write(stream, head, Name, orders, cancel);
    }
}
