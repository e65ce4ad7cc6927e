namespace Rectification.Evidence;

/// <summary>The evidence of one measure (key <c>plan:no</c>), as its trail names it.</summary>
[Alias("measure-evidence-list")]
public interface IMeasureEvidenceGrain : IGrainWithStringKey
{
    /// <summary>At most <paramref name="limit"/> pieces after the first <paramref name="after"/>, oldest first.</summary>
    [Alias("list"), ResponseTimeout("00:01:00")]
    Task<MeasureEvidencePage> List(int after, int limit);

    /// <summary>At most <paramref name="limit"/> pieces besides the newest <paramref name="skip"/>, the newest first, and how many there are in all.</summary>
    [Alias("newest"), ResponseTimeout("00:01:00")]
    Task<NewestEvidence> Newest(int skip, int limit);
}

[GenerateSerializer, Immutable, Alias("measure-evidence-page")]
public sealed record MeasureEvidencePage
{
    [Id(0)] public required IReadOnlyList<MeasureEvidence> Items { get; init; }

    /// <summary>Pass as <c>after</c> for the next page; <see langword="null"/> at the end.</summary>
    [Id(1)] public int? Next { get; init; }
}

[GenerateSerializer, Immutable, Alias("newest-evidence")]
public sealed record NewestEvidence
{
    [Id(0)] public required IReadOnlyList<MeasureEvidence> Items { get; init; }

    /// <summary>Pieces of the measure in all.</summary>
    [Id(1)] public required int Total { get; init; }
}

/// <summary>One piece of evidence of a measure: a file, or for history a bare name.</summary>
[GenerateSerializer, Immutable, Alias("measure-evidence")]
public sealed record MeasureEvidence
{
    [Id(0)] public string? Sha256 { get; init; }

    /// <summary>The name under which the unit sent it in, or under which history knows it.</summary>
    [Id(1)] public string? Name { get; init; }
    [Id(2)] public required string Unit { get; init; }

    /// <summary>Version and own time of the trail entry that names it.</summary>
    [Id(3)] public required long Version { get; init; }
    [Id(4)] public required DateTimeOffset At { get; init; }
    [Id(5)] public required string By { get; init; }

    /// <summary>Media type and size in bytes, where the file was sent in.</summary>
    [Id(6)] public string? Type { get; init; }
    [Id(7)] public long? Size { get; init; }

    /// <summary>Files that the measure named before under the same name, oldest first.</summary>
    [Id(8)] public required IReadOnlyList<string> Earlier { get; init; }
}
