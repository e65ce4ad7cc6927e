using Npgsql;
using Rectification.Storage.Postgres;

namespace Rectification.Tests.Storage;

/// <summary>A schema of an older program is upgraded by whichever process starts first; a newer one is left alone.</summary>
public sealed class PostgresSchemaTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string State = "sample-v1";
    private static readonly GrainId Id = GrainId.Create("sample", "1");
    private readonly string _schema = $"u{Guid.NewGuid():N}";

    public static TheoryData<int> Older => [.. Enumerable.Range(1, PostgresSchema.Steps.Length)];

    [Theory]
    [MemberData(nameof(Older))]
    public async Task A_schema_of_any_version_is_brought_up_to_date_and_its_rows_are_read(int version)
    {
        var slot = new Slot { State = new() { Text = "written before the upgrade" } };
        await using (var storage = await PostgresStore.OpenAsync(server.ConnectionString, Services.Instance, options => options.Schema = _schema))
        {
            await storage.WriteStateAsync(State, Id, slot);
        }

        await MakeOlder(version);
        await using var upgraded = await PostgresStore.OpenAsync(server.ConnectionString, Services.Instance, options => options.Schema = _schema);

        var read = new Slot();
        await upgraded.ReadStateAsync(State, Id, read);
        Assert.Equal(("written before the upgrade", slot.ETag), (read.State.Text, read.ETag));
        read.State.Text = "written after it";
        await upgraded.WriteStateAsync(State, Id, read);
        Assert.Equal(
            string.Join(',', Enumerable.Range(1, PostgresSchema.Steps.Length)),
            await Scalar($"SELECT string_agg(version::text, ',' ORDER BY version) FROM {_schema}.schema_version"));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await using (await PostgresStore.OpenAsync(server.ConnectionString, Services.Instance, options => options.Schema = _schema))
        {
            await Scalar($"INSERT INTO {_schema}.schema_version (version) VALUES (99); UPDATE {_schema}.orleansquery SET querytext = 'newer'");
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => PostgresStore.OpenAsync(server.ConnectionString, Services.Instance, options => options.Schema = _schema));

        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Scalar($"SELECT count(*) FROM {_schema}.orleansquery WHERE querytext <> 'newer'"));
    }

    /// <summary>Moves the row into a schema that only the first steps have made.</summary>
    private async Task MakeOlder(int version)
    {
        await Scalar($"ALTER SCHEMA {_schema} RENAME TO {_schema}_new");
        await Scalar($"CREATE SCHEMA {_schema}");
        foreach (var (before, step) in PostgresSchema.Steps.Take(version).Index())
        {
            await Scalar(step.Replace("{0}", _schema, StringComparison.Ordinal));
            await Scalar($"INSERT INTO {_schema}.schema_version (version) VALUES ({before + 1})");
        }

        const string columns = "state_name, grain_id, etag, data";
        await Scalar($"INSERT INTO {_schema}.grain_state ({columns}) SELECT {columns} FROM {_schema}_new.grain_state");
        await Scalar($"DROP SCHEMA {_schema}_new CASCADE");
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
