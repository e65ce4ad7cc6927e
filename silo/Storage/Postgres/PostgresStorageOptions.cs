using System.Text.RegularExpressions;
using Orleans.Storage;
using Rectification.Profiles;

namespace Rectification.Storage.Postgres;

/// <summary>Options of the store on PostgreSQL. Every silo has writers of its own.</summary>
public sealed partial class PostgresStorageOptions : GroupCommitOptions, IStorageProviderSerializerOptions
{
    /// <summary>Schema used unless configured.</summary>
    public const string DefaultSchema = Profile.DefaultSchema;

    // A commit costs a round trip, a statement and a sync in another process: on two cores with three silos, 4 ms made batches of five ones of eleven,
    // and a third more reports with shorter answers (docs/performance.md).
    public PostgresStorageOptions() => GatherFor = TimeSpan.FromMilliseconds(4);

    /// <summary>Npgsql's connection string. Required, no default.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Schema of the database that holds the tables: small letters, digits and underscores. Default "rectification".</summary>
    public string Schema { get; set; } = DefaultSchema;

    /// <summary>
    /// Connections that write side by side. Default 1: what waits goes together anyway, and a second one splits the batches, which three
    /// silos on one database pay for with a quarter of their reports. More are worth trying where the way to the database is long.
    /// </summary>
    public int Writers { get; set; } = 1;

    /// <summary>Connections that read side by side. Default 8.</summary>
    public int ReadConnections { get; set; } = 8;

    /// <summary>How long the database may take over one statement before it ends it itself. Default 10 s.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Turns states into bytes. Default: Orleans' own binary format.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    internal new void Validate(string owner)
    {
        base.Validate(owner);
        Require(!string.IsNullOrWhiteSpace(ConnectionString), nameof(ConnectionString), "a connection string", owner);
        Require(IsSchema(Schema), nameof(Schema), "1 … 63 small letters, digits, underscores", owner);
        Require(Writers is >= 1 and <= 32, nameof(Writers), "1 … 32 connections", owner);
        Require(ReadConnections is >= 1 and <= 128, nameof(ReadConnections), "1 … 128 connections", owner);
        Require(StatementTimeout >= TimeSpan.FromSeconds(1) && StatementTimeout <= TimeSpan.FromMinutes(5), nameof(StatementTimeout), "1 s … 5 minutes", owner);
    }

    /// <summary>Whether a schema may be called so.</summary>
    internal static bool IsSchema(string name) => SchemaPattern().IsMatch(name);

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaPattern();
}

/// <summary>Reports invalid options at start-up.</summary>
internal sealed class PostgresStorageOptionsValidator(PostgresStorageOptions options, string owner) : IConfigurationValidator
{
    public void ValidateConfiguration() => options.Validate(owner);
}
