using System.Text.Json.Serialization;
using Rectification.Forecasts;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Forecasts;

/// <summary>What crosses HTTP as JSON of forecasts.</summary>
[JsonSerializable(typeof(PlanForecast))]
internal sealed partial class ForecastsJson : JsonSerializerContext
{
    public static readonly ForecastsJson Api = new(ApiJson.Options());
}
