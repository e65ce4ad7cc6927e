using Rectification.Orders;

namespace Rectification.Gateway.Orders;

/// <summary>An acknowledged command: the order as it is now.</summary>
internal sealed record OrderAnswer
{
    public required OrderView Order { get; init; }
}
