using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Rectification.Documents;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

/// <summary>Where uploads arrive before they go to a store: a file can be inspected only when it is complete.</summary>
internal sealed class UploadFolder(DataFolder data, IOptions<EvidenceOptions> options)
{
    private const int BufferBytes = 64 * 1024;

    public static readonly Refusal Empty = Refusal.Invalid("evidence.file-empty", "文件为空。", "The file is empty.", FileTypes.Field);

    /// <summary>Where the framework spools what of a form is too large for memory.</summary>
    private const string SpoolVariable = "ASPNETCORE_TEMP";

    public string Path { get; } = Of(data);

    /// <summary>Has files that come with a page's form spooled here, where what a crash leaves is swept, and not in the system's temporary folder.</summary>
    public static void TakeForms(DataFolder data) =>
        Environment.SetEnvironmentVariable(SpoolVariable, Directory.CreateDirectory(Of(data)).FullName);

    /// <summary>Receives a stream whole, durably and with its hash; or says what is wrong and keeps nothing.</summary>
    public async Task<(Upload? Upload, Refusal? Refusal)> Receive(Stream content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path);
        var path = System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N"));
        try
        {
            var (size, hash, broken) = await Copy(content, path, cancellation);
            if (size is > 0 && size <= options.Value.MaxBytes && !broken)
            {
                return (new(path, hash, size), null);
            }

            File.Delete(path);
            return (null, broken ? HttpRefusals.Plain.UploadBroken : size == 0 ? Empty : HttpRefusals.Plain.TooLarge);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>A file for what is made before it is sent; it is gone once it is closed, and swept after a crash.</summary>
    public FileStream Spool()
    {
        Directory.CreateDirectory(Path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N")), options);
    }

    private static string Of(DataFolder data) => System.IO.Path.Combine(data.Path, EvidenceFolder.Name, "incoming");

    private async Task<(long Size, string Sha256, bool Broken)> Copy(Stream content, string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            for (int? read; (read = await Read(content, buffer, cancellation)) != 0;)
            {
                size += read ?? 0;
                if (read is null || size > options.Value.MaxBytes)
                {
                    return (size, "", read is null);
                }

                hash.AppendData(buffer, 0, read.Value);
                await file.WriteAsync(buffer.AsMemory(0, read.Value), cancellation);
            }

            file.Flush(flushToDisk: true);
            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()), false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Only what the sender breaks is the sender's fault: a disk that is full is not.</summary>
    private static async Task<int?> Read(Stream content, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellation);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>A file that has arrived. Its holder removes it; a store may have moved it by then.</summary>
internal sealed record Upload(string Path, string Sha256, long Size) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}
