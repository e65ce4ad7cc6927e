using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Queries;

namespace Rectification.Gateway.Units;

/// <summary>What crosses HTTP as JSON of units.</summary>
[JsonSerializable(typeof(UnitSheet))]
[JsonSerializable(typeof(ItemList<UnitSheet>))]
internal sealed partial class UnitsJson : JsonSerializerContext
{
    public static readonly UnitsJson Api = new(ApiJson.Options());
}
