namespace Rectification.Storage;

/// <summary>What a row is found by: the state's name and the whole grain id, type included, so that no two grains ever share a row.</summary>
public readonly record struct StoreKey(string StateName, GrainId GrainId)
{
    public override string ToString() => $"{StateName} of {GrainId}";
}

/// <summary>A committed row: the tag of the write that made it, and the serialized state.</summary>
public readonly record struct StoredState(string ETag, ReadOnlyMemory<byte> Data);
