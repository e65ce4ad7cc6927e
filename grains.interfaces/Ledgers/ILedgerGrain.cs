using Orleans.Concurrency;
using Rectification.Measures;

namespace Rectification.Ledgers;

/// <summary>
/// One ledger（台账）that was brought (the key is its preview's id): which files, read into which plan, by whom; and, once it is taken in, what came of
/// each row. The files themselves lie with the evidence; reading them again gives the same.
/// </summary>
[Alias("ledger")]
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>Keeps a preview; the same again is no harm.</summary>
    [Alias("keep")]
    Task Keep(LedgerRecord ledger);

    /// <summary>The ledger, or <see langword="null"/>.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<LedgerRecord?> Get();

    /// <summary>Keeps a page of reports that one taking has beside its first ones; of no effect until a taking of this batch is begun.</summary>
    [Alias("stage")]
    Task Stage(Guid batch, int page, IReadOnlyList<LedgerReport> reports);

    /// <summary>
    /// Takes reports in: what is to be sent is written first, then each is sent under an id of its file and row, so that each is accepted exactly once
    /// however often it is cut off. What was begun goes on by itself.
    /// </summary>
    [Alias("take"), ResponseTimeout("00:10:00")]
    Task<LedgerRecord> Take(LedgerTaking taking);

    /// <summary>Reports were to be taken in and were not, because of what stands against so many of its rows. For the meter.</summary>
    [Alias("turned-away"), AlwaysInterleave]
    Task TurnedAway(int rows);
}

/// <summary>Which sheets were taken in of a plan's units (the key is the plan's id).</summary>
[Alias("ledger-book")]
public interface ILedgerBookGrain : IGrainWithStringKey
{
    /// <summary>As of which day the newest sheet was that was taken in of a unit; <see langword="null"/> when none was.</summary>
    [Alias("last-taken-in"), AlwaysInterleave]
    Task<DateOnly?> LastTakenIn(string unit);

    /// <summary>Whether a file was taken in: once more it changes nothing.</summary>
    [Alias("knows"), AlwaysInterleave]
    Task<bool> Knows(string sha256);

    /// <summary>A file was taken in: of which unit, and as of which day where it says so. An older day changes no newer one.</summary>
    [Alias("note")]
    Task Note(string sha256, string? unit, DateOnly? asOf);

    /// <summary>What people put right in ledgers before and what the next one is read by.</summary>
    [Alias("memory"), AlwaysInterleave]
    Task<LedgerMemory> Memory();

    /// <summary>Adds to it; of the same layout or name the newest counts. The oldest is forgotten where there is too much.</summary>
    [Alias("remember")]
    Task Remember(LedgerMemory added);

    /// <summary>Forgets a layout's columns, or another name; whether it was known.</summary>
    [Alias("forget")]
    Task<bool> Forget(string key);
}

/// <summary>What a plan's ledgers were read by after a person put it right: columns by layout, and other names of units.</summary>
[GenerateSerializer, Immutable, Alias("ledger-memory")]
public sealed record LedgerMemory
{
    /// <summary>The oldest first.</summary>
    [Id(0)] public IReadOnlyList<RememberedColumns> Columns { get; init; } = [];

    /// <summary>The oldest first.</summary>
    [Id(1)] public IReadOnlyList<RememberedName> Names { get; init; } = [];
}

/// <summary>How the columns of one layout are read.</summary>
[GenerateSerializer, Immutable, Alias("remembered-columns")]
public sealed record RememberedColumns
{
    /// <summary>Of the layout: made of all its headings, hexadecimal.</summary>
    [Id(0)] public required string Layout { get; init; }

    /// <summary>Letter of a column, with its sheet before it where there are several → field; only what a person changed.</summary>
    [Id(1)] public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>The file it was said of, for people.</summary>
    [Id(2)] public required string File { get; init; }
    [Id(3)] public required string By { get; init; }
    [Id(4)] public required DateTimeOffset At { get; init; }
}

