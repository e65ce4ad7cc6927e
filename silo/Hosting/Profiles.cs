using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Npgsql;
using Rectification.Storage.Postgres;

namespace Rectification.Hosting;

/// <summary>A profile is nothing but a set of defaults for Orleans' own configuration, which always wins.</summary>
public static class Profiles
{
    public const string Embedded = "embedded";
    public const string Postgres = "postgres";

    /// <summary>Orleans' name for all clusters that share one store.</summary>
    public const string ServiceId = "rectification";

    /// <summary>Reads the setting <c>Profile</c> and puts its defaults under everything else that is configured.</summary>
    /// <exception cref="InvalidOperationException">There is no such profile, or it lacks a setting.</exception>
    /// <param name="configuration">What is configured.</param>
    /// <param name="serves">Whether the process only serves people and calls silos elsewhere, unless the profile is the embedded one.</param>
    public static string Apply(IConfigurationManager configuration, bool serves)
    {
        var profile = configuration["Profile"] ?? Embedded;
        var defaults = profile switch
        {
            Embedded => OfEmbedded(configuration),
            Postgres => OfPostgres(configuration, isSilo: !serves),
            _ => throw new InvalidOperationException(
                $"未知的运行方式 Profile={profile};可选 {Embedded}、{Postgres}。 Unknown Profile={profile}; there are {Embedded} and {Postgres}."),
        };
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        return profile;
    }

    /// <summary>The database of the profile <c>postgres</c>, and the schema in it.</summary>
    public static (string ConnectionString, string Schema) Database(IConfiguration configuration) => (
        configuration.GetConnectionString("Rectification") ?? throw new InvalidOperationException(
            "运行方式 postgres 需要 ConnectionStrings:Rectification。 The profile postgres needs ConnectionStrings:Rectification."),
        configuration["Postgres:Schema"] ?? PostgresStorageOptions.DefaultSchema);

    private static Dictionary<string, string?> OfEmbedded(IConfiguration configuration)
    {
        var data = configuration.DataPath() + Path.DirectorySeparatorChar;
        return new()
        {
            ["Orleans:ServiceId"] = ServiceId,
            ["Orleans:ClusterId"] = "embedded",
            ["Orleans:GrainStorage:Default:ProviderType"] = "Sqlite",
            ["Orleans:GrainStorage:Default:Path"] = data,
            ["Orleans:Reminders:ProviderType"] = "Sqlite",
            ["Orleans:Reminders:Path"] = data,
        };
    }

    private static Dictionary<string, string?> OfPostgres(IConfiguration configuration, bool isSilo)
    {
        var (connection, schema) = Database(configuration);
        // The official packages name their tables without a schema.
        var pathed = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema }.ToString();
        Dictionary<string, string?> defaults = new()
        {
            ["Orleans:ServiceId"] = ServiceId,
            ["Orleans:ClusterId"] = "rectification",
            ["Orleans:Clustering:ProviderType"] = "AdoNet",
            ["Orleans:Clustering:Invariant"] = "Npgsql",
            ["Orleans:Clustering:ConnectionString"] = pathed,
        };
        if (isSilo)
        {
            defaults["Orleans:GrainStorage:Default:ProviderType"] = "Postgres";
            defaults["Orleans:GrainStorage:Default:ConnectionString"] = configuration.GetConnectionString("Storage") ?? connection;
            defaults["Orleans:GrainStorage:Default:Schema"] = schema;
            defaults["Orleans:Reminders:ProviderType"] = "AdoNet";
            defaults["Orleans:Reminders:Invariant"] = "Npgsql";
            defaults["Orleans:Reminders:ConnectionString"] = pathed;
        }

        return defaults;
    }
}
