using Rectification.Chains;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>督办单 of a digest, from the chain of orders as it was.</summary>
internal static class DigestOrders
{
    /// <summary>Orders that wait for an answer at the digest's end, and those answered late in its period, in order of number.</summary>
    public static IReadOnlyList<DigestOrder> Of(
        IEnumerable<ChainEntry<OrderEvent>> entries, DigestSlot slot, PlanCalendar calendar, Func<string, DigestUnit> unit)
    {
        var (orders, late) = (new Dictionary<int, OrderState>(), new Dictionary<int, int>());
        foreach (var entry in entries.Where(entry => entry.At <= slot.To))
        {
            foreach (var happened in entry.Events)
            {
                var order = orders.GetValueOrDefault(happened.Order);
                if (happened is OrderAnswered && order is not null && entry.At > slot.From
                    && calendar.DayOf(entry.At).DayNumber - order.Due.DayNumber is > 0 and var days)
                {
                    late[happened.Order] = days;
                }

                orders[happened.Order] = OrderState.Apply(order, happened, entry.By, entry.For, entry.At, entry.Version);
            }
        }

        var today = calendar.DayOf(slot.To);
        return [.. orders.Values.OrderBy(order => order.No).Where(order => order.IsOpen || late.ContainsKey(order.No)).Select(order => new DigestOrder
        {
            No = order.No,
            Label = order.Issued.Label,
            Unit = unit(order.Issued.Unit),
            Status = order.Status(today),
            Due = order.Due,
            LateDays = order.IsOpen ? Math.Max(0, today.DayNumber - order.Due.DayNumber) : late[order.No],
        })];
    }
}
