using System.Text.Json.Serialization;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.History;

/// <summary>What crosses HTTP as JSON of past commands brought in.</summary>
[JsonSerializable(typeof(HistoryRecord))]
[JsonSerializable(typeof(HistoryAnswer))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    public static readonly HistoryJson Api = new(ApiJson.Options());
}
