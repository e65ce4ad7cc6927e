using Rectification.Gateway.Auth;
using Rectification.Gateway.Shell;
using Rectification.Queries;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>How many of the rows that the city's figures count a reader of some units may see.</summary>
internal static class SeenFigures
{
    /// <summary>Puts the numbers in; for readers who see everything, and where figures lead nowhere, the tiles stay as they are.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="reader">Who looks.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="asOf">The past moment that is shown.</param>
    /// <param name="tiles">The tiles, each with the filters of its number and of its denominator.</param>
    public static async Task<IReadOnlyList<FigureTile>> In(IGrainFactory grains, Caller? reader, string plan, DateTimeOffset? asOf,
        IReadOnlyList<(FigureTile Tile, MeasureFilter? Filter, MeasureFilter? Of)> tiles)
    {
        if (reader is null or { SeesAll: true })
        {
            return [.. tiles.Select(tile => tile.Tile)];
        }

        var filters = tiles.SelectMany(tile => new[] { tile.Filter, tile.Of }).OfType<MeasureFilter>().Distinct().ToList();
        var counts = await grains.GetGrain<IPlanQueryGrain>(plan).CountEach(
            [.. filters.Select(filter => MeasureReading.Within(reader, filter) with { AsOf = asOf })]);
        var seen = filters.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. tiles.Select(tile => tile.Tile with
            {
                Seen = tile.Filter is null ? tile.Tile.Seen : seen[tile.Filter],
                SeenOf = tile.Of is null ? tile.Tile.SeenOf : seen[tile.Of],
            }),
        ];
    }
}
