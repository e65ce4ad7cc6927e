namespace Rectification.Documents.Workbooks;

/// <summary>How much a file may hold. A ledger stays far below the defaults; what goes beyond them is a mistake or meant to do harm.</summary>
public sealed record WorkbookLimits
{
    /// <summary>The documented defaults.</summary>
    public static WorkbookLimits Default { get; } = new();

    /// <summary>Bytes of the file as it is sent. 64 MB.</summary>
    public long FileBytes { get; init; } = 64L << 20;

    /// <summary>Parts within one workbook; in a zip of workbooks, its entries. 2,000.</summary>
    public int Entries { get; init; } = 2_000;

    /// <summary>Workbooks within a zip. 300.</summary>
    public int Files { get; init; } = 300;

    /// <summary>Bytes of all parts of one workbook together once unzipped. 512 MB.</summary>
    public long UnzippedBytes { get; init; } = 512L << 20;

    /// <summary>
    /// How many times its zipped size a part may unzip to, once it is larger than <see cref="RatioFrom"/>. 300; sheets full of empty cells reach about
    /// 200.
    /// </summary>
    public int Ratio { get; init; } = 300;

    /// <summary>Unzipped bytes of a part below which no ratio is looked at. 16 MB.</summary>
    public long RatioFrom { get; init; } = 16L << 20;

    /// <summary>Sheets, hidden ones included. 300.</summary>
    public int Sheets { get; init; } = 300;

    /// <summary>Rows of one sheet that have something in them. 200,000; rows that are only drawn are passed over.</summary>
    public int Rows { get; init; } = 200_000;

    /// <summary>The column furthest to the right that has something in it. 500.</summary>
    public int Columns { get; init; } = 500;

    /// <summary>Cells of one sheet that have something in them. 25,000,000.</summary>
    public int Cells { get; init; } = 25_000_000;

    /// <summary>Merged ranges of one sheet. 100,000.</summary>
    public int Merges { get; init; } = 100_000;

    /// <summary>Different texts of one workbook. 2,000,000.</summary>
    public int Strings { get; init; } = 2_000_000;

    /// <summary>Characters of all different texts of one workbook together. 64 million.</summary>
    public long StringCharacters { get; init; } = 64_000_000;

    /// <summary>Characters of one cell. 32,767, as in Excel itself.</summary>
    public int CellCharacters { get; init; } = 32_767;
}
