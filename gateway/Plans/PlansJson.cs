using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Plans;

/// <summary>What crosses HTTP as JSON of plans.</summary>
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(ItemList<PlanView>))]
[JsonSerializable(typeof(RecountView))]
internal sealed partial class PlansJson : JsonSerializerContext
{
    public static readonly PlansJson Api = new(ApiJson.Options());
}