/// <summary>Another name a unit goes by in ledgers.</summary>
[GenerateSerializer, Immutable, Alias("remembered-name")]
public sealed record RememberedName
{
    /// <summary>As it is written.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The unit's id. Where the plan has no such unit any more, the name is asked about again.</summary>
    [Id(1)] public required string Unit { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}

[GenerateSerializer, Alias("ledger-status")]
public enum LedgerStatus
{
    /// <summary>已预览：nothing is taken in.</summary>
    Previewed = 1,

    /// <summary>写入中：it is being taken in.</summary>
    Taking = 2,

    /// <summary>已写入.</summary>
    Taken = 3,
}

/// <summary>One file of a ledger.</summary>
[GenerateSerializer, Immutable, Alias("ledger-file")]
public sealed record LedgerFile
{
    /// <summary>As it was called where it came from.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    [Id(1)] public required string Sha256 { get; init; }
}

/// <summary>A ledger that was brought.</summary>
[GenerateSerializer, Immutable, Alias("ledger-record")]
public sealed record LedgerRecord
{
    [Id(0)] public required string By { get; init; }

    /// <summary>The person it was done for, where a substitute did it.</summary>
    [Id(1)] public string? OnBehalfOf { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>The plan or draft it is read into; <see langword="null"/>: one that is not there yet.</summary>
    [Id(3)] public string? Plan { get; init; }
    [Id(4)] public required IReadOnlyList<LedgerFile> Files { get; init; }

    /// <summary>What was said beside the files, as JSON: columns put right, the units and leaders of a plan that is not there yet.</summary>
    [Id(5)] public string? Options { get; init; }
    [Id(6)] public LedgerStatus Status { get; init; } = LedgerStatus.Previewed;

    /// <summary>How it is, or was, taken in.</summary>
    [Id(7)] public LedgerTaking? Taking { get; init; }

    /// <summary>Reports that were accepted.</summary>
    [Id(8)] public int Accepted { get; init; }

    /// <summary>Reports that were refused after all, because the measure had moved on.</summary>
    [Id(9)] public IReadOnlyList<LedgerRefusal> Refused { get; init; } = [];
}

/// <summary>What is taken in of a ledger, and by whom.</summary>
[GenerateSerializer, Immutable, Alias("ledger-taking")]
public sealed record LedgerTaking
{
    [Id(0)] public required Actor Actor { get; init; }

    /// <summary>The command's id: the same again under it is the same command.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>SHA-256 of what was said with the command, hexadecimal.</summary>
    [Id(2)] public required string Body { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>The first reports, each of one unit on one measure; none where the plan itself was brought in or amended.</summary>
    [Id(4)] public IReadOnlyList<LedgerReport> Reports { get; init; } = [];

    /// <summary>Rows that say what was known already.</summary>
    [Id(5)] public int Unchanged { get; init; }

    /// <summary>The draft that was brought or changed.</summary>
    [Id(6)] public string? Draft { get; init; }

    /// <summary>The number of the amendment that was proposed or put in force.</summary>
    [Id(7)] public int? Amendment { get; init; }

    /// <summary>The plan that was brought in as approved and is in force.</summary>
    [Id(8)] public string? Imported { get; init; }

    /// <summary>Where the further reports are kept, page by page.</summary>
    [Id(9)] public Guid Batch { get; init; }

    /// <summary>Pages of further reports.</summary>
    [Id(10)] public int Pages { get; init; }

    /// <summary>All reports; 0 in what was kept before there were pages.</summary>
    [Id(11)] public int Count { get; init; }
}

/// <summary>One row of a ledger as the report it makes.</summary>
[GenerateSerializer, Immutable, Alias("ledger-report")]
public sealed record LedgerReport
{
    [Id(0)] public required int Measure { get; init; }

    /// <summary>The command's id, made of the file's hash, its sheet and its row: the row is found again from the trail.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>Where it stands, for people: <c>sheet!A7</c>.</summary>
    [Id(2)] public required string Cell { get; init; }
    [Id(3)] public required ReportProgress Report { get; init; }
}

/// <summary>A row that was not accepted.</summary>
[GenerateSerializer, Immutable, Alias("ledger-refusal")]
public sealed record LedgerRefusal
{
    [Id(0)] public required int Measure { get; init; }
    [Id(1)] public required string Cell { get; init; }
    [Id(2)] public required Refusal Refusal { get; init; }
}
