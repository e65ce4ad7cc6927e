using System.Net;

namespace Rectification.Tests.Storage.Support;

/// <summary>A membership table in memory.</summary>
internal sealed class Members(params MembershipEntry[] entries) : IMembershipTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string Tag)> _rows = entries.ToDictionary(
        entry => entry.SiloAddress, entry => (entry, "0"));
    private int _version;

    /// <summary>Told of every row that is about to change.</summary>
    public Action<MembershipEntry> Changing { get; init; } = _ => { };

    /// <summary>The table cannot be reached.</summary>
    public bool IsAway { get; init; }

    /// <summary>A silo on this machine.</summary>
    public static MembershipEntry Silo(int port, SiloStatus status, int gatewayPort = 0) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1),
        Status = status,
        ProxyPort = gatewayPort,
        SiloName = "silo",
        HostName = "localhost",
        StartTime = TimeProvider.System.GetUtcNow().UtcDateTime,
        IAmAliveTime = TimeProvider.System.GetUtcNow().UtcDateTime,
    };

    public void Add(MembershipEntry entry)
    {
        lock (_gate)
        {
            _rows[entry.SiloAddress] = (entry, "0");
        }
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => Task.CompletedTask;

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAll();

    public Task<MembershipTableData> ReadAll()
    {
        lock (_gate)
        {
            return IsAway
                ? Task.FromException<MembershipTableData>(new TimeoutException())
                : Task.FromResult(new MembershipTableData(
                    [.. _rows.Values.Select(row => Tuple.Create(Copy(row.Entry), row.Tag))], new TableVersion(_version, $"{_version}")));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Change(entry, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Change(entry, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => Task.CompletedTask;

    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is { } times ? [.. times] : null,
        ProxyPort = entry.ProxyPort,
        SiloName = entry.SiloName,
        HostName = entry.HostName,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };

    private Task<bool> Change(MembershipEntry entry, TableVersion next)
    {
        Changing(entry);
        lock (_gate)
        {
            if (next.Version != _version + 1)
            {
                return Task.FromResult(false);
            }

            _version = next.Version;
            _rows[entry.SiloAddress] = (Copy(entry), $"{_version}");
            return Task.FromResult(true);
        }
    }
}
