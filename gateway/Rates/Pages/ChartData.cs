using System.Text.Json.Serialization;
using Rectification.Forecasts;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>What the script that draws needs of a burn-up curve: one value a day in each list.</summary>
internal sealed record ChartData
{
    public required IReadOnlyList<string> Days { get; init; }
    public required IReadOnlyList<long> Done { get; init; }
    public required IReadOnlyList<long> Total { get; init; }
    public required IReadOnlyList<double?> Pace { get; init; }
    public string? PeriodEnd { get; init; }
    public required string DoneName { get; init; }
    public required string PaceName { get; init; }
    public required string PeriodName { get; init; }

    /// <summary>What is foretold, day by day after the last of <see cref="Days"/>.</summary>
    public AheadData? Ahead { get; init; }
}

/// <summary>A band of what may come: an interval a day.</summary>
internal sealed record AheadData
{
    public required string Name { get; init; }
    public required IReadOnlyList<string> Days { get; init; }
    public required IReadOnlyList<double> Low { get; init; }
    public required IReadOnlyList<double> High { get; init; }

    /// <summary>The points of a forecast that lie after a day, and what lies between them on a straight line.</summary>
    public static AheadData? Of(PlanForecast forecast, DateOnly after, string name)
    {
        var (days, low, high) = (new List<string>(), new List<double>(), new List<double>());
        foreach (var (one, next) in forecast.Band.Zip(forecast.Band.Skip(1)))
        {
            for (var day = one.Day.AddDays(1); day <= next.Day; day = day.AddDays(1))
            {
                var share = (double)(day.DayNumber - one.Day.DayNumber) / (next.Day.DayNumber - one.Day.DayNumber);
                if (day > after)
                {
                    days.Add(Shell.Days.Text(day));
                    low.Add(Math.Round(one.Low + (share * (next.Low - one.Low)), 1));
                    high.Add(Math.Round(one.High + (share * (next.High - one.High)), 1));
                }
            }
        }

        return days.Count == 0 ? null : new() { Name = name, Days = days, Low = low, High = high };
    }
}

/// <summary>A unit on the map.</summary>
internal sealed record MapUnit
{
    public required string Unit { get; init; }
    public required string Name { get; init; }
    public required long Done { get; init; }
    public required long Total { get; init; }
    public required string Text { get; init; }
}

/// <summary>What the script that draws needs of the map.</summary>
internal sealed record MapData
{
    public required string Map { get; init; }
    public required IReadOnlyList<MapUnit> Units { get; init; }
    public required string None { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChartData))]
[JsonSerializable(typeof(MapData))]
internal sealed partial class ChartJson : JsonSerializerContext;
