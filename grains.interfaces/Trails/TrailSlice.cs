namespace Rectification.Trails;

/// <summary>A part of a trail（留痕），oldest first.</summary>
[GenerateSerializer, Immutable, Alias("trail-slice")]
public sealed record TrailSlice
{
    [Id(0)] public required IReadOnlyList<TrailLine> Entries { get; init; }

    /// <summary>Version of the newest entry of the whole trail.</summary>
    [Id(1)] public required long LastVersion { get; init; }
}

/// <summary>
/// One sealed line. <c>hash = SHA-256(previous hash ‖ UTF-8 bytes of entry)</c>, hexadecimal; the first line's previous hash is 64 zeros.
/// </summary>
[GenerateSerializer, Immutable, Alias("trail-line")]
public sealed record TrailLine
{
    [Id(0)] public required long Version { get; init; }
    [Id(1)] public required string Hash { get; init; }
    [Id(2)] public required string PreviousHash { get; init; }

    /// <summary>The entry as it was sealed, JSON, byte for byte.</summary>
    [Id(3)] public required string Entry { get; init; }
}
