using Rectification.Evidence;

namespace Rectification.Gateway.Evidence;

/// <summary>What an upload answers.</summary>
internal sealed record EvidenceView
{
    public required string Sha256 { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Media type, found from the content.</summary>
    public required string Type { get; init; }

    /// <summary>The file's name, cleaned; empty where none was given.</summary>
    public required string Name { get; init; }
}

/// <summary>A file with what the reader may know of it.</summary>
internal sealed record EvidenceAbout
{
    public required string Sha256 { get; init; }
    public required long Size { get; init; }
    public required string? Type { get; init; }

    /// <summary>Names under which it was sent in, the first one first.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Times it was sent in, of those the reader may see: his own, his units', or all for those who oversee everything.</summary>
    public required IReadOnlyList<EvidenceUpload> Uploads { get; init; }

    /// <summary>Measures that name it and that the reader may see.</summary>
    public required IReadOnlyList<EvidencePlace> Measures { get; init; }
}
