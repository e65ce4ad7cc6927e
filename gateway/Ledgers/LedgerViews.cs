using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Ledgers;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>台账预览：the first file's reading, and of all files what taking them in would change. Nothing is written yet.</summary>
internal sealed record LedgerPreview : LedgerReading
{
    [SetsRequiredMembers]
    public LedgerPreview(LedgerReading reading, string preview, string sha256, LedgerChanges changes)
        : base(reading) => (Preview, Sha256, Changes) = (preview, sha256, changes);

    /// <summary>The id under which it is taken in.</summary>
    public string Preview { get; init; }
    public string? Plan { get; init; }
    public LedgerStatus Status { get; init; }

    /// <summary>Columns that are read as a person said of such a layout before; an empty <c>mapping</c> reads without them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RememberedColumns? Remembered { get; init; }

    /// <summary>SHA-256 of the first file.</summary>
    public string Sha256 { get; init; }

    /// <summary>What it would change.</summary>
    public LedgerChanges Changes { get; init; }

    /// <summary>All files, where there is more than one; the first is the one above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LedgerFileView>? Files { get; init; }
}

/// <summary>One of several files.</summary>
internal sealed record LedgerFileView
{
    public required string File { get; init; }
    public required string Sha256 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LedgerReading? Reading { get; init; }

    /// <summary>Why it cannot be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Refusal? Refusal { get; init; }
}

/// <summary>What taking a ledger in would change, or why it would not be taken in.</summary>
internal sealed record LedgerChanges
{
    /// <summary>Measures that are not there yet.</summary>
    public int New { get; init; }

    /// <summary>Measures of which something changes, or that are reported on.</summary>
    public int Changed { get; init; }
    public int Unchanged { get; init; }

    /// <summary>Rows of which something has to be answered or put right first.</summary>
    public int Open { get; init; }

    /// <summary>The first changes, field by field.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    /// <summary>
    /// The first lines whose leader nobody has named yet: in <see cref="Fields"/> another stands in for them, and who it is, is said when they are taken in.
    /// </summary>
    public IReadOnlyList<LedgerStandIn> StandIns { get; init; } = [];

    /// <summary>Rows that stand against what the product has or may take.</summary>
    public IReadOnlyList<LedgerRefusal> Conflicts { get; init; } = [];

    /// <summary>Why it cannot be taken in as a whole; <see langword="null"/>: nothing stands against it but questions and errors of its cells.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>What came of taking a ledger in.</summary>
internal sealed record LedgerCommitted
{
    public required string Preview { get; init; }
    public required LedgerStatus Status { get; init; }
    public string? Plan { get; init; }

    /// <summary>Reports that were accepted.</summary>
    public int Reports { get; init; }
    public int Unchanged { get; init; }

    /// <summary>Rows that were refused after all, because the measure moved on in between.</summary>
    public IReadOnlyList<LedgerRefusal> Refused { get; init; } = [];

    /// <summary>The plan whose draft was brought or changed.</summary>
    public string? Draft { get; init; }

    /// <summary>The amendment that was made; it waits for approval where the plan's rules say so.</summary>
    public int? Amendment { get; init; }

    /// <summary>The plan that is in force now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Imported { get; init; }

    public static LedgerCommitted Of(string preview, LedgerRecord ledger) => new()
    {
        Preview = preview,
        Status = ledger.Status,
        Plan = ledger.Plan ?? ledger.Taking?.Draft ?? ledger.Taking?.Imported,
        Reports = ledger.Accepted,
        Unchanged = ledger.Taking?.Unchanged ?? 0,
        Refused = ledger.Refused,
        Draft = ledger.Taking?.Draft,
        Amendment = ledger.Taking?.Amendment,
        Imported = ledger.Taking?.Imported,
    };
}
