using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Rectification.Benchmarks.Peer;

/// <summary>
/// A report as a good team would write it by hand: read, check the rules in C#, then one statement that moves the
/// assignment, remembers the key, writes the audit row and counts; the answer goes out after the commit.
/// </summary>
internal sealed class PeerReports(NpgsqlDataSource database, CounterStyle style)
{
    private const int LostRacesUntilBusy = 20;

    private readonly string write = PeerSql.Write(style);

    public async Task<Results<Ok<PeerAnswer>, JsonHttpResult<PeerProblem>>> File(
        string plan, int no, string key, PeerReport report, PeerAccount account, CancellationToken cancel)
    {
        if (!account.Units.Contains(report.Unit))
            return Refuse(403, "unit.not-yours", "The account does not act for this unit.");
        if (report.Percent is < 0 or > 100 || string.IsNullOrWhiteSpace(report.Note) || key.Length is 0 or > 128)
            return Refuse(422, "report.invalid", "Percent is 0 to 100, a note and an Idempotency-Key are needed.");

        var bodyHash = Hash(report);
        await using var connection = await database.OpenConnectionAsync(cancel);
        for (var attempt = 0; attempt < LostRacesUntilBusy; attempt++)
        {
            var current = await Read(connection, plan, no, report.Unit, cancel);
            if (current is null)
                return Refuse(404, "assignment.unknown", "The unit has no part in this measure.");
            if (report.Percent < current.Percent)
                return await Repeated(connection, current, plan, no, key, account, report, bodyHash, cancel)
                    ?? Refuse(409, "report.percent-fell", "The percentage may not fall.");
            try
            {
                var now = DateTimeOffset.UtcNow;
                if (await Write(connection, plan, no, key, report, account, bodyHash, current, now, cancel) is { } version)
                    return TypedResults.Ok(Answer(plan, no, report, current, version, now));
            }
            catch (PostgresException repeated) when (repeated.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                return await Repeated(connection, current, plan, no, key, account, report, bodyHash, cancel)
                    ?? Refuse(503, "busy", "Try again.");
            }
        }

        return Refuse(503, "busy", "Try again.");
    }

    private static async Task<Current?> Read(NpgsqlConnection connection, string plan, int no, string unit, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(PeerSql.Read, connection);
        Add(command, plan);
        Add(command, no);
        Add(command, unit);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new(reader.GetInt32(0), reader.GetBoolean(1), reader.GetInt32(2), reader.GetInt32(3),
                reader.GetString(4), reader.GetString(5), reader.GetFieldValue<DateOnly>(6))
            : null;
    }

    private async Task<int?> Write(
        NpgsqlConnection connection, string plan, int no, string key, PeerReport report, PeerAccount account,
        byte[] bodyHash, Current current, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(write, connection);
        Add(command, plan);
        Add(command, no);
        Add(command, report.Unit);
        Add(command, report.Percent);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)report.Quantity ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric });
        Add(command, now);
        Add(command, current.Version);
        Add(command, account.Name);
        Add(command, key);
        Add(command, bodyHash);
        Add(command, report.Note);
        Add(command, report.Percent - current.Percent);
        Add(command, !current.Started);
        return (int?)await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>The answer to a key that was accepted before; null when it was not.</summary>
    private static async Task<Results<Ok<PeerAnswer>, JsonHttpResult<PeerProblem>>?> Repeated(
        NpgsqlConnection connection, Current current, string plan, int no, string key, PeerAccount account,
        PeerReport report, byte[] bodyHash, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(PeerSql.Remembered, connection);
        Add(command, account.Name);
        Add(command, plan);
        Add(command, no);
        Add(command, key);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;
        return reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(bodyHash)
            ? TypedResults.Ok(Answer(plan, no, report, current, reader.GetInt32(1), DateTimeOffset.UtcNow))
            : Refuse(409, "idempotency.other-body", "The key was used with another body.");
    }

    private static PeerAnswer Answer(string plan, int no, PeerReport report, Current current, int version, DateTimeOffset now) =>
        new(new(plan, no, current.Text, "inProgress", current.LeadUnit, current.Deadline, version,
            [new(report.Unit, report.Unit == current.LeadUnit, report.Percent, report.Quantity, current.Reports + 1, now)]),
            $"{report.Unit}={version}");

    private static JsonHttpResult<PeerProblem> Refuse(int status, string code, string title) =>
        TypedResults.Json(new PeerProblem(code, title, status), PeerJson.Default.PeerProblem, statusCode: status);

    private static byte[] Hash(PeerReport report) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(report, PeerJson.Default.PeerReport));

    private static void Add<T>(NpgsqlCommand command, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    private sealed record Current(int Percent, bool Started, int Reports, int Version, string Text, string LeadUnit, DateOnly Deadline);
}
