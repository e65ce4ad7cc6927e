using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Rectification.Benchmarks.Peer;

/// <summary>The city's rate, read from the counters (or counted, where the style keeps none).</summary>
internal sealed class PeerRates(NpgsqlDataSource database, CounterStyle style)
{
    private readonly string city = PeerSql.City(style);

    public async Task<Results<Ok<PeerSheet>, NotFound>> City(string plan, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(city);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel) || reader.IsDBNull(2))
            return TypedResults.NotFound();
        var total = reader.GetInt32(0);
        var percentSum = reader.GetInt64(2);
        return TypedResults.Ok(new PeerSheet(plan, "city", DateTimeOffset.UtcNow, reader.GetInt64(4),
            new(total, reader.GetInt32(1), percentSum, reader.GetInt64(3), total == 0 ? null : percentSum / 100.0 / total)));
    }
}
