namespace Rectification.Forecasts;

/// <summary>进度预测 of a plan (key: plan): computed from the trails whenever it is asked for; holds nothing.</summary>
[Alias("plan-forecast")]
public interface IForecastGrain : IGrainWithStringKey
{
    /// <summary>What can be foretold; <see langword="null"/> for a plan with more than 5,000 measures.</summary>
    /// <param name="asOf">From what had happened by then; <see langword="null"/>: by now.</param>
    /// <param name="knownAt">And was recorded by then; <see langword="null"/>: whenever it was recorded.</param>
    /// <param name="by">The date asked about; <see langword="null"/>: the end of the concentrated period, or of the last deadline where that is over.</param>
    [Alias("get"), ResponseTimeout("00:05:00")]
    Task<PlanForecast?> Get(DateTimeOffset? asOf, DateTimeOffset? knownAt, DateOnly? by);
}
