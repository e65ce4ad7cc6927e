using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Papers;

namespace Rectification.Gateway.Papers;

/// <summary>What crosses HTTP as JSON of papers.</summary>
[JsonSerializable(typeof(TakeNumber))]
[JsonSerializable(typeof(VoidNumber))]
[JsonSerializable(typeof(AttachScan))]
[JsonSerializable(typeof(PaperNumber))]
[JsonSerializable(typeof(PaperTemplate))]
[JsonSerializable(typeof(ItemList<PaperNumber>))]
[JsonSerializable(typeof(ItemList<PaperTemplate>))]
internal sealed partial class PapersJson : JsonSerializerContext
{
    public static readonly PapersJson Api = new(ApiJson.Options());
}
