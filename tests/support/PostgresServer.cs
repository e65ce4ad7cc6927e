using System.Diagnostics;

namespace Rectification.Tests.Support;

/// <summary>A PostgreSQL server of the tests' own, in a folder of its own, ended with them. It syncs for real.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string _folder = Directory.CreateTempSubdirectory("rectification-postgres-").FullName;
    private readonly int _port = LastingPort.Free();

    /// <summary>Where it listens on the loopback address.</summary>
    public int Port => _port;

    /// <summary>Certificate and key, PEM files, where it shall speak TLS to those who ask for it; before it is started.</summary>
    public (string Certificate, string Key)? Tls { get; set; }

    /// <summary>Of the server's first database, as its owner.</summary>
    public string ConnectionString => ConnectionStringOver(_port);

    /// <summary>The same for who reaches the server through something else.</summary>
    public static string ConnectionStringOver(int port) => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    public async ValueTask InitializeAsync()
    {
        // The server refuses to run as root; the folder then belongs to the account the package made for it.
        var asRoot = Environment.UserName == "root";
        if (asRoot)
        {
            await Run("chown", "postgres", _folder);
        }

        await AsOwner(asRoot, Program("initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        if (Tls is { } tls)
        {
            // Nobody but the server may read its key.
            await Run("install", [.. asRoot ? (string[])["-o", "postgres"] : [], "-m", "600", tls.Certificate, Path.Combine(Data, "server.crt")]);
            await Run("install", [.. asRoot ? (string[])["-o", "postgres"] : [], "-m", "600", tls.Key, Path.Combine(Data, "server.key")]);
        }

        await Start();
    }

    /// <summary>Starts it, also after <see cref="Stop"/>; its crash recovery is done when this returns.</summary>
    public Task Start() => AsOwner(
        Environment.UserName == "root", Program("pg_ctl"), "-D", Data, "-w", "-t", "180", "-l", Path.Combine(_folder, "log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200{(Tls is null ? "" : " -c ssl=on")}", "start");

    /// <summary>Ends it and starts it again as it was.</summary>
    /// <param name="mode"><c>fast</c>: sessions are cut, what is in memory is written; <c>immediate</c>: as a crash would.</param>
    public Task Restart(string mode) => AsOwner(
        Environment.UserName == "root", Program("pg_ctl"), "-D", Data, "-m", mode, "-w", "-t", "180", "-l", Path.Combine(_folder, "log"), "restart");

    /// <summary>Ends it as a crash would: no goodbye to anybody, the log is replayed at the next start.</summary>
    public Task Stop() => AsOwner(Environment.UserName == "root", Program("pg_ctl"), "-D", Data, "-m", "immediate", "-w", "-t", "180", "stop");

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Of the newest version that is installed, or of the one whose folder of programs a person names to try another.</summary>
    private static string Program(string name) => Path.Combine(
        Environment.GetEnvironmentVariable("RECTIFICATION_TEST_POSTGRES")
            ?? Installed.Where(folder => File.Exists(Path.Combine(folder, name))).LastOrDefault(""),
        name);

    private static IEnumerable<string> Installed => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
        : [];

    private static Task AsOwner(bool asRoot, string program, params string[] arguments) =>
        asRoot ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments]) : Run(program, arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        // No pipes: the server inherits them and would keep a reader waiting for as long as it runs.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}. Is PostgreSQL installed (Debian: postgresql)?");
        }
    }
}
