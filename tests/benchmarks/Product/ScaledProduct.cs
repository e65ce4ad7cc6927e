using System.Diagnostics;
using System.Text.Json.Nodes;
using Rectification.Benchmarks.Peer;
using Rectification.Benchmarks.Processes;

namespace Rectification.Benchmarks.Product;

/// <summary>The product on either profile, as something that is filled, killed and started again.</summary>
internal sealed class ScaledProduct : IAsyncDisposable
{
    private readonly ProductCluster? cluster;
    private readonly PostgresCluster? postgres;
    private readonly string folder;
    private readonly int silos;
    private ProductServer server;

    private ScaledProduct(ProductServer server, string folder, ProductCluster? cluster = null, PostgresCluster? postgres = null, int silos = 0)
    {
        (this.server, this.folder, this.cluster, this.postgres, this.silos) = (server, folder, cluster, postgres, silos);
    }

    public ProductServer Server => server;

    public string Name => cluster is null ? "embedded" : $"{silos} silo{(silos > 1 ? "s" : "")}, 1 gateway, PostgreSQL";

    public static async Task<ScaledProduct> Embedded(WorkFolder work, CancellationToken cancel)
    {
        var folder = work.Folder("product");
        return new(await ProductServer.Start(folder, seeded: false, cancel), folder);
    }

    public static async Task<ScaledProduct> OnPostgres(PostgresCluster postgres, WorkFolder work, int silos, CancellationToken cancel)
    {
        var cluster = await ProductCluster.Start(postgres, work, "product", silos, gateways: 1, cancel);
        return new(cluster.Gateway, "", cluster, postgres, silos);
    }

    /// <summary>Each process by its name, and its memory in bytes.</summary>
    public IReadOnlyList<(string Process, long Bytes)> Memory() => cluster is null
        ? [("the one process", server.Process.ResidentBytes())]
        : [.. cluster.Silos.Select((silo, i) => ($"silo {i + 1}", silo.ResidentBytes())), ("gateway", server.Process.ResidentBytes()),
            ("PostgreSQL, all its processes", postgres!.MemoryBytes())];

    /// <summary>Bytes on disk: the data folder, or the database without its log.</summary>
    public async Task<long> DiskBytes(CancellationToken cancel) => cluster is null
        ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : await PostgresCluster.DatabaseBytes(cluster.Database, cancel);

    /// <summary>Ends every process of the product at once; with the database too, it is crashed as well.</summary>
    public async Task Kill(bool withDatabase)
    {
        await (cluster?.Kill() ?? server.Process.Kill());
        if (withDatabase)
            await postgres!.Crash();
    }

    /// <summary>Starts all that was killed; gives the seconds from the first start command to the first exact rate.</summary>
    public async Task<double> Recover(string plan, int measures, bool withDatabase, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        if (withDatabase)
            await postgres!.StartServer(cancel);
        if (cluster is null)
        {
            server = await ProductServer.Launch(folder, seeded: false, cancel);
        }
        else
        {
            await cluster.Launch(silos, gateways: 1, cancel);
            server = cluster.Gateway;
        }

        await server.UntilExact(plan, measures, cancel);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>The counts of the city's sheet, without the moment and the version they were asked at.</summary>
    public async Task<string> Counts(string plan, CancellationToken cancel)
    {
        var sheet = JsonNode.Parse(await server.Sheet(plan, cancel))!;
        return string.Join(' ', new[] { "measures", "assignments", "problems", "institutions" }.Select(part => sheet[part]!.ToJsonString()));
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is null)
            await server.DisposeAsync();
        else
            await cluster.DisposeAsync();
    }
}
