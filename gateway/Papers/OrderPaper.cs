using Rectification.Documents.Papers;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Plans;

namespace Rectification.Gateway.Papers;

/// <summary>督办单，提示函，警示函：an order as a paper.</summary>
internal sealed class OrderPaper(PlanFrame frame, PeopleNames people)
{
    private const string Blue = "0070C0";
    private const string Yellow = "BF9000";
    private const string Red = "C00000";

    /// <param name="kind">Which slip.</param>
    /// <param name="order">The order.</param>
    /// <param name="measures">Its measures.</param>
    /// <param name="number">The number the register gave to this slip; where it gave none, a 督办单 has the order's own.</param>
    public async Task<PaperContent> Of(PaperKind kind, OrderView order, IReadOnlyList<MeasureView> measures, PaperNumber? number) => new()
    {
        Texts = new Dictionary<string, string?>
        {
            ["number"] = number?.Label ?? (kind == PaperKind.Order ? order.Label : null),
            ["plan"] = frame.Title,
            ["unit"] = RecordWords.Unit(frame, order.Unit),
            ["subject"] = $"{frame.Title}：{measures.Count} 条整改措施" + (order.Round > 1 ? "（再次督办）" : ""),
            ["demand"] = order.Demand,
            ["due"] = PaperText.Day(order.Due),
            ["cycle"] = "一次性反馈",
            ["leader"] = string.Join('、', measures.Select(measure => RecordWords.Leader(frame, measure.Leader)).Distinct()),
            ["issuedBy"] = await Name(order.IssuedBy),
            ["issuedOn"] = PaperWords.Day(frame, order.IssuedAt),
            ["round"] = order.Round > 1 ? "再次督办" : null,
            ["closing"] = order.Closed is { } closed ? closed.Reason is { } reason ? $"{closed.Result}\n未答复办结的理由：{reason}" : closed.Result : null,
            ["closedBy"] = order.Closed is { } by ? await Name(by.By) : null,
            ["closedOn"] = PaperWords.Day(frame, order.Closed?.At),
        },
        Rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>
        {
            ["measures"] = [.. measures.Select(measure => PaperWords.Row(frame, measure))],
            ["answers"] = await Answers(order),
        },
        Colour = Colour(kind, order, measures),
    };

    /// <summary>三色督办：blue reminds, yellow warns who is behind, red who is overdue.</summary>
    private static string? Colour(PaperKind kind, OrderView order, IReadOnlyList<MeasureView> measures) => kind switch
    {
        PaperKind.Prompt => Blue,
        PaperKind.Warning => order.Status == OrderStatus.Late || measures.Any(measure => measure.Overdue || measure.Light == Light.Red) ? Red : Yellow,
        _ => null,
    };

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> Answers(OrderView order)
    {
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        foreach (var (i, answer) in order.Answers.Index())
        {
            var next = i + 1 < order.Answers.Count ? order.Answers[i + 1].At : (DateTimeOffset?)null;
            var returned = (order.Returns ?? []).FirstOrDefault(back => back.At >= answer.At && (next is null || back.At < next));
            rows.Add(new Dictionary<string, string?>
            {
                ["answers.text"] = answer.Text,
                ["answers.by"] = await Name(answer.By) + (answer.OnBehalfOf is { } person ? $"（代 {await Name(person)}）" : ""),
                ["answers.on"] = PaperWords.Day(frame, answer.At),
                ["answers.returned"] = returned?.Reason,
            });
        }

        return rows;
    }

    private async Task<string> Name(string account) => account == "-" ? "系统" : await people.Of(account, frame);
}
