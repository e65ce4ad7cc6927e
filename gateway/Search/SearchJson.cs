using System.Text.Json.Serialization;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Search;

/// <summary>What crosses HTTP as JSON of searches.</summary>
[JsonSerializable(typeof(ItemList<NamedThing>))]
internal sealed partial class SearchJson : JsonSerializerContext
{
    public static readonly SearchJson Api = new(ApiJson.Options());
}
