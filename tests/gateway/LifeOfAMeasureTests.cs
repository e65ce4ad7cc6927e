using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>The README's walkthrough, as it stands in docs/http, with curl and the demo's people.</summary>
public sealed partial class LifeOfAMeasureTests
{
    [Fact]
    public async Task The_rate_follows_every_step_of_a_measures_life_and_the_export_verifies()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--demo");

        var told = await Walk(folder.Path, port);

        Assert.Equal(
            ["0/2 0 0", "0/2 0 0", "0/2 1 0", "0/2 0 0", "0/2 1 0", "0/2 1 0", "1/2 0 0", "0/2 0 1"],
            Figures().Matches(told).Select(line => $"{line.Groups[1].Value}/{line.Groups[2].Value} {line.Groups[3].Value} {line.Groups[4].Value}"));
        Assert.Contains("Everything fits", told, StringComparison.Ordinal);
    }

    private static async Task<string> Walk(string data, int port)
    {
        var root = Repository.Root;
        var start = new ProcessStartInfo("bash", [Path.Combine(root, "docs", "http", "life-of-a-measure.sh"), data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BASE"] = $"http://127.0.0.1:{port}", ["VERIFY"] = $"dotnet {OfflineCheck.Program}" },
        };
        using var script = Process.Start(start)!;
        var (output, errors) = (script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(script.ExitCode == 0, await errors + await output);
        return await output;
    }

    [GeneratedRegex("signed off (\\d+) / (\\d+) .*requested (\\d+) .*reopened (\\d+)")]
    private static partial Regex Figures();
}
