using Rectification.Documents;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

/// <summary>Evidence in a folder: <c>evidence/ab/cdef…</c>. A file appears under its name only when all of it is on the disk.</summary>
internal sealed class FolderEvidenceStore(DataFolder data) : RememberingStore
{
    private readonly string _folder = Path.Combine(data.Path, EvidenceFolder.Name);

    public override async Task<Stream?> Open(string sha256, CancellationToken cancellation) =>
        await Exists(sha256, cancellation) ? EvidenceFolder.Open(_folder, sha256) : null;

    protected override Task<bool> IsThere(string sha256, CancellationToken cancellation)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path))
        {
            return Task.FromResult(false);
        }

        // Another upload of the same file may have renamed it and not yet flushed the name.
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
        return Task.FromResult(true);
    }

    protected override Task TakeIn(Upload upload, CancellationToken cancellation)
    {
        var path = PathOf(upload.Sha256);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.Move(upload.Path, path, overwrite: true);
        DurableFolder.Flush(folder);
        DurableFolder.Flush(_folder);
        return Task.CompletedTask;
    }

    private string PathOf(string sha256) => EvidenceFolder.PathOf(_folder, sha256);
}
