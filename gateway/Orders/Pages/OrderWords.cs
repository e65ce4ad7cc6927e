using Rectification.Gateway.Shell;
using Rectification.Orders;

namespace Rectification.Gateway.Orders.Pages;

/// <summary>The states of a supervision order in words.</summary>
internal static class OrderWords
{
    public static (string Style, string Word) Status(Bilingual say, OrderView order) => order.Status switch
    {
        OrderStatus.Open => ("yellow", say["待答复", "open"]),
        OrderStatus.Late => ("red", say["逾期未答复", "late"]),
        OrderStatus.Answered => ("good", say["已答复", "answered"]),
        OrderStatus.Closed => ("good", say["已办结", "closed"]),
        _ => throw new InvalidOperationException($"No word for {order.Status}."),
    };
}
