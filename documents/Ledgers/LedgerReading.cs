using System.Text.Json.Serialization;

namespace Rectification.Documents.Ledgers;

/// <summary>What a ledger says: read, and nothing written yet. Written as JSON with small first letters it is what the API answers.</summary>
public record LedgerReading
{
    public required string File { get; init; }

    /// <summary>The nearest of the known layouts (<c>L1</c> to <c>L21</c>, <c>unit sheet</c>, <c>units sheet</c>), <c>other</c> when none is near.</summary>
    public required string Layout { get; init; }

    /// <summary><c>plan</c>: brings in a plan; <c>progress</c>: a unit's sheet, or one of many units, against a plan that is there.</summary>
    public required string Kind { get; init; }

    /// <summary>The first sheet that was read.</summary>
    public required string Sheet { get; init; }

    /// <summary>Column letter → field.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>The same with headings and examples, to be shown and changed.</summary>
    public required IReadOnlyList<LedgerColumn> ColumnDetails { get; init; }

    public required IReadOnlyList<int> HeaderRows { get; init; }

    public required int RowsRead { get; init; }

    public required IReadOnlyList<int> DataRows { get; init; }

    /// <summary>With <see cref="HeaderRows"/> and <see cref="DataRows"/> every row, once.</summary>
    public required IReadOnlyList<SkippedRow> RowsSkipped { get; init; }

    public IReadOnlyList<LedgerSheet> OtherSheets { get; init; } = [];

    public IReadOnlyList<SheetNotRead> SheetsNotRead { get; init; } = [];

    /// <summary>What a plan needs and no column holds: asked once, never guessed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Of a list that could be a plan as well as the progress of many units: how it was read, and why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LedgerChoice? ReadAs { get; init; }

    /// <summary>Of a sheet with the progress of many units: which it has rows of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>Of a unit's sheet: whose it is; <see langword="null"/> when it does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    /// <summary>Of a unit's sheet: as of which day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }

    public required IReadOnlyList<LedgerProblem> Problems { get; init; }

    public required IReadOnlyList<LedgerMeasure> Measures { get; init; }

    public required IReadOnlyList<LedgerFinding> Warnings { get; init; }

    /// <summary>Any of them blocks the import: all or nothing.</summary>
    public required IReadOnlyList<LedgerFinding> Errors { get; init; }
}

/// <summary>A further sheet of the same workbook.</summary>
public sealed record LedgerSheet(
    string Sheet,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyList<LedgerColumn> ColumnDetails,
    IReadOnlyList<int> HeaderRows,
    int RowsRead,
    IReadOnlyList<int> DataRows,
    IReadOnlyList<SkippedRow> RowsSkipped);

/// <summary>A row that holds no measure or problem.</summary>
/// <param name="Row">1 is the first of the sheet.</param>
/// <param name="Why">title, note, blank, totals, subtotal, repeated-header, category heading, problem heading,
/// unit heading, other unit.</param>
public readonly record struct SkippedRow(int Row, string Why);

/// <summary>A sheet left out.</summary>
/// <param name="Sheet">As on its tab.</param>
/// <param name="Why">hidden, or no list.</param>
public sealed record SheetNotRead(string Sheet, string Why);

/// <summary>A problem as the ledger names it.</summary>
public sealed class LedgerProblem
{
    public int No { get; set; }

    /// <summary>Without its list mark.</summary>
    public required string Title { get; init; }

