using System.Globalization;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Product;

/// <summary>The product as a city's operators start it on the profile <c>postgres</c>: silos
/// and gateways, each a process, on a database of their own.</summary>
internal sealed class ProductCluster : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> settings;
    private readonly string folder;

    private ProductCluster(string database, string folder)
    {
        Database = database;
        this.folder = folder;
        settings = new()
        {
            ["Profile"] = "postgres",
            ["ConnectionStrings__Rectification"] = database,
            ["Logging__LogLevel__Default"] = "Warning",
        };
    }

    /// <summary>Npgsql's connection string.</summary>
    public string Database { get; }

    public IReadOnlyList<ServerProcess> Silos { get; private set; } = [];

    /// <summary>Each speaks for the whole cluster.</summary>
    public IReadOnlyList<ProductServer> Gateways { get; private set; } = [];

    public ProductServer Gateway => Gateways[0];

    public static async Task<ProductCluster> Start(PostgresCluster postgres, WorkFolder folder, string name, int silos, int gateways, CancellationToken cancel)
    {
        var cluster = new ProductCluster(await postgres.CreateDatabase(name, cancel), folder.Folder(name));
        try
        {
            await cluster.Launch(silos, gateways, cancel);
            foreach (var gateway in cluster.Gateways)
                await gateway.Process.UntilReady("/health/ready", StartPatience, cancel);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts every process at once and waits for none.</summary>
    public async Task Launch(int silos, int gateways, CancellationToken cancel)
    {
        var dll = await Repository.Built("silo", Repository.SiloDll, cancel);
        var silo = () => ServerProcess.Start(
            "dotnet", [dll, "--Silo:Port", Text(LoopbackPort.Free()), "--Silo:GatewayPort", Text(LoopbackPort.Free())], port: 0, settings);
        Silos = [.. Enumerable.Range(0, silos).Select(_ => silo())];
        var started = new List<ProductServer>();
        for (var i = 0; i < gateways; i++)
            started.Add(await ProductServer.Launch(folder, seeded: false, cancel, settings));
        Gateways = started;
    }

    /// <summary>Ends every process of the product at once, as a power cut would.</summary>
    public Task Kill() =>
        Task.WhenAll([.. Silos.Select(silo => silo.Kill()), .. Gateways.Select(gateway => gateway.Process.Kill())]);

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in Gateways)
            await gateway.DisposeAsync();
        foreach (var silo in Silos)
            await silo.DisposeAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
