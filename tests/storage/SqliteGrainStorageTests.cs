using Orleans.Storage;
using Rectification.Storage;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Storage;

public sealed class SqliteGrainStorageTests : GrainStorageConformance
{
    private readonly Folder _folder = new();
    private GroupCommitStorage? _storage;

    protected override async Task<IGrainStorage> OpenAsync() => _storage = await SqliteStore.OpenAsync(_folder.File(), Services.Instance);

    public override async ValueTask DisposeAsync()
    {
        await _storage!.DisposeAsync();
        _folder.Dispose();
    }
}
