using System.Diagnostics;

namespace Rectification.OrleansMends;

/// <summary>
/// Ends the process of a silo that cannot go on: one that its cluster has declared dead or whose writes are shut out is of no use to anybody and
/// cannot come back under its name. It says so and ends, and the service manager starts it anew.
/// </summary>
internal sealed class EndOfSilo : IFatalErrorHandler
{
    /// <summary>Exit code of a silo that ended itself; other than that of a start that failed.</summary>
    public const int ExitCode = 3;

    /// <summary>An orderly exit that takes longer than this is made a disorderly one: a silo given up must not linger.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private int _ending;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
        {
            return;
        }

        new Thread(EndAfterPatience) { IsBackground = true, Name = "end of silo" }.Start();
        Console.Error.WriteLine(
            "本进程已被集群判定为离线或出现无法继续的故障，现在退出；请由服务管理程序重新启动。已确认的数据均已保存。 " +
            "The cluster has given this silo up, or it cannot go on: it ends now, and the service manager is to start it again. " +
            "All that was acknowledged is kept. " +
            $"({sender}: {context} {exception?.Message})");
        Console.Error.Flush();
        Environment.Exit(ExitCode);
    }

    private static void EndAfterPatience()
    {
        Thread.Sleep(Patience);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
