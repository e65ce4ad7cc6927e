using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Orleans.Storage;
using Rectification.Backups;
using Rectification.Evidence;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Cli;

/// <summary>A store of some rows, a reminder and one file, made without any process.</summary>
internal static class Small
{
    public static readonly byte[] File = Encoding.UTF8.GetBytes("佐证材料");

    public static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(File));

    public static async Task Fill(string folder)
    {
        await using var reader = await BackupReader.Open(new MemoryStream(await Backup()), TestContext.Current.CancellationToken);
        await using var target = SqliteFilling.Of(folder);
        await reader.CopyTo(target, TestContext.Current.CancellationToken);
    }

    public static Task<byte[]> Backup() => Backup(Hash, () => new MemoryStream(File));

    /// <summary>A backup with one file in it.</summary>
    public static async Task<byte[]> Backup(string sha256, Func<Stream?> open)
    {
        using var target = new MemoryStream();
        await Write(target, sha256, open);
        return target.ToArray();
    }

    public static async Task Write(Stream target, string sha256, Func<Stream?> open)
    {
        await using var writer = new BackupWriter(target, BackupWriter.Serializer());
        await writer.Write(new Snapshot(sha256), "rectification", TimeProvider.System, TestContext.Current.CancellationToken);
        await writer.WriteEvidence((_, _) => Task.FromResult(open()), TestContext.Current.CancellationToken);
    }

    private sealed class Snapshot(string sha256) : IStoreSnapshot
    {
        public string Profile => "embedded";

        public int Schema => 1;

        public long RowCount => 3;

        public long ReminderCount => 1;

        public async IAsyncEnumerable<StoredRow> Rows([EnumeratorCancellation] CancellationToken cancellation)
        {
            var serializer = new OrleansGrainStorageSerializer(BackupWriter.Serializer());
            yield return new("measure-v1", "measure/方案\u003A1", new byte[] { 1, 2, 3 });
            yield return new("empty-v1", "measure/a:2", Array.Empty<byte>());
            yield return new("evidence-v1", $"evidence/{sha256}", serializer.Serialize(new EvidenceRow { Size = 1, Type = "text/plain" }).ToMemory());
            await Task.CompletedTask;
        }

        public async IAsyncEnumerable<StoredReminder> Reminders([EnumeratorCancellation] CancellationToken cancellation)
        {
            yield return new("plan/a", "wake", DateTime.UnixEpoch, TimeSpan.FromMinutes(1));
            await Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
