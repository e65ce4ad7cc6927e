using Orleans.Storage;

namespace Rectification.Benchmarks.Store;

/// <summary>Passes a page's bytes through, so that no contender pays for a serializer another one does not have.</summary>
internal sealed class PageSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(((StoredPage)(object)input!).Bytes);

    public T? Deserialize<T>(BinaryData input) => (T)(object)new StoredPage { Bytes = input.ToArray() };
}
