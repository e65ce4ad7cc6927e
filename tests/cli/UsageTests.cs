using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Cli;

/// <summary>What a person who gets it wrong is told, and what the process ends with.</summary>
public sealed class UsageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Wrong_usage_names_the_option_and_ends_with_2()
    {
        Assert.Contains("--from, --from-data, --from-postgres", await Cli.Ends(2, "backup", "--out", "x.backup"), StringComparison.Ordinal);
        Assert.Contains("--from", await Cli.Ends(2, "backup", "--from", "nowhere", "--out", "x.backup"), StringComparison.Ordinal);
        Assert.Contains("--from-postgres", await Cli.Ends(2, "backup", "--from-postgres", "nonsense", "--out", "x.backup"), StringComparison.Ordinal);
        Assert.Contains("--from 与 --to 须不同", await Cli.Ends(2, "migrate", "--from", "embedded", "--to", "embedded", "--data", "x", "--connection", "Host=h"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_with_3_and_leaves_no_file()
    {
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "a.backup");

        await Cli.Ends(3, "backup", "--from", $"http://127.0.0.1:{GatewayProcess.FreePort()}", "--out", file);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Control_C_in_the_middle_ends_with_130_and_leaves_no_file()
    {
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "a.backup");
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var asked = Cli.Start("backup", "--from", $"http://{server.LocalEndpoint}", "--out", file);
        using var connection = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        // A gateway that begins to send and never ends.
        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nRECTBKUP"u8.ToArray(),
            TestContext.Current.CancellationToken);
        await Until.True(() => Task.FromResult(Directory.EnumerateFiles(folder.Path).Any()), Patience, "something is being written");
        using var interrupt = Process.Start("kill", ["-INT", asked.Id.ToString(CultureInfo.InvariantCulture)]);
        var (_, errors) = await asked.ReadToEnd();

        Assert.Equal(130, asked.ExitCode);
        Assert.Contains("已中止", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Whoever_is_not_of_ops_gets_no_backup()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var ops = home.Ops();
        var key = await ops.Account("li", ["auditor"]);

        Assert.Contains("--key", await Cli.Ends(1, "backup", "--from", home.Url, "--key", key, "--out", Path.Combine(folder.Path, "a.backup")),
            StringComparison.Ordinal);
        Assert.Contains("--key", await Cli.Ends(1, "backup", "--from", home.Url, "--key", "wrong", "--out", Path.Combine(folder.Path, "a.backup")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_over_and_nothing_is_made_up()
    {
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "a.backup");
        await File.WriteAllTextAsync(file, "kept", TestContext.Current.CancellationToken);

        Assert.Contains("--out", await Cli.Ends(1, "backup", "--from-data", folder.Path, "--out", file), StringComparison.Ordinal);
        Assert.Contains("这不是本系统的备份文件", await Cli.Ends(1, "verify", file), StringComparison.Ordinal);
        Assert.Contains("rectification.db", await Cli.Ends(1, "backup", "--from-data", folder.Path, "--out", file + "2"), StringComparison.Ordinal);

        Assert.Equal("kept", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_help_speaks_Chinese_first_and_names_the_exit_codes()
    {
        var help = await Cli.Ends(0, "--help");

        Assert.InRange(help.IndexOf("退出码", StringComparison.Ordinal), 0, help.IndexOf("Exit codes", StringComparison.Ordinal));
        Assert.Contains("迁移", help, StringComparison.Ordinal);
        Assert.DoesNotContain(GatewayProcess.OpsKey, await Cli.Ends(0, "backup", "--help"), StringComparison.Ordinal);
    }
}
