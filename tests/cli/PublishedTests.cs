using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli;

/// <summary>The program as it is installed: published into a folder of its own, and started in another one, as systemd does.</summary>
public sealed partial class PublishedTests : IDisposable
{
    private readonly DataFolder _program = new();
    private readonly DataFolder _data = new();

    public void Dispose()
    {
        _program.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Wherever_it_is_started_its_pages_have_their_style_and_their_scripts()
    {
        await Publish();
        var port = GatewayProcess.FreePort();
        await using var gateway = ServerProcess.LaunchFile(
            Path.Combine(_program.Path, "Rectification.Gateway.dll"), _data.Path, GatewayProcess.Settings(_data, port));
        await GatewayProcess.UntilReady(gateway, port);
        using var reader = new Api(port, key: null);

        var page = (await reader.Send(HttpMethod.Get, "/sign-in", null, ("Accept", "text/html"))).Must(200).Text;
        var files = FileOfPage().Matches(page).Select(found => found.Groups[1].Value).ToList();

        Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".js", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var answer = (await reader.Send(HttpMethod.Get, "/" + file, null)).Must(200);
            Assert.True(answer.Text.Length > 100, $"{file} is empty:{answer.Text}");
        }
    }

    private async Task Publish()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "gateway", "--no-build", "-c", "Release", "-v", "q", "-o", _program.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = await process.ReadToEnd();
        Assert.True(process.ExitCode == 0, output + errors);
    }

    [GeneratedRegex("(?:href|src)=\"/?([^\":]+\\.(?:css|js|svg))\"")]
    private static partial Regex FileOfPage();
}
