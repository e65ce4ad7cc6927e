using System.Text.Json.Serialization;
using Rectification.Digests;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Digests;

/// <summary>What crosses HTTP as JSON of digests.</summary>
[JsonSerializable(typeof(DigestList))]
[JsonSerializable(typeof(DigestView))]
[JsonSerializable(typeof(DigestRecount))]
internal sealed partial class DigestsJson : JsonSerializerContext
{
    public static readonly DigestsJson Api = new(ApiJson.Options());
}
