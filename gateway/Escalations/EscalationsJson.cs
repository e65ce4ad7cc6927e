using System.Text.Json.Serialization;
using Rectification.Escalations;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Escalations;

/// <summary>What crosses HTTP as JSON of escalations.</summary>
[JsonSerializable(typeof(ItemList<EscalationView>))]
internal sealed partial class EscalationsJson : JsonSerializerContext
{
    public static readonly EscalationsJson Api = new(ApiJson.Options());
}
