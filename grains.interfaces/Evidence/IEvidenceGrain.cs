using Orleans.Concurrency;

namespace Rectification.Evidence;

/// <summary>佐证材料：what is known of one file (key: its SHA-256), who sent it in and which measures name it. The bytes are elsewhere.</summary>
[Alias("evidence")]
public interface IEvidenceGrain : IGrainWithStringKey
{
    /// <summary>The file is stored. Said again by the same account under the same name, it changes nothing.</summary>
    [Alias("uploaded")]
    Task Uploaded(EvidenceUpload upload, long size, string type);

    [Alias("get"), AlwaysInterleave]
    Task<EvidenceRecord> Get();

    /// <summary>
    /// Records that a measure names the file, if this actor or somebody of a unit of his has sent it in. Durable when the answer is there;
    /// written only the first time.
    /// </summary>
    /// <returns>False when nobody of his did, and nothing was recorded.</returns>
    [Alias("name")]
    Task<bool> Name(Actor actor, EvidencePlace place);

    /// <summary>Records that a measure names the file; the caller has checked the right to do so.</summary>
    [Alias("refer")]
    Task Refer(EvidencePlace place);
}

/// <summary>One time a file was sent in.</summary>
[GenerateSerializer, Immutable, Alias("evidence-upload")]
public sealed record EvidenceUpload
{
    [Id(0)] public required string Account { get; init; }

    /// <summary>The account's units at that moment.</summary>
    [Id(1)] public required IReadOnlyList<string> Units { get; init; }

    /// <summary>The file's name as given, cleaned of everything that is no name; empty where none was given.</summary>
    [Id(2)] public required string Name { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>Whether the actor is who sent it in, or of the same unit.</summary>
    public bool IsOf(Actor actor) => Account == actor.Account || Units.Any(actor.ActsForUnit);
}

/// <summary>A measure that names a file.</summary>
[GenerateSerializer, Immutable, Alias("evidence-place")]
public sealed record EvidencePlace
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required int Measure { get; init; }
}

[GenerateSerializer, Immutable, Alias("evidence-record")]
public sealed record EvidenceRecord
{
    /// <summary>In bytes; 0 for a file that only history names and nobody sent in.</summary>
    [Id(0)] public required long Size { get; init; }

    /// <summary>Media type, found from the content; <see langword="null"/> for a file nobody sent in.</summary>
    [Id(1)] public string? Type { get; init; }

    /// <summary>The first and the newest ones, at most 100.</summary>
    [Id(2)] public required IReadOnlyList<EvidenceUpload> Uploads { get; init; }

    /// <summary>Measures that name it, or were about to; at most 1,000.</summary>
    [Id(3)] public required IReadOnlyList<EvidencePlace> Places { get; init; }

    /// <summary>Further measures; one may be counted again after a restart.</summary>
    [Id(4)] public required long MorePlaces { get; init; }
}
