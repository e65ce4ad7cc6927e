using System.Security.Cryptography;
using Rectification.Backups;
using Rectification.Documents;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Cli;

/// <summary>Its memory is the process's: no other test may run beside it.</summary>
[CollectionDefinition(nameof(LargeEvidenceTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Files in backups: never in memory as a whole.</summary>
[Collection(nameof(LargeEvidenceTests))]
public sealed class LargeEvidenceTests
{
    private const long Size = 100L * 1024 * 1024 + 17;
    private const long MemoryBound = 40L * 1024 * 1024;

    [Fact]
    public async Task A_file_of_100_MB_goes_through_a_backup_in_bounded_memory()
    {
        using var folder = new DataFolder();
        var sha256 = await Hash(new Made(Size));
        var path = Path.Combine(folder.Path, "a.backup");
        var made = new List<Made>();
        await using (var target = File.Create(path))
        {
            await Small.Write(target, sha256, () =>
            {
                made.Add(new Made(Size));
                return made[^1];
            });
        }

        var data = Path.Combine(folder.Path, "data");
        await using (var source = File.OpenRead(path))
        await using (var reader = await BackupReader.Open(source, TestContext.Current.CancellationToken))
        await using (var target = SqliteFilling.Of(data))
        {
            await reader.CopyTo(target, TestContext.Current.CancellationToken);
        }

        await using var restored = EvidenceFolder.Open(Path.Combine(data, EvidenceFolder.Name), sha256)!;
        Assert.Equal(sha256, await Hash(restored));
        Assert.All(made, once => Assert.InRange(once.Grown, 0, MemoryBound));
    }

    private static async Task<string> Hash(Stream stream) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken));
}
