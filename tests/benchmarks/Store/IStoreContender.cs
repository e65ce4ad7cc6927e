using Orleans.Storage;

namespace Rectification.Benchmarks.Store;

/// <summary>
/// A grain storage to be measured, driven without a silo: what is compared is the store, not who calls it.
/// All contenders store the same bytes and acknowledge a write only when it is on disk.
/// </summary>
internal interface IStoreContender : IAsyncDisposable
{
    string Name { get; }

    IGrainStorage Storage { get; }
}

/// <summary>A grain's state of a given size, as opaque to the store as a serialized measure is.</summary>
internal sealed class StoredPage
{
    public byte[] Bytes { get; set; } = [];
}
