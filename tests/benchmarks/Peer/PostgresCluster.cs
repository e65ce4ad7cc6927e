using System.Globalization;
using Npgsql;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Peer;

/// <summary>
/// A PostgreSQL of this run's own, durable as it comes (fsync and synchronous_commit stay on), on the loopback
/// address only. The server refuses to run as root; then its tools are run as the user the package made for it.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string ServerUser = "postgres";

    private readonly string bin;
    private readonly string data;

    private PostgresCluster(string bin, string data, int port)
    {
        this.bin = bin;
        this.data = data;
        Port = port;
    }

    public int Port { get; }

    public static async Task<PostgresCluster> Start(WorkFolder folder, CancellationToken cancel)
    {
        var home = folder.Folder("postgres");
        if (Environment.UserName == "root")
            await Command.Run("chown", [ServerUser, home], cancel);
        var port = LoopbackPort.Free();
        var cluster = new PostgresCluster(FindBin(), Path.Combine(home, "data"), port);
        await cluster.RunTool("initdb", ["-D", cluster.data, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--locale=C"], cancel);

        // What a competent administrator sets on a small machine; no setting that weakens durability.
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={Text(port)}", "unix_socket_directories=",
            "shared_buffers=256MB", "max_connections=200", "max_wal_size=4GB", "wal_buffers=16MB",
            "checkpoint_timeout=15min", "random_page_cost=1.1", "effective_cache_size=1GB", "jit=off",
        ];
        var options = string.Join(' ', settings.Select(setting => "-c " + setting));
        await cluster.RunTool("pg_ctl", ["-D", cluster.data, "-w", "-s", "-l", Path.Combine(home, "log"), "-o", options, "start"], cancel);
        return cluster;
    }

    /// <summary>A new database, and the connection string to it.</summary>
    public async Task<string> CreateDatabase(string name, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancel);
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        await create.ExecuteNonQueryAsync(cancel);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync() =>
        await RunTool("pg_ctl", ["-D", data, "-w", "-s", "-m", "fast", "stop"], CancellationToken.None);

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Text(Port)};Username={ServerUser};Database={database}";

    private Task<string> RunTool(string tool, IEnumerable<string> arguments, CancellationToken cancel) =>
        Environment.UserName == "root"
            ? Command.Run("runuser", ["-u", ServerUser, "--", Path.Combine(bin, tool), .. arguments], cancel)
            : Command.Run(Path.Combine(bin, tool), arguments, cancel);

    private static string FindBin()
    {
        const string debian = "/usr/lib/postgresql";
        var packaged = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).Select(version => Path.Combine(version, "bin")).OrderDescending()
            : Enumerable.Empty<string>();
        var searched = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return packaged.Concat(searched).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL's server is not installed (Debian: apt-get install postgresql-15).");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
