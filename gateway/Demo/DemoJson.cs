using System.Text.Json.Serialization;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Demo;

/// <summary>What crosses HTTP as JSON of the demo.</summary>
[JsonSerializable(typeof(ReplayState))]
[JsonSerializable(typeof(ItemList<DemoAccount>))]
internal sealed partial class DemoJson : JsonSerializerContext
{
    public static readonly DemoJson Api = new(ApiJson.Options());
}
