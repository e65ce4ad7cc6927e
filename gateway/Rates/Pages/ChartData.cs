using System.Text.Json.Serialization;

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
