using Npgsql;

namespace Rectification.Storage.Postgres;

/// <summary>What an error of PostgreSQL means for a batch, which is one autocommitted statement.</summary>
internal static class PostgresErrors
{
    /// <summary>
    /// An error the server reports for the statement is definite: it was rolled back. An end of the connection is not, even when the server
    /// announces it: it may have come between the commit and its answer.
    /// </summary>
    public static BatchResult Of(Exception exception) =>
        exception is PostgresException { SqlState: { Length: 5 } state } ? OfState(state) : BatchResult.Unknown;

    private static BatchResult OfState(string state) => state switch
    {
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.DatabaseDropped => BatchResult.Unknown,
        PostgresErrorCodes.CannotConnectNow => BatchResult.Unavailable,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => BatchResult.Transient,
        PostgresErrorCodes.ReadOnlySqlTransaction => BatchResult.Unavailable,
        _ => state[..2] switch
        {
            // Connection exceptions, and a transaction whose end is in doubt.
            "08" or "2D" => BatchResult.Unknown,
            // Serialization failures and deadlocks; 40003 says that the completion is unknown.
            "40" => state == PostgresErrorCodes.StatementCompletionUnknown ? BatchResult.Unknown : BatchResult.Transient,
            // What an operation asks cannot be: bad data, violated constraints, a limit of the program.
            "22" or "23" or "54" => BatchResult.Rejected,
            // Everything else is the store as a whole: no space, no memory, no table, no right.
            _ => BatchResult.Unavailable,
        },
    };
}
