using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Npgsql;
using Rectification.Storage.Hosting;
using Rectification.Storage.Postgres;

namespace Rectification.Hosting;

/// <summary>A profile is nothing but a set of defaults for Orleans' own configuration, which always wins.</summary>
public static class Profiles
{
    public const string Embedded = "embedded";
    public const string Postgres = "postgres";
    public const string Azure = "azure";

    /// <summary>Orleans' name for all clusters that share one store.</summary>
    public const string ServiceId = "rectification";

    /// <summary>Connections a silo takes at most for the official store: three silos leave room on a server of 100.</summary>
    private const int OfficialStoreConnections = 24;

    private static readonly string[] SiloOnly = ["Orleans:GrainStorage", "Orleans:Reminders", "Orleans:GrainDirectory"];

    /// <summary>The setting <c>Profile</c>, whether or not there is such a profile.</summary>
    public static string Of(IConfiguration configuration) => configuration["Profile"] ?? Embedded;

    /// <summary>Reads the setting <c>Profile</c> and puts its defaults under everything else that is configured.</summary>
    /// <exception cref="InvalidOperationException">There is no such profile, or it lacks a setting.</exception>
    /// <param name="configuration">The configuration.</param>
    /// <param name="serves">Whether the process only serves people and calls silos elsewhere, unless the profile is the embedded one.</param>
    public static string Apply(IConfigurationManager configuration, bool serves)
    {
        var profile = Of(configuration);
        var defaults = profile switch
        {
            Embedded => OfEmbedded(configuration),
            Postgres => OfCluster(configuration, serves ? null : OfPostgresStorage),
            Azure => OfCluster(configuration, serves ? null : OfAzureStorage),
            _ => throw new InvalidOperationException(
                $"未知的运行方式 Profile={profile}；可选 {Embedded}、{Postgres}、{Azure}。 Unknown Profile={profile}; there are {Embedded}, {Postgres} and {Azure}."),
        };
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
        return profile;
    }

    /// <summary>The database of the profiles <c>postgres</c> and <c>azure</c>, and the schema in it.</summary>
    public static (string ConnectionString, string Schema) Database(IConfiguration configuration) => (
        configuration.GetConnectionString("Rectification") ?? throw new InvalidOperationException(
            $"运行方式 {Postgres}、{Azure} 需要 ConnectionStrings:Rectification。 The profiles {Postgres} and {Azure} need ConnectionStrings:Rectification."),
        configuration["Postgres:Schema"] ?? PostgresStorageOptions.DefaultSchema);

    /// <summary>The database of the grains' states: the profile's own, unless <c>ConnectionStrings:Storage</c> names another.</summary>
    public static string StorageDatabase(IConfiguration configuration) => configuration.GetConnectionString("Storage") ?? Database(configuration).ConnectionString;

    /// <summary>
    /// What a client of a cluster is told. Processes of one machine share their settings, and what only silos have Orleans does not find in a
    /// client and ends it.
    /// </summary>
    public static IConfiguration ForClient(IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection(configuration.AsEnumerable().Where(static setting => !SiloOnly.Any(section => setting.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase))))
        .Build();

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

    /// <param name="configuration">The configuration.</param>
    /// <param name="addStorage">Adds the grains' storage; none in a client.</param>
    private static Dictionary<string, string?> OfCluster(IConfiguration configuration, Action<IConfiguration, Dictionary<string, string?>>? addStorage)
    {
        var (connection, schema) = Database(configuration);
        var pathed = Pathed(connection, schema);
        Dictionary<string, string?> defaults = new()
        {
            ["Orleans:ServiceId"] = ServiceId,
            ["Orleans:ClusterId"] = "rectification",
            ["Orleans:Clustering:ProviderType"] = "AdoNet",
            ["Orleans:Clustering:Invariant"] = "Npgsql",
            ["Orleans:Clustering:ConnectionString"] = pathed,
        };
        if (addStorage is not null)
        {
            addStorage(configuration, defaults);
            defaults["Orleans:Reminders:ProviderType"] = "AdoNet";
            defaults["Orleans:Reminders:Invariant"] = "Npgsql";
            defaults["Orleans:Reminders:ConnectionString"] = pathed;
        }

        return defaults;
    }

    private static void OfPostgresStorage(IConfiguration configuration, Dictionary<string, string?> defaults)
    {
        var (storage, schema) = (StorageDatabase(configuration), Database(configuration).Schema);
        if (configuration[AdoNetSiloBuilderExtensions.ProviderTypeKey] == AdoNetSiloBuilderExtensions.ProviderType)
        {
            defaults["Orleans:GrainStorage:Default:Invariant"] = "Npgsql";
            defaults["Orleans:GrainStorage:Default:ConnectionString"] = Bounded(Pathed(storage, schema));
            defaults["Orleans:GrainStorage:Default:SerializerKey"] = AdoNetSiloBuilderExtensions.BinarySerializer;
        }
        else
        {
            defaults["Orleans:GrainStorage:Default:ProviderType"] = "Postgres";
            defaults["Orleans:GrainStorage:Default:ConnectionString"] = storage;
            defaults["Orleans:GrainStorage:Default:Schema"] = schema;
        }
    }

    /// <summary>Only what the official provider knows too, and its format said: either of the two goes on with the other's rows.</summary>
    private static void OfAzureStorage(IConfiguration configuration, Dictionary<string, string?> defaults)
    {
        if (string.IsNullOrEmpty(configuration.GetConnectionString(AzureAccount.ConnectionName)))
        {
            throw new InvalidOperationException(
                $"运行方式 {Azure} 需要 ConnectionStrings:{AzureAccount.ConnectionName}。 The profile {Azure} needs ConnectionStrings:{AzureAccount.ConnectionName}.");
        }

        defaults["Orleans:GrainStorage:Default:ProviderType"] = "AzureTableStorage";
        defaults["Orleans:GrainStorage:Default:ConnectionName"] = AzureAccount.ConnectionName;
        defaults["Orleans:GrainStorage:Default:SerializerKey"] = AdoNetSiloBuilderExtensions.BinarySerializer;
    }

    /// <summary>The official packages name their tables without a schema.</summary>
    private static string Pathed(string connection, string schema) => new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema }.ToString();

    /// <summary>
    /// The official store leaves to the server's settings whether "done" means on the disk, and takes a connection for every row that is under
    /// way: a sweep of all units at once would use up the server's.
    /// </summary>
    private static string Bounded(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, OfficialStoreConnections);
        settings.Options = $"{settings.Options} -c synchronous_commit=on".Trim();
        return settings.ToString();
    }
}
