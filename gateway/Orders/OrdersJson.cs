using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Orders;

namespace Rectification.Gateway.Orders;

/// <summary>What crosses HTTP as JSON of supervision orders.</summary>
[JsonSerializable(typeof(IssueOrder))]
[JsonSerializable(typeof(AnswerOrder))]
[JsonSerializable(typeof(ReturnOrder))]
[JsonSerializable(typeof(CloseOrder))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(ItemList<OrderView>))]
internal sealed partial class OrdersJson : JsonSerializerContext
{
    public static readonly OrdersJson Api = new(ApiJson.Options());
}
