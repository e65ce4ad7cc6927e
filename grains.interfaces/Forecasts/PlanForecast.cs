namespace Rectification.Forecasts;

/// <summary>
/// 进度预测：chances, not promises, from what was known at a moment (docs/forecast.md). Chances are whole percent; of what is not settled none is 0 or 100.
/// </summary>
[GenerateSerializer, Immutable, Alias("plan-forecast-view")]
public sealed record PlanForecast
{
    [Id(0)] public required string Plan { get; init; }

    /// <summary>The moment whose knowledge it is from.</summary>
    [Id(1)] public required DateTimeOffset AsOf { get; init; }

    /// <summary>Which model; grows when the same facts give other chances.</summary>
    [Id(2)] public required int Model { get; init; }

    /// <summary>The day that counts are foretold for; its end is meant.</summary>
    [Id(3)] public required DateOnly By { get; init; }

    /// <summary>Of the whole plan.</summary>
    [Id(4)] public required CountForecast City { get; init; }

    /// <summary>Of the measures each unit leads, in the plan's order; units that lead none are left out.</summary>
    [Id(5)] public required IReadOnlyList<UnitForecast> Units { get; init; }

    /// <summary>Measures not signed off, in order of number.</summary>
    [Id(6)] public required IReadOnlyList<MeasureForecast> Measures { get; init; }

    /// <summary>The city's count from the day of <see cref="AsOf"/> on.</summary>
    [Id(7)] public required IReadOnlyList<BandPoint> Band { get; init; }
}

/// <summary>How many measures will be signed off at the end of a day.</summary>
[GenerateSerializer, Immutable, Alias("count-forecast")]
public sealed record CountForecast
{
    [Id(0)] public required int Total { get; init; }

    /// <summary>Signed off now.</summary>
    [Id(1)] public required int Done { get; init; }

    /// <summary>With a chance of nine in ten at least so many.</summary>
    [Id(2)] public required int Low { get; init; }

    /// <summary>As likely more as fewer.</summary>
    [Id(3)] public required int Middle { get; init; }

    /// <summary>With a chance of nine in ten not more.</summary>
    [Id(4)] public required int High { get; init; }

    /// <summary>The chance that all of them are.</summary>
    [Id(5)] public required int AllPercent { get; init; }
}

[GenerateSerializer, Immutable, Alias("unit-forecast")]
public sealed record UnitForecast
{
    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public required CountForecast Measures { get; init; }

    /// <summary>Of its open measures those that are likely late.</summary>
    [Id(2)] public required int LikelyLate { get; init; }
}

[GenerateSerializer, Immutable, Alias("measure-forecast")]
public sealed record MeasureForecast
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required string LeadUnit { get; init; }

    /// <summary>The deadline in force.</summary>
    [Id(2)] public required DateOnly Deadline { get; init; }

    /// <summary>The chance that sign-off is requested within the deadline, so that it does not become overdue; 0 once it is overdue.</summary>
    [Id(3)] public required int InTimePercent { get; init; }

    /// <summary>The chance that it is signed off at the end of <see cref="Deadline"/>.</summary>
    [Id(4)] public required int DonePercent { get; init; }

    /// <summary>The chance that it is signed off at the end of <see cref="PlanForecast.By"/>.</summary>
    [Id(5)] public required int DoneByPercent { get; init; }

    /// <summary>可能逾期：not overdue, and overdue rather than not.</summary>
    [Id(6)] public required bool LikelyLate { get; init; }
}

/// <summary>How many measures are signed off at the end of a day: an interval that holds eight times in ten, and its middle.</summary>
[GenerateSerializer, Immutable, Alias("band-point")]
public sealed record BandPoint
{
    [Id(0)] public required DateOnly Day { get; init; }
    [Id(1)] public required int Low { get; init; }
    [Id(2)] public required int Middle { get; init; }
    [Id(3)] public required int High { get; init; }
}
