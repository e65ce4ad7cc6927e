using System.Globalization;
using Rectification.Backups;
using Spectre.Console;

namespace Rectification.Cli;

/// <summary>Shows how far it is while something goes on; nothing where nobody looks.</summary>
internal static class ProgressView
{
    private const double Mebi = 1024 * 1024;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <param name="title">What is being done.</param>
    /// <param name="header">Says how much there is, as soon as that is known.</param>
    /// <param name="counts">How much is done.</param>
    /// <param name="work">What is awaited.</param>
    public static Task Show(string title, Func<BackupHeader?> header, Func<BackupCounts?> counts, Func<Task> work) => Show(async context =>
    {
        var rows = context.AddTask(title);
        var files = context.AddTask("佐证 evidence").IsIndeterminate();
        await Until(work(), () =>
        {
            if (header() is { } known && counts() is { } done)
            {
                (rows.MaxValue, rows.Value) = (Math.Max(1, known.Rows + known.Reminders), done.Rows + done.Reminders);
                files.Description = string.Create(CultureInfo.InvariantCulture, $"佐证 evidence {done.Evidence} ({done.EvidenceBytes / Mebi:F1} MiB)");
            }
        });
        (rows.Value, files.Value) = (rows.MaxValue, files.MaxValue);
        files.IsIndeterminate(false);
    }, work);

    /// <param name="title">What is being received.</param>
    /// <param name="received">Bytes so far.</param>
    /// <param name="work">What is awaited.</param>
    public static Task Show(string title, Func<long> received, Func<Task> work) => Show(async context =>
    {
        var task = context.AddTask(title).IsIndeterminate();
        await Until(work(), () => task.Description = string.Create(CultureInfo.InvariantCulture, $"{title} {received() / Mebi:F1} MiB"));
        task.IsIndeterminate(false);
        task.Value = task.MaxValue;
    }, work);

    private static Task Show(Func<ProgressContext, Task> show, Func<Task> work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected ? AnsiConsole.Progress().StartAsync(show) : work();

    private static async Task Until(Task work, Action show)
    {
        using var timer = new PeriodicTimer(Refresh);
        while (!work.IsCompleted)
        {
            show();
            await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask());
        }

        await work;
    }
}
