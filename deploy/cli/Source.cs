using Rectification.Backups;
using Rectification.Documents;
using Rectification.Storage.Postgres;
using Rectification.Storage.Sqlite;

namespace Rectification.Cli;

/// <summary>A store that is read directly.</summary>
/// <param name="ServiceId">Orleans' service id of its reminders.</param>
/// <param name="Open">Gives all of it as of one moment.</param>
/// <param name="OpenEvidence">Opens a file by its hash, or gives <see langword="null"/>.</param>
internal sealed record Source(string ServiceId, Func<CancellationToken, Task<IStoreSnapshot>> Open, Func<string, CancellationToken, Task<Stream?>> OpenEvidence)
{
    /// <summary>A data folder that no process is using.</summary>
    public static Source OfFolder(string folder, string serviceId) => new(
        serviceId,
        _ => Task.FromResult<IStoreSnapshot>(SqliteSnapshot.OfStopped(folder)),
        (sha256, _) => Task.FromResult(EvidenceFolder.Open(Path.Combine(folder, EvidenceFolder.Name), sha256)));

    /// <summary>A database, running or not; with its evidence, unless that lies in a folder.</summary>
    public static Source OfPostgres(string connection, string schema, string serviceId, DirectoryInfo? evidence)
    {
        var files = new PostgresEvidence(connection, schema);
        return new(
            serviceId,
            async cancellation => await PostgresSnapshot.Of(connection, connection, schema, serviceId, cancellation),
            evidence is null ? files.Open : (sha256, _) => Task.FromResult(EvidenceFolder.Open(evidence.FullName, sha256)));
    }
}
