using Npgsql;
using Rectification.Waiting;

namespace Rectification.Storage.Postgres;

/// <summary>A server that is not there, not ready yet, or went away in the middle: as long as it takes to be restarted it is waited for.</summary>
internal static class PostgresAway
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether the error says so.</summary>
    public static bool Is(NpgsqlException problem) =>
        (problem.IsTransient && problem.SqlState is not PostgresErrorCodes.DiskFull)
        || problem.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown;

    /// <summary>Asks again what may be asked twice, on a new connection each time.</summary>
    /// <exception cref="StorageUnavailableException">The server was away for longer than ten seconds.</exception>
    public static async Task<T> Wait<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        var (since, backoff) = (TimeProvider.System.GetTimestamp(), new Backoff(FirstPause, LongestPause, TimeProvider.System));
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (NpgsqlException problem) when (Is(problem))
            {
                if (TimeProvider.System.GetElapsedTime(since) >= Patience)
                {
                    throw new StorageUnavailableException($"数据库目前不可用：{problem.Message} The database is not available now.", problem);
                }
            }

            await backoff.Pause(cancellation: cancellation);
        }
    }
}
