using static Rectification.Refusal;

namespace Rectification.Forecasts;

/// <summary>Every "no" about a forecast. Codes never change.</summary>
public static class ForecastRefusals
{
    public static readonly Refusal PlanTooLarge = Conflict(
        "forecast.plan-too-large", "方案的措施超过 5,000 条，不作预测。", "A plan of more than 5,000 measures is not foretold.");
}
