using System.Net;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Rectification.Profiles;

namespace Rectification.Storage.Blobs;

/// <summary>Files in a container of Azure Blob Storage: <c>ab/cdef…</c>, a block blob a file, made once and never written again.</summary>
public sealed class BlobEvidence : IEvidenceFiles
{
    /// <summary>Container unless another one is named.</summary>
    public const string DefaultContainer = "evidence";

    /// <summary>Bytes of one request, up and down: more than that of one file is never in memory.</summary>
    private const int BlockBytes = 4 * 1024 * 1024;

    private readonly BlobContainerClient _container;

    /// <param name="connection">See <see cref="AzureAccount"/>; the address of the account's tables does too.</param>
    /// <param name="container">Name of the container.</param>
    /// <exception cref="InvalidDataException">The connection names no account.</exception>
    public BlobEvidence(string connection, string container) => _container = AzureAccount.Blobs(connection).GetBlobContainerClient(container);

    /// <summary>Makes the container if it is not there.</summary>
    /// <exception cref="StorageUnavailableException">The account cannot be reached.</exception>
    public async Task Start(CancellationToken cancellation)
    {
        try
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.Forbidden)
        {
            // Who may only read and write blobs cannot make a container; without one the first upload says so.
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            throw Unreachable(problem);
        }
    }

    public async Task<long?> Find(string sha256, CancellationToken cancellation)
    {
        try
        {
            return (await BlobOf(sha256).GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength;
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            throw Unreachable(problem);
        }
    }

    /// <remarks>No connection is held between reads, however slow the reader.</remarks>
    public async Task<Stream?> Open(string sha256, CancellationToken cancellation) =>
        await Find(sha256, cancellation) is { } size ? new EvidenceStream(sha256, size, (name, no, token) => Block(name, size, no, token)) : null;

    public async Task Put(string sha256, long size, Stream content, CancellationToken cancellation)
    {
        if (await Find(sha256, cancellation) is not null)
        {
            return;
        }

        var options = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = ETag.All },
            TransferOptions = new() { InitialTransferSize = BlockBytes, MaximumTransferSize = BlockBytes, MaximumConcurrency = 1 },
        };
        await using var whole = new CheckedContent(content, sha256, size);
        try
        {
            await BlobOf(sha256).UploadAsync(whole, options, cancellation);
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            // Another upload of the same file was first, or a try of this one whose answer was lost.
            if (await Find(sha256, cancellation) is null)
            {
                throw Unreachable(problem);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<byte[]> Block(string sha256, long size, int no, CancellationToken cancellation)
    {
        var from = (long)no * BlockBytes;
        try
        {
            var options = new BlobDownloadOptions { Range = new(from, Math.Min(BlockBytes, size - from)) };
            using var answer = (await BlobOf(sha256).DownloadStreamingAsync(options, cancellation)).Value;
            var block = new byte[answer.Details.ContentLength];
            await answer.Content.ReadExactlyAsync(block, cancellation);
            return block;
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            throw Unreachable(problem);
        }
    }

    private BlobClient BlobOf(string sha256) => _container.GetBlobClient($"{sha256[..2]}/{sha256[2..]}");

    private static bool IsTrouble(Exception problem) => problem is RequestFailedException or AuthenticationFailedException or AggregateException;

    private StorageUnavailableException Unreachable(Exception problem) =>
        new($"Azure Blob 容器 {_container.Name} 目前不可用。 The blob container {_container.Name} is not available now: {problem.Message}", problem);
}
