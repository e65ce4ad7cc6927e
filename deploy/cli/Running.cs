using Microsoft.Data.Sqlite;
using Npgsql;
using Rectification.Backups;
using Rectification.Storage.Sqlite;

namespace Rectification.Cli;

/// <summary>Runs a command; what went wrong is told in a sentence instead of a stack trace.</summary>
internal static class Running
{
    /// <summary>How long a command that is cancelled may take to undo what it began.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="command">What is run.</param>
    /// <param name="cancelled">What is true when it was cut off.</param>
    public static async Task<int> Run(
        Func<Task<int>> command, string cancelled = "已中止，未留下任何内容。 Cancelled; nothing was left behind.")
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException problem) when (problem.InnerException is TimeoutException)
        {
            return Say("服务器迟迟没有回答。 The server does not answer in time.", ExitCodes.OutOfReach);
        }
        catch (OperationCanceledException)
        {
            return Say(cancelled, ExitCodes.Cancelled);
        }
        catch (Exception problem) when (problem is BackupException or StoreInUseException or InvalidDataException)
        {
            return Say(problem.Message, ExitCodes.Refused);
        }
        catch (Exception problem) when (problem is HttpRequestException or NpgsqlException or SqliteException or IOException or UnauthorizedAccessException)
        {
            return Say($"无法连接或读写：{problem.Message} It cannot be reached, read or written.", ExitCodes.OutOfReach);
        }
    }

    private static int Say(string sentence, int code)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }
}
