using Npgsql;

namespace Rectification.Tests.Support.Cluster;

/// <summary>What the cluster's database says of its silos.</summary>
internal static class Membership
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A silo listens before it is a member; what is asked of members waits for this.</summary>
    public static Task UntilActive(RunningCluster cluster, int silos) => Until.True(
        async () => await Number(cluster, $"SELECT count(*) FROM rectification.membership WHERE status = {Active}") == silos,
        Patience,
        $"{silos} silos are members\n{cluster.Output}");

    public static async Task<bool> IsDead(RunningCluster cluster, ClusterNode silo) =>
        await Number(cluster, $"SELECT count(*) FROM rectification.membership WHERE status = {Dead} AND proxy_port = {silo.Port}") > 0;

    public static async Task<long> Number(RunningCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
