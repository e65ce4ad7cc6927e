using System.Globalization;
using Rectification.Chains;
using Rectification.Notifications;

namespace Rectification.Orders;

/// <summary>What people hear of an order. The same happening has the same id, however often it is posted.</summary>
internal static class OrderNotice
{
    /// <param name="order">The order.</param>
    /// <param name="happened">What happened to it.</param>
    /// <param name="entry">The line of the chain that says so.</param>
    /// <param name="leaders">Leaders of its measures; heard of only when it is asked again.</param>
    /// <returns>Nothing for an event that the one beside it tells of.</returns>
    public static Notification? Of(OrderState order, OrderEvent happened, ChainEntry<OrderEvent> entry, IEnumerable<string> leaders)
    {
        var (unit, label) = (Audience.Unit(order.Issued.Unit), order.Issued.Label);
        return happened switch
        {
            OrderIssued { Repeats: null } e => Notice(
                order, NotificationKind.OrderIssued, entry, "issued", [unit],
                $"{label}：请于{Zh(e.Due, e.Provisional)}前（含当日）答复。{e.Demand}", $"Order {label}: answer by {En(e.Due, e.Provisional)}. {e.Demand}"),
            OrderIssued e => Notice(
                order, NotificationKind.OrderRepeated, entry, "repeated", [unit, .. leaders.Select(Audience.Leader)],
                $"再次督办：{label}（原{e.Repeats}号逾期未答复），请于{Zh(e.Due, e.Provisional)}前（含当日）答复。",
                $"Order {label} asks again: order {e.Repeats} was not answered in time; answer by {En(e.Due, e.Provisional)}."),
            OrderAnswered => Notice(
                order, NotificationKind.OrderAnswered, entry, $"answered.{Number(entry.Version)}", [Audience.Office],
                $"{label}已答复。", $"Order {label} was answered."),
            OrderReturned e => Notice(
                order, NotificationKind.OrderIssued, entry, $"returned.{Number(entry.Version)}", [unit],
                $"{label}的答复被退回：{e.Reason}请于{Zh(e.Due, e.Provisional)}前（含当日）再次答复。",
                $"The answer to order {label} was returned: {e.Reason} Answer by {En(e.Due, e.Provisional)}."),
            OrderDuePlanned e => Notice(
                order, NotificationKind.OrderIssued, entry, $"planned.{Number(entry.Version)}", [unit],
                $"{label}的答复期限按现已公布的放假安排重新计算：{Zh(e.Due, e.Provisional)}（含当日）。",
                $"By the working days that are known now, order {label} is to be answered by {En(e.Due, e.Provisional)}."),
            OrderClosed => Notice(order, NotificationKind.OrderClosed, entry, "closed", [unit], $"{label}已办结。", $"Order {label} is closed."),
            _ => null,
        };
    }

    private static string Zh(DateOnly due, bool? provisional) =>
        $"{due:yyyy年M月d日}{(provisional is true ? "（暂定，放假安排公布后重新计算）" : "")}";

    private static string En(DateOnly due, bool? provisional) =>
        $"{due:yyyy-MM-dd}{(provisional is true ? " (provisional: the holidays are not announced yet)" : "")}";

    private static Notification Notice(
        OrderState order, NotificationKind kind, ChainEntry<OrderEvent> entry, string what, IReadOnlyList<Audience> audience, string zh, string en) => new()
        {
            Id = $"order.{Number(order.No)}.{what}",
            Kind = kind,
            At = entry.At,
            Unit = order.Issued.Unit,
            Audience = audience,
            Zh = zh,
            En = en,
        };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
