using System.Diagnostics;

namespace Rectification.Benchmarks.Processes;

internal static class Command
{
    /// <summary>Runs a command to its end and gives its standard output; a failure is thrown with what it said.</summary>
    public static async Task<string> Run(string file, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await errors}{await output}");
        return await output;
    }
}
