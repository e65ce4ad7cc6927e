using System.Text.Json.Serialization;
using Rectification.Evidence;
using Rectification.Gateway.Http;
using Rectification.Signals;

namespace Rectification.Gateway.Signals;

/// <summary>What crosses HTTP as JSON of signals of paper rectification.</summary>
[JsonSerializable(typeof(ItemList<MeasureEvidence>))]
[JsonSerializable(typeof(MeasureSignals))]
[JsonSerializable(typeof(ItemList<MeasureSignals>))]
internal sealed partial class SignalsJson : JsonSerializerContext
{
    public static readonly SignalsJson Api = new(ApiJson.Options());
}
