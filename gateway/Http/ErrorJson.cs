using System.Text.Json.Serialization;

namespace Rectification.Gateway.Http;

/// <summary>What crosses HTTP as JSON of every refusal.</summary>
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class ErrorJson : JsonSerializerContext
{
    public static readonly ErrorJson Api = new(ApiJson.Options());
}
