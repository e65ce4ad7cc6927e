using System.Diagnostics;

namespace Rectification.Tests.Cli;

/// <summary>The real command line as a process of its own.</summary>
internal static class Cli
{
    private static string Program { get; } = Path.Combine(Repository.Root, "deploy", "cli", "bin", "Release", "net10.0", "rectification.dll");

    /// <summary>Starts it as at a terminal: tests that run in the background of a shell are deaf to Ctrl+C, and their children with them.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RECTIFICATION_KEY"] = GatewayProcess.OpsKey;
        return Process.Start(start)!;
    }

    public static async Task<(int Code, string Text)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, errors) = await process.ReadToEnd();
        return (process.ExitCode, output + errors);
    }

    /// <summary>Runs it and sees to it that it ends so.</summary>
    public static async Task<string> Ends(int code, params string[] arguments)
    {
        var (found, text) = await Run(arguments);
        Assert.True(found == code, $"{string.Join(' ', arguments)} ended with {found} instead of {code}:\n{text}");
        return text;
    }
}
