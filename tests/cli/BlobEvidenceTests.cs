using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Rectification.Profiles;
using Rectification.Storage;
using Rectification.Storage.Blobs;

namespace Rectification.Tests.Cli;

/// <summary>Files in Azure Blob Storage, on its emulator.</summary>
[Collection(nameof(LargeEvidenceTests))]
public sealed class BlobEvidenceTests(AzuriteServer server) : EvidenceFilesConformance, IClassFixture<AzuriteServer>
{
    private readonly string _container = $"t{Guid.NewGuid():N}";

    protected override async Task<IEvidenceFiles> OpenAsync()
    {
        var files = new BlobEvidence(server.ConnectionString, _container);
        await files.Start(TestContext.Current.CancellationToken);
        await files.Start(TestContext.Current.CancellationToken);
        return files;
    }

    protected override Task Forge(string sha256, byte[] content) =>
        new BlobContainerClient(server.ConnectionString, _container).GetBlobClient($"{sha256[..2]}/{sha256[2..]}")
            .UploadAsync(new BinaryData(content), overwrite: true, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_signature_for_the_files_of_the_container_is_enough_when_the_container_is_there()
    {
        var (name, key) = server.Credential;
        var signature = new BlobSasBuilder(BlobContainerSasPermissions.Read | BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Write,
            TimeProvider.System.GetUtcNow().AddHours(1))
        {
            BlobContainerName = _container,
            Resource = "c",
        }.ToSasQueryParameters(new StorageSharedKeyCredential(name, key));
        var guest = new BlobEvidence($"{server.BlobEndpoint}?{signature}", _container);
        await guest.Start(TestContext.Current.CancellationToken);
        await guest.Put(Small.Hash, Small.File.Length, new MemoryStream(Small.File), TestContext.Current.CancellationToken);

        Assert.Equal(Small.File.Length, await Files.Find(Small.Hash, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => new BlobEvidence($"{server.BlobEndpoint}?{signature}", "another")
            .Put(Small.Hash, Small.File.Length, new MemoryStream(Small.File), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_account_that_cannot_be_reached_is_said_to_be_away()
    {
        var away = new BlobEvidence(
            $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:{GatewayProcess.FreePort()}/nobody;", "evidence");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => away.Start(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("AccountName=a")]
    public void What_names_no_account_is_refused_in_two_languages_and_not_repeated(string connection)
    {
        var refused = Assert.Throws<InvalidDataException>(() => new BlobEvidence(connection, "evidence"));
        Assert.Contains("连接串无效", refused.Message, StringComparison.Ordinal);
        Assert.Contains("neither a connection string", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(connection, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://account.table.core.windows.net/", "https://account.blob.core.windows.net/")]
    [InlineData("https://account.table.core.windows.net/?sv=1&sig=a%2Fb", "https://account.blob.core.windows.net/?sv=1&sig=a%2Fb")]
    [InlineData("UseDevelopmentStorage=true", "UseDevelopmentStorage=true")]
    public void The_address_of_the_accounts_tables_leads_to_its_blobs_too(string connection, string blobs) =>
        Assert.Equal(blobs, AzureAccount.BlobsBeside(connection));
}
