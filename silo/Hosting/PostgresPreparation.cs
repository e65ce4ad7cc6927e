using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Rectification.Storage.Hosting;
using Rectification.Storage.Postgres;

namespace Rectification.Hosting;

/// <summary>Makes or upgrades the schema before Orleans looks for its tables; of processes that start together one does it.</summary>
internal sealed class PostgresPreparation(IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var (connectionString, schema) = Profiles.Database(configuration);
        // The product's own store sees to its database itself; the official one finds there what it finds.
        string[] databases = configuration[AdoNetSiloBuilderExtensions.ProviderTypeKey] == AdoNetSiloBuilderExtensions.ProviderType
            ? [connectionString, Profiles.StorageDatabase(configuration)]
            : [connectionString];
        foreach (var database in databases.Distinct())
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(cancellationToken);
            PostgresSchema.Ensure(connection, schema);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
