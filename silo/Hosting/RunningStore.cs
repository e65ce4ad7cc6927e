using Microsoft.Extensions.Configuration;
using Rectification.Backups;
using Rectification.Profiles;
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
        var profile = Profile.Of(configuration);
        switch (profile, configuration[$"{Storage}ProviderType"])
        {
            case (Profile.Embedded, "Sqlite"):
                return SqliteSnapshot.OfRunning(configuration[$"{Storage}Path"]!);
            case (Profile.Postgres, null or "Postgres"):
                var (connection, schema) = Profile.Database(configuration);
                return await PostgresSnapshot.Of(Profile.StorageDatabase(configuration), connection, schema, ServiceId(configuration), cancellation);
            default:
                return null;
        }
    }

    public static string ServiceId(IConfiguration configuration) => configuration["Orleans:ServiceId"] ?? Profile.ServiceId;
}
