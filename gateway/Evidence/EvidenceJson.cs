using System.Text.Json.Serialization;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

/// <summary>What crosses HTTP as JSON of evidence.</summary>
[JsonSerializable(typeof(EvidenceView))]
[JsonSerializable(typeof(EvidenceAbout))]
internal sealed partial class EvidenceJson : JsonSerializerContext
{
    public static readonly EvidenceJson Api = new(ApiJson.Options());
}
