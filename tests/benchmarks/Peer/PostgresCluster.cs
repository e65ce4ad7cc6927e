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
    private readonly string options;

    private PostgresCluster(string bin, string data, int port)
    {
        this.bin = bin;
        this.data = data;
        Port = port;

        // What a competent administrator sets on a small machine; no setting that weakens durability.
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={Text(port)}", "unix_socket_directories=",
            "shared_buffers=256MB", "max_connections=200", "max_wal_size=4GB", "wal_buffers=16MB",
            "checkpoint_timeout=15min", "random_page_cost=1.1", "effective_cache_size=1GB", "jit=off",
        ];
        options = string.Join(' ', settings.Select(setting => "-c " + setting));
    }

    public int Port { get; }

    public static async Task<PostgresCluster> Start(WorkFolder folder, CancellationToken cancel)
    {
        var port = LoopbackPort.Free();
        var home = folder.Folder($"postgres-{Text(port)}");
        if (Environment.UserName == "root")
            await Command.Run("chown", [ServerUser, home], cancel);
        var cluster = new PostgresCluster(FindBin(), Path.Combine(home, "data"), port);
        await cluster.RunTool("initdb", ["-D", cluster.data, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--locale=C"], cancel);
        await cluster.StartServer(cancel);
        return cluster;
    }

    /// <summary>Starts the server, also after <see cref="Crash"/>: its log is replayed when this returns.</summary>
    public Task StartServer(CancellationToken cancel) =>
        RunTool("pg_ctl", ["-D", data, "-w", "-s", "-t", "600", "-l", Path.Combine(Path.GetDirectoryName(data)!, "log"), "-o", options, "start"], cancel);

    /// <summary>Ends it as a power cut would: no goodbye, nothing written back.</summary>
    public Task Crash() => RunTool("pg_ctl", ["-D", data, "-w", "-s", "-m", "immediate", "stop"], CancellationToken.None);

    /// <summary>Memory of the server and its sessions; what they share is counted once.</summary>
    public long MemoryBytes()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{Text(postmaster)}/task/{Text(postmaster)}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
        return children.Append(postmaster).Sum(ProportionalBytes);
    }

    /// <summary>Size of the database's files, without the server's log.</summary>
    public static async Task<long> DatabaseBytes(string connectionString, CancellationToken cancel)
    {
        // Without a pool: what it keeps does not survive a crash of the server.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var size = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        return (long)(await size.ExecuteScalarAsync(cancel))!;
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

    private static long ProportionalBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{Text(process)}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return long.Parse(line["Pss:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It ended between being listed and being looked at.
            return 0;
        }
    }

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
