using System.Security.Cryptography;
using Npgsql;
using Rectification.Backups;
using Rectification.Storage.Postgres;
using Rectification.Storage.Sqlite;
using Rectification.Tests.Support;

namespace Rectification.Tests.Cli;

/// <summary>Files in the database and in backups: whole or not there, and never in memory as a whole.</summary>
public sealed class LargeEvidenceTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const long Size = 100L * 1024 * 1024 + 17;
    private const long MemoryBound = 40L * 1024 * 1024;
    private const string Schema = "large";

    [Fact]
    public async Task A_file_of_100_MB_goes_in_and_out_of_the_database_in_bounded_memory()
    {
        await using var files = await Files();
        var sha256 = await Hash(new Made(Size));
        using var made = new Made(Size);

        await files.Put(sha256, Size, made, TestContext.Current.CancellationToken);
        await using var stored = (await files.Open(sha256, TestContext.Current.CancellationToken))!;
        Assert.Equal(Size, stored.Length);
        Assert.Equal(sha256, await Hash(stored));
        Assert.InRange(made.Grown, 0, MemoryBound);
    }

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

    [Fact]
    public async Task A_file_that_is_not_what_its_name_says_is_not_stored_and_one_that_is_there_stays()
    {
        await using var files = await Files();
        byte[] content = [1, 2, 3];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));

        await Assert.ThrowsAsync<InvalidDataException>(() => files.Put(sha256, 3, new MemoryStream([1, 2, 4]), TestContext.Current.CancellationToken));
        Assert.Null(await files.Open(sha256, TestContext.Current.CancellationToken));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => files.Put(sha256, 3, new MemoryStream(content), TestContext.Current.CancellationToken)));
        await files.Put(sha256, 3, new MemoryStream([9, 9, 9]), TestContext.Current.CancellationToken);

        await using var stored = (await files.Open(sha256, TestContext.Current.CancellationToken))!;
        Assert.Equal(sha256, await Hash(stored));
    }

    [Fact]
    public async Task A_file_that_changed_in_the_database_is_not_given_out()
    {
        await using var files = await Files();
        byte[] content = [5, 6, 7];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        await files.Put(sha256, 3, new MemoryStream(content), TestContext.Current.CancellationToken);
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var forge = new NpgsqlCommand($"UPDATE {Schema}.evidence_chunk SET data = '\\x050608' WHERE sha256 = $1", connection);
            forge.Parameters.Add(new() { Value = Convert.FromHexString(sha256) });
            await forge.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var stored = (await files.Open(sha256, TestContext.Current.CancellationToken))!;
        await Assert.ThrowsAsync<IOException>(() => Hash(stored));
    }

    private async Task<PostgresEvidence> Files()
    {
        // An empty backup's worth of tables, made as a restore makes them.
        try
        {
            await using var filling = await PostgresFilling.Of(server.ConnectionString, Schema, "rectification", TestContext.Current.CancellationToken);
            await filling.Commit(TestContext.Current.CancellationToken);
        }
        catch (BackupException)
        {
            // Another test here was first.
        }

        return new(server.ConnectionString, Schema);
    }

    private static async Task<string> Hash(Stream stream) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken));

    /// <summary>A file that is made as it is read, the same bytes each time; notes how far memory grows meanwhile.</summary>
    private sealed class Made(long size) : Stream
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private long _read;

        public long Grown { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => size;

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = 0;
            for (; count < buffer.Length && _read < size; count++, _read++)
            {
                buffer[count] = (byte)(_read * 2_654_435_761 >> 11 ^ _read >> 3);
            }

            Grown = Math.Max(Grown, GC.GetTotalMemory(forceFullCollection: false) - _before);
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
