using System.Text.Json.Serialization;
using Rectification.Figures;
using Rectification.Gateway.Http;
using Rectification.Measures;

namespace Rectification.Gateway.Figures;

/// <summary>What crosses HTTP as JSON of figures.</summary>
[JsonSerializable(typeof(PlanFigures))]
[JsonSerializable(typeof(CadenceView))]
[JsonSerializable(typeof(ItemList<CadenceView>))]
internal sealed partial class FiguresJson : JsonSerializerContext
{
    public static readonly FiguresJson Api = new(ApiJson.Options());
}
