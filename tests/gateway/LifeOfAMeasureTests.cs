using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>The README's walkthroughs, as they stand in docs/http, with curl and the demo's people.</summary>
public sealed partial class LifeOfAMeasureTests
{
    [Fact]
    public async Task A_deadline_moves_by_an_approved_amendment_alone_and_never_for_the_past()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--demo");

        var told = await Walk("moving-a-deadline.sh", folder.Path, port);

        Assert.Equal(
            ["422 plan.needs-amendment 2 2", "403 amendment.not-office 2 2", "202 - 2 2", "403 amendment.not-principal 2 2",
                "409 amendment.fingerprint-changed 2 2", "200 - 1 2"],
            Moves().Matches(told).Select(line => string.Join(' ', line.Groups.Values.Skip(1).Select(group => group.Value))));
        Assert.Contains("2025-03-31 → 2035-12-31", told, StringComparison.Ordinal);
        Assert.Contains("2 处 places", told, StringComparison.Ordinal);
        Assert.Contains("Everything fits", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rate_follows_every_step_of_a_measures_life_and_the_export_verifies()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--demo");

        var told = await Walk("life-of-a-measure.sh", folder.Path, port);

        Assert.Equal(
            ["0/2 0 0", "0/2 0 0", "0/2 1 0", "0/2 0 0", "0/2 1 0", "0/2 1 0", "1/2 0 0", "0/2 0 1"],
            Figures().Matches(told).Select(line => $"{line.Groups[1].Value}/{line.Groups[2].Value} {line.Groups[3].Value} {line.Groups[4].Value}"));
        Assert.Contains("Everything fits", told, StringComparison.Ordinal);
    }

    private static async Task<string> Walk(string script, string data, int port)
    {
        var root = Repository.Root;
        var start = new ProcessStartInfo("bash", [Path.Combine(root, "docs", "http", script), data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BASE"] = $"http://127.0.0.1:{port}", ["VERIFY"] = $"dotnet {OfflineCheck.Program}" },
        };
        using var walk = Process.Start(start)!;
        var (output, errors) = await walk.ReadToEnd();
        Assert.True(walk.ExitCode == 0, errors + output);
        return output;
    }

    [GeneratedRegex("signed off (\\d+) / (\\d+) .*requested (\\d+) .*reopened (\\d+)")]
    private static partial Regex Figures();

    [GeneratedRegex("(\\d{3}) (\\S+) +逾期 overdue (\\d+) .*then (\\d+)")]
    private static partial Regex Moves();
}
