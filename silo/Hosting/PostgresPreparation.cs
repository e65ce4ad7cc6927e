using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Rectification.Profiles;
using Rectification.Storage.Postgres;

namespace Rectification.Hosting;

/// <summary>
/// Makes or upgrades the schema before Orleans looks for its tables; of processes that start together one does it. After a power cut the
/// database may be the last to come back: it is waited for.
/// </summary>
internal sealed partial class PostgresPreparation(IConfiguration configuration, ILogger<PostgresPreparation> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // The store sees to its own database, which may be another one.
        var (database, schema) = Profile.Database(configuration);
        var since = TimeProvider.System.GetTimestamp();
        for (var waits = false; ; waits = true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(database);
                await connection.OpenAsync(cancellationToken);
                PostgresSchema.Ensure(connection, schema);
                return;
            }
            catch (NpgsqlException problem) when (PostgresAway.Is(problem) && TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                if (!waits)
                {
                    LogWaits(Patience.TotalSeconds, problem.Message);
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "数据库还不可用，等待至多 {Seconds} 秒。 The database is not available yet; waiting up to {Seconds} s: {Problem}")]
    private partial void LogWaits(double seconds, string problem);
}
