using Rectification.Orders;

namespace Rectification.Gateway.Orders.Pages;

/// <summary>How an order's status looks.</summary>
internal static class OrderStyle
{
    /// <summary>A class of the style sheet.</summary>
    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Open => "yellow",
        OrderStatus.Late => "red",
        _ => "good",
    };
}
