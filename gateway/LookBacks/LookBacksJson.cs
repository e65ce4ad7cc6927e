using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.LookBacks;

namespace Rectification.Gateway.LookBacks;

/// <summary>What crosses HTTP as JSON of look-backs.</summary>
[JsonSerializable(typeof(DrawLookBack))]
[JsonSerializable(typeof(FileCheckSheet))]
[JsonSerializable(typeof(LookBackView))]
[JsonSerializable(typeof(ItemList<LookBackView>))]
[JsonSerializable(typeof(SheetAnswer))]
internal sealed partial class LookBacksJson : JsonSerializerContext
{
    public static readonly LookBacksJson Api = new(ApiJson.Options());
}
