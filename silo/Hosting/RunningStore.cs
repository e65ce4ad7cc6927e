using Microsoft.Extensions.Configuration;
using Rectification.Backups;
using Rectification.Storage.Postgres;
using Rectification.Storage.Sqlite;

namespace Rectification.Hosting;

/// <summary>The store of a running process, by its configuration.</summary>
public static class RunningStore
{
    private const string Storage = "Orleans:GrainStorage:Default:";

    /// <summary>All of it as of this moment; <see langword="null"/> where the store cannot say what it held at one moment, as with Azure Table.</summary>
    public static async Task<IStoreSnapshot?> Snapshot(IConfiguration configuration, CancellationToken cancellation)
    {
        var profile = configuration["Profile"] ?? Profiles.Embedded;
        switch (profile, configuration[$"{Storage}ProviderType"])
        {
            case (Profiles.Embedded, "Sqlite"):
                return SqliteSnapshot.OfRunning(configuration[$"{Storage}Path"]!);
            case (Profiles.Postgres, null or "Postgres"):
                var (connection, schema) = Profiles.Database(configuration);
                var states = configuration.GetConnectionString("Storage") ?? connection;
                return await PostgresSnapshot.Of(states, connection, schema, ServiceId(configuration), cancellation);
            default:
                return null;
        }
    }

    public static string ServiceId(IConfiguration configuration) => configuration["Orleans:ServiceId"] ?? Profiles.ServiceId;

    /// <summary>The database of the profiles <c>postgres</c> and <c>azure</c>, and the schema in it.</summary>
    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public static (string ConnectionString, string Schema) Database(IConfiguration configuration) => Profiles.Database(configuration);
}
