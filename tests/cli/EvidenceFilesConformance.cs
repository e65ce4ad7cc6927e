using System.Security.Cryptography;
using Rectification.Storage;

namespace Rectification.Tests.Cli;

/// <summary>What the product expects of a store of files that gateways share: whole or not there, and never in memory as a whole.</summary>
public abstract class EvidenceFilesConformance : IAsyncLifetime
{
    private const long Size = 100L * 1024 * 1024 + 17;
    private const long MemoryBound = 40L * 1024 * 1024;
    private const int MiB = 1024 * 1024;

    private IEvidenceFiles? _files;

    protected IEvidenceFiles Files => _files ?? throw new InvalidOperationException("not initialized");

    protected abstract Task<IEvidenceFiles> OpenAsync();

    /// <summary>Changes a file behind the store's back; its size stays.</summary>
    protected abstract Task Forge(string sha256, byte[] content);

    public async ValueTask InitializeAsync() => _files = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Files.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_file_of_100_MB_goes_in_and_out_in_bounded_memory()
    {
        var sha256 = await Hash(new Made(Size));
        using var made = new Made(Size);

        await Files.Put(sha256, Size, made, TestContext.Current.CancellationToken);
        await using var stored = (await Files.Open(sha256, TestContext.Current.CancellationToken))!;
        Assert.Equal(Size, stored.Length);
        Assert.Equal(sha256, await Hash(stored));
        Assert.InRange(made.Grown, 0, MemoryBound);
    }

    /// <summary>Around the sizes at which stores cut files into pieces.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(MiB)]
    [InlineData(MiB + 1)]
    [InlineData(4 * MiB)]
    [InlineData(4 * MiB + 1)]
    [InlineData(8 * MiB)]
    public async Task A_file_of_any_size_comes_back_byte_by_byte(int size)
    {
        var sha256 = await Hash(new Made(size));
        await Files.Put(sha256, size, new Made(size), TestContext.Current.CancellationToken);

        Assert.Equal(size, await Files.Find(sha256, TestContext.Current.CancellationToken));
        await using var stored = (await Files.Open(sha256, TestContext.Current.CancellationToken))!;
        Assert.Equal(sha256, await Hash(stored));
    }

    [Fact]
    public async Task A_file_that_was_never_stored_is_not_there()
    {
        var sha256 = new string('a', 64);
        Assert.Null(await Files.Find(sha256, TestContext.Current.CancellationToken));
        Assert.Null(await Files.Open(sha256, TestContext.Current.CancellationToken));
    }

    /// <summary>In one piece, in several, and cut at the end of one.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(8 * MiB)]
    [InlineData(9 * MiB)]
    public async Task A_file_that_is_not_what_its_name_says_is_not_stored_and_one_that_is_there_stays(int size)
    {
        // Another file than those of the other tests here.
        var content = Filled(size, 1);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var wrong = Filled(size, 2);

        await Assert.ThrowsAsync<InvalidDataException>(() => Put(wrong));
        await Assert.ThrowsAsync<InvalidDataException>(() => Put(content[..^1]));
        Assert.Null(await Files.Open(sha256, TestContext.Current.CancellationToken));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Put(content)));
        await Put(wrong);

        await using var stored = (await Files.Open(sha256, TestContext.Current.CancellationToken))!;
        Assert.Equal(sha256, await Hash(stored));

        Task Put(byte[] bytes) => Files.Put(sha256, size, new MemoryStream(bytes), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_file_that_changed_in_the_store_is_not_given_out()
    {
        byte[] content = [5, 6, 7];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        await Files.Put(sha256, 3, new MemoryStream(content), TestContext.Current.CancellationToken);
        await Forge(sha256, [5, 6, 8]);

        await using var stored = (await Files.Open(sha256, TestContext.Current.CancellationToken))!;
        await Assert.ThrowsAsync<IOException>(() => Hash(stored));
    }

    private static byte[] Filled(int size, byte with)
    {
        var content = new byte[size];
        Array.Fill(content, with);
        return content;
    }

    private static async Task<string> Hash(Stream stream) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken));
}