    public string? Category { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LeaderTitle { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LeadUnit { get; set; }

    [JsonIgnore]
    internal int? WrittenNo { get; set; }

    [JsonIgnore]
    internal string Number { get; init; } = "";

    [JsonIgnore]
    internal string? Sheet { get; init; }

    /// <summary>Where it stands first: for what is told about it.</summary>
    [JsonIgnore]
    internal string Cell => LedgerColumn.Letters(Column) + Row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [JsonIgnore]
    internal int Column { get; init; } = 1;

    /// <summary>The problem before it with the same title.</summary>
    [JsonIgnore]
    internal LedgerProblem? SameTitle { get; set; }

    [JsonIgnore]
    internal string? LeaderCell { get; set; }

    [JsonIgnore]
    internal bool HasMeasure { get; set; }

    /// <summary>Where it stands first; of a list of problems the columns of that list.</summary>
    [JsonIgnore]
    public LedgerSource Source { get; init; } = LedgerSource.None;

    /// <summary>The row it stands in first.</summary>
    [JsonIgnore]
    public int Row { get; init; }
}

/// <summary>A measure as its row has it. A hundred thousand of them are held at once: what few ledgers have takes room only where it is.</summary>
public sealed class LedgerMeasure
{
    private object?[] kept = [];
    private KeptHeadings headings = KeptHeadings.None;
    private Scarce? scarce;

    /// <summary>The sheet's number, or the running order.</summary>
    public int No { get; set; }

    /// <summary>The number of its problem.</summary>
    public int? Problem => Of?.No;

    /// <summary>As written without its list mark; inner line breaks as <c>\n</c>.</summary>
    public string Text { get; init; } = "";

    public string? LeadUnit { get; set; }

    /// <summary>In the order written.</summary>
    public IReadOnlyList<string> SupportingUnits { get; set; } = [];

    public string? LeaderTitle { get; init; }

    public DateOnly? Deadline { get; init; }

    /// <summary>Goes on after it is done （长期坚持）.</summary>
    public bool LongTerm { get; init; }

    /// <summary>As shown; it goes out again unchanged.</summary>
    public string? DeadlineText { get; set; }

    /// <summary>0 to 100 as reported; never a sign-off.</summary>
    public int? ProgressPercent { get; init; }

    public string? StateText { get; init; }

    /// <summary>Heading → value as text, as a number, or as an ISO day.</summary>
    public LedgerValueDictionary Extra => new(headings.Extra, kept, 0, withNulls: false);

    /// <summary>Heading → yuan, exact.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LedgerValueDictionary? Money => headings.Money.Length == 0 ? null : new(headings.Money, kept, headings.Extra.Length, withNulls: true);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProgressText { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TargetText { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ActualDate
    {
        get => scarce?.ActualDate;
        init => Scarcely(value is null)?.ActualDate = value;
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Start
    {
        get => scarce?.Start;
        init => Scarcely(value is null)?.Start = value;
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Result
    {
        get => scarce?.Result;
        init => Scarcely(value is null)?.Result = value;
    }

    /// <summary>Supporting unit → percent, where one cell says so of each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int?>? UnitProgress
    {
        get => scarce?.UnitProgress;
        init => Scarcely(value is null)?.UnitProgress = value;
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Institution
    {
        get => scarce?.Institution;
        init => Scarcely(value is null)?.Institution = value;
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cadence
    {
        get => scarce?.Cadence;
        init => Scarcely(value is null)?.Cadence = value;
    }

    /// <summary>The sheet's number when it is no plain number: <c>YH-001</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code
    {
        get => scarce?.Code;
        init => Scarcely(value is null)?.Code = value;
    }

    /// <summary>Of a sheet with the progress of many units: whose row it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit
    {
        get => scarce?.Unit;
        init => Scarcely(value is null)?.Unit = value;
    }

    /// <summary>Of a unit's sheet: the deadline of the plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? DeadlineOfPlan
    {
        get => scarce?.DeadlineOfPlan;
        init => Scarcely(value is null)?.DeadlineOfPlan = value;
    }

    /// <summary>Where it stands.</summary>
    public int Row { get; init; }

    /// <summary>The sheet it stands in.</summary>
    [JsonIgnore]
    public LedgerSource Source { get; init; } = LedgerSource.None;

    /// <summary>Whether the ledger says who supports it: a column of its own sheet does, or a list of duties（责任清单）.</summary>
    [JsonIgnore]
    public bool StatesSupporting => IsInDuties || Source.States(LedgerFields.SupportingUnits);

    /// <summary>Headings of the columns that are kept as they are in which its row has nothing; none where something could not be read.</summary>
    [JsonIgnore]
    public IEnumerable<string> BlankColumns => HasUnread ? []
        : Extra.Blank.Concat(Money?.Blank ?? []).Where(heading => heading != PersonHeading || Source.States(LedgerFields.Person));

    [JsonIgnore]
    internal bool IsInDuties { get; set; }

    /// <summary>Whether a cell of a column that is kept holds something that was not read.</summary>
    [JsonIgnore]
    internal bool HasUnread { get; init; }

    /// <summary>The heading under which a person is kept who stands in a cell beside the unit.</summary>
    internal const string PersonHeading = "责任人";

    [JsonIgnore]
    internal LedgerProblem? Of { get; set; }

    [JsonIgnore]
    internal int? WrittenNo { get; init; }

    /// <summary>The values of the columns that are kept: those of the headings of <see cref="Extra"/> and then of <see cref="Money"/>.</summary>
    internal void Keep(KeptHeadings of, object?[] values) => (headings, kept) = (of, values);

    /// <summary>What another list says of it is kept with it; where both have a heading, its own.</summary>
    internal void KeepToo(LedgerValueDictionary others)
    {
        var (keys, values) = Extra.With(others);
        kept = [.. values, .. kept.AsSpan(headings.Extra.Length)];
        headings = headings with { Extra = keys };
    }

    private Scarce? Scarcely(bool isNothing) => isNothing ? scarce : scarce ??= new();

    private sealed class Scarce
    {
        public DateOnly? ActualDate { get; set; }

        public DateOnly? Start { get; set; }

        public string? Result { get; set; }

        public IReadOnlyDictionary<string, int?>? UnitProgress { get; set; }

        public string? Institution { get; set; }

        public string? Cadence { get; set; }

        public string? Code { get; set; }

        public string? Unit { get; set; }

        public DateOnly? DeadlineOfPlan { get; set; }
    }
}

/// <summary>The headings under which all rows of a sheet keep values.</summary>
internal sealed record KeptHeadings(string[] Extra, string[] Money)
{
    public static KeptHeadings None { get; } = new([], []);
}
