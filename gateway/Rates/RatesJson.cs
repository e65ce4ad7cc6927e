using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates;

/// <summary>What crosses HTTP as JSON of rates.</summary>
[JsonSerializable(typeof(RateSheet))]
[JsonSerializable(typeof(ItemList<RateSheet>))]
internal sealed partial class RatesJson : JsonSerializerContext
{
    public static readonly RatesJson Api = new(ApiJson.Options());
}
