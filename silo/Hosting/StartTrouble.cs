using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Rectification.Storage;
using Rectification.Storage.Sqlite;

namespace Rectification.Hosting;

/// <summary>What keeps a process from starting and an operator can mend is told in a sentence instead of a stack trace.</summary>
public static class StartTrouble
{
    /// <summary>Exit code of a process that cannot start as it is configured, or beside what it finds.</summary>
    public const int ExitCode = 1;

    /// <summary>Makes a host and runs it to its end.</summary>
    /// <param name="make">Puts the host together.</param>
    /// <param name="more">What to tell of trouble that only this kind of host knows; null for any other.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunOrSay(Func<IHost> make, Func<Exception, string?>? more = null)
    {
        IHost host;
        try
        {
            host = make();
        }
        catch (InvalidOperationException problem)
        {
            // While a host is put together these are the refused settings, already a sentence.
            return Say(problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Say("无法使用所需的文件夹或文件，请检查其路径与权限；数据文件夹见 Data:Path。 A folder or a file cannot be used; see where it is and who may use it; "
                + $"the folder of the data is Data:Path. ({problem.Message})");
        }

        try
        {
            await Run(host);
            return 0;
        }
        catch (Exception problem) when ((more?.Invoke(problem) ?? Sentence(problem)) is { } sentence)
        {
            return Say(sentence);
        }
    }

    /// <summary>
    /// Runs a host to its end. Where the start fails, what has started is stopped in order: torn down instead, services at work would
    /// report their end as failures of their own and bury the reason. Whoever is told to end before the start is over ends in order, too.
    /// </summary>
    private static async Task Run(IHost host)
    {
        await using var ended = (IAsyncDisposable)host;
        var leaving = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await host.StartAsync();
        }
        catch (Exception problem)
        {
            // What was never started cannot be stopped well; why it was not is what is told.
            await host.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (leaving.IsCancellationRequested && problem is (OperationCanceledException or OrleansLifecycleCanceledException))
            {
                return;
            }

            throw;
        }

        await host.WaitForShutdownAsync();
    }

    /// <summary>What to tell of a failed start, or null for a fault of the product itself.</summary>
    private static string? Sentence(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions: var all } => all.All(static one => Sentence(one) is not null) ? string.Join('\n', all.Select(Sentence)) : null,
        InvalidDataException or StorageUnavailableException or OrleansConfigurationException or OptionsValidationException
            or UnauthorizedAccessException or StoreInUseException or IOException { InnerException: null } => problem.Message,
        NpgsqlException =>
            $"无法打开数据库，请检查 ConnectionStrings 与数据库是否已启动。 The database cannot be opened; see ConnectionStrings, and whether it runs. ({problem.Message})",
        _ => null,
    };

    private static int Say(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return ExitCode;
    }
}
