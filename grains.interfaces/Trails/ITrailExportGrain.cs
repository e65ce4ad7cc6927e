namespace Rectification.Trails;

/// <summary>Reads a plan's (the key) whole trail as the lines of an export, part by part. Holds nothing between parts.</summary>
[Alias("trail-export")]
public interface ITrailExportGrain : IGrainWithStringKey
{
    /// <summary>The lines from the cursor on; begin with <see cref="ExportCursor.Of"/>.</summary>
    [Alias("read"), ResponseTimeout("00:02:00")]
    Task<ExportPart> Read(ExportCursor cursor);
}

/// <summary>How far an export is.</summary>
[GenerateSerializer, Immutable, Alias("export-cursor")]
public sealed record ExportCursor
{
    /// <summary>The seal that ends the export.</summary>
    [Id(0)] public required long Seal { get; init; }
    [Id(1)] public required ExportStage Stage { get; init; }

    /// <summary>Index of a roster version, of a page of chains, or number of a seal.</summary>
    [Id(2)] public int Page { get; init; }

    /// <summary>Index of a chain within the page.</summary>
    [Id(3)] public int Chain { get; init; }

    /// <summary>The version, measure or leaf after which to go on.</summary>
    [Id(4)] public long After { get; init; }

    public static ExportCursor Of(long seal) => new() { Seal = seal, Stage = ExportStage.Head };
}

[GenerateSerializer, Alias("export-stage")]
public enum ExportStage
{
    Head = 1,
    Roster = 2,
    Chains = 3,
    Seals = 4,
}

/// <summary>Some lines of an export.</summary>
[GenerateSerializer, Immutable, Alias("export-part")]
public sealed record ExportPart
{
    /// <summary>UTF-8, each line ended by a line feed.</summary>
    [Id(0)] public required byte[] Lines { get; init; }
    [Id(1)] public required int Count { get; init; }

    /// <summary>Where to go on, or <see langword="null"/> at the end.</summary>
    [Id(2)] public ExportCursor? Next { get; init; }
}
