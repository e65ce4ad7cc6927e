using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Npgsql;

namespace Rectification.Profiles;

/// <summary>A profile is nothing but a set of defaults for Orleans' own configuration, which always wins.</summary>
public static class Profile
{
    public const string Embedded = "embedded";
    public const string Postgres = "postgres";
    public const string Azure = "azure";

    /// <summary>Orleans' name for all clusters that share one store.</summary>
    public const string ServiceId = "rectification";

    /// <summary>Schema of the database unless <c>Postgres:Schema</c> names another.</summary>
    public const string DefaultSchema = "rectification";

    /// <summary>Folder the embedded profile keeps everything in, unless <c>Data:Path</c> says otherwise: under the working directory.</summary>
    public const string DefaultDataPath = "data";

    /// <summary>The setting <c>Profile</c>, whether or not there is such a profile.</summary>
    public static string Of(IConfiguration configuration) => configuration["Profile"] ?? Embedded;

    /// <summary>Reads the setting <c>Profile</c> and puts its defaults under everything else that is configured.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="serves">Whether the process only serves people and calls silos elsewhere, unless the profile is the embedded one.</param>
    /// <exception cref="InvalidOperationException">There is no such profile, or it lacks a setting.</exception>
    public static string Apply(IConfigurationManager configuration, bool serves)
    {
        var profile = Of(configuration);
        var defaults = profile switch
        {
            Embedded => OfEmbedded(configuration),
            Postgres => OfPostgres(configuration, serves),
            Azure => AzureProfile.Defaults(configuration, serves),
            _ => throw new InvalidOperationException(
                $"未知的运行方式 Profile={profile}；可选 {Embedded}、{Postgres}、{Azure}。 Unknown Profile={profile}; there are {Embedded}, {Postgres} and {Azure}."),
        };
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        return profile;
    }

    /// <summary>The folder of this host's data, as an absolute path.</summary>
    public static string DataPath(this IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Path"] is { Length: > 0 } path ? path : DefaultDataPath);

    /// <summary>The database of the profile <c>postgres</c>, and the schema in it.</summary>
    /// <exception cref="InvalidOperationException">No database is named.</exception>
    public static (string ConnectionString, string Schema) Database(IConfiguration configuration) => (
        configuration.GetConnectionString("Rectification") ?? throw new InvalidOperationException(
            $"运行方式 {Postgres} 需要 ConnectionStrings:Rectification。 The profile {Postgres} needs ConnectionStrings:Rectification."),
        configuration["Postgres:Schema"] ?? DefaultSchema);

    /// <summary>The database of the grains' states: the profile's own, unless <c>ConnectionStrings:Storage</c> names another.</summary>
    public static string StorageDatabase(IConfiguration configuration) =>
        configuration.GetConnectionString("Storage") ?? Database(configuration).ConnectionString;

    private static Dictionary<string, string?> OfEmbedded(IConfiguration configuration)
    {
        var data = configuration.DataPath() + Path.DirectorySeparatorChar;
        return new()
        {
            ["Orleans:ServiceId"] = ServiceId,
            ["Orleans:ClusterId"] = Embedded,
            ["Orleans:GrainStorage:Default:ProviderType"] = "Sqlite",
            ["Orleans:GrainStorage:Default:Path"] = data,
            ["Orleans:Reminders:ProviderType"] = "Sqlite",
            ["Orleans:Reminders:Path"] = data,
        };
    }

    private static Dictionary<string, string?> OfPostgres(IConfiguration configuration, bool serves)
    {
        var (connection, schema) = Database(configuration);
        // The official packages name their tables without a schema.
        var pathed = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema }.ToString();
        Dictionary<string, string?> defaults = new()
        {
            ["Orleans:ServiceId"] = ServiceId,
            ["Orleans:ClusterId"] = ServiceId,
            ["Orleans:Clustering:ProviderType"] = "AdoNet",
            ["Orleans:Clustering:Invariant"] = "Npgsql",
            ["Orleans:Clustering:ConnectionString"] = pathed,
        };
        if (!serves)
        {
            defaults["Orleans:GrainStorage:Default:ProviderType"] = "Postgres";
            defaults["Orleans:GrainStorage:Default:ConnectionString"] = StorageDatabase(configuration);
            defaults["Orleans:GrainStorage:Default:Schema"] = schema;
            defaults["Orleans:Reminders:ProviderType"] = "AdoNet";
            defaults["Orleans:Reminders:Invariant"] = "Npgsql";
            defaults["Orleans:Reminders:ConnectionString"] = pathed;
        }

        return defaults;
    }
}
