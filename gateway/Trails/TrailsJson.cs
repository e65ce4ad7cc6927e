using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Trails;

namespace Rectification.Gateway.Trails;

/// <summary>What crosses HTTP as JSON of seals.</summary>
[JsonSerializable(typeof(SealView))]
[JsonSerializable(typeof(ItemList<SealLine>))]
internal sealed partial class TrailsJson : JsonSerializerContext
{
    public static readonly TrailsJson Api = new(ApiJson.Options());
}
