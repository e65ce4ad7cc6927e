using System.Globalization;

namespace Rectification.Tests.Support.Cluster;

/// <summary>A city's cluster as processes of their own: PostgreSQL, silos and gateways, each with a line of its own to the database.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    /// <summary>What five nodes take that start at once on two processors, at most.</summary>
    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(10);

    private readonly DataFolder _folder = new();
    private readonly bool _onPostgres;
    private readonly TestAuthority? _authority;

    private RunningCluster(bool onPostgres, int silos, int gateways, string[] settings, bool overTls = false)
    {
        _onPostgres = onPostgres;
        if (overTls)
        {
            _authority = new(_folder.Path);
            Database.Tls = _authority.Issue("database");
            var (certificate, key) = _authority.Issue("cluster");
            settings = ["--Silo:Tls:Certificate", certificate, "--Silo:Tls:Key", key, "--Silo:Tls:Authority", _authority.File, .. settings];
        }

        Silos = [.. Enumerable.Range(1, silos).Select(number => Silo(number, settings))];
        Gateways = [.. Enumerable.Range(1, gateways).Select(number => Gateway(number, settings))];
    }

    public PostgresServer Database { get; } = new();

    public IReadOnlyList<ClusterNode> Silos { get; }

    public IReadOnlyList<ClusterNode> Gateways { get; }

    /// <summary>How many times as long as on a quiet machine the slowest of the nodes took to start: promises of a time are as much longer.</summary>
    public double Slowness => Math.Max(1, Nodes.Max(node => node.StartTook) / UsualStart);

    public IEnumerable<ClusterNode> Nodes => Silos.Concat(Gateways);

    /// <summary>What all of them wrote last.</summary>
    public string Output => string.Join("\n\n", Nodes.Select(node => node.Output));

    /// <summary>Starts everything and waits until every node is ready. No plan is brought in.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="gateways">How many gateways.</param>
    /// <param name="settings">Further settings, the same for all nodes.</param>
    public static Task<RunningCluster> Start(int silos, int gateways, params string[] settings) =>
        Start(new RunningCluster(onPostgres: true, silos, gateways, settings));

    /// <summary>The same, with TLS between all processes and to the database, by an authority of the cluster's own.</summary>
    public static Task<RunningCluster> StartOverTls(int silos, int gateways) =>
        Start(new RunningCluster(onPostgres: true, silos, gateways, [], overTls: true));

    /// <summary>The same with the profile azure, and nothing but the account: there is no database.</summary>
    /// <param name="account">Connection string of the account.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="gateways">How many gateways.</param>
    /// <param name="settings">Further settings, the same for all nodes.</param>
    public static Task<RunningCluster> StartOnAzure(string account, int silos, int gateways, params string[] settings) =>
        Start(new RunningCluster(onPostgres: false, silos, gateways, ["--Profile", "azure", "--ConnectionStrings:Storage", account, .. settings]));

    private static async Task<RunningCluster> Start(RunningCluster cluster)
    {
        try
        {
            if (cluster._onPostgres)
            {
                await cluster.Database.InitializeAsync();
            }

            await cluster.LaunchAll();
            await cluster.UntilReady();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts every node that does not run.</summary>
    public async Task LaunchAll()
    {
        foreach (var node in Nodes)
        {
            await node.Launch();
        }
    }

    public Task UntilReady() => Task.WhenAll(Nodes.Select(node => node.UntilReady()));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        if (_onPostgres)
        {
            await Database.DisposeAsync();
        }

        _authority?.Dispose();
        _folder.Dispose();
    }

    private ClusterNode Silo(int number, string[] settings)
    {
        var (database, port, gatewayPort) = (new TcpProxy(Database.Port), LastingPort.Free(), LastingPort.Free());
        string[] ports = ["--Silo:Port", Text(port), "--Silo:GatewayPort", Text(gatewayPort), "--Data:Path", _folder.Path];
        return new($"silo-{number}", "silo", _folder.Path, gatewayPort, database, [.. ports, .. Common(database), .. settings]);
    }

    private ClusterNode Gateway(int number, string[] settings)
    {
        var (database, port) = (new TcpProxy(Database.Port), LastingPort.Free());
        return new(
            $"gateway-{number}", "gateway", _folder.Path, port, database,
                GatewayProcess.Settings(_folder, port, ["--Seed", "none", .. Common(database), .. settings]));
    }

    private string[] Common(TcpProxy database) =>
    [
        .. _onPostgres
            ? (string[])["--Profile", "postgres", "--ConnectionStrings:Rectification", PostgresServer.ConnectionStringOver(database.Port) + Verified]
            : [],
        "--Telemetry:Console", "false",
        "--Logging:Console:FormatterName", "simple", "--Logging:Console:FormatterOptions:TimestampFormat", "HH:mm:ss.fff ",
        "--Logging:Console:FormatterOptions:SingleLine", "true",
    ];

    private string Verified => _authority is null ? "" : $";SSL Mode=VerifyFull;Root Certificate={_authority.File}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
