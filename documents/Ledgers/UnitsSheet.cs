using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>
/// One sheet with the progress of many units: a row for each measure, and a column or a line over the rows that names the unit. Whether a list is that or
/// a plan, both of which have units and progress, is decided here.
/// </summary>
internal static class UnitsSheet
{
    private const double MostlyUnits = 0.5;

    /// <summary>The workbook read as progress, and how it is to be read; <see langword="null"/>: it can only be a plan.</summary>
    public static (LedgerReading Reading, LedgerChoice Choice)? Read(
        IWorkbook workbook, string fileName, LedgerRules rules, LedgerKnown known, IReadOnlyDictionary<string, string>? mapping)
    {
        var isSaid = known.As == LedgerKinds.Progress;
        var (all, notRead, hidden) = LedgerReader.Scans(workbook);
        var lists = all.FindAll(scan => Maps(scan, rules, mapping));
        if (lists.Count == 0 || (!isSaid && lists.Count < all.Count))
        {
            return isSaid ? (Nothing(fileName, all, notRead), LedgerChoice.Of("said", 0, 0, LedgerKinds.Progress)) : null;
        }

        notRead.AddRange(all.Except(lists).Select(scan => new SheetNotRead(scan.Sheet.Name, "no progress")));
        lists.ForEach(scan => scan.Settle(oneOfSeveral: lists.Count > 1));
        var asOf = lists.Select(scan => new UnitSheets(scan, rules, fileName).AsOf()).FirstOrDefault(day => day is not null);
        UnitsRun units = new(known) { AsOf = asOf?.Day };
        LedgerRun run = new(rules, unitSheet: true, unit: null, units);
        var sheets = LedgerReader.Sheets(run, lists, hidden);
        if (!isSaid && !run.Measures.Exists(row => row.Unit is not null) && !lists.Exists(HasUnits))
        {
            return null;
        }

        var choice = Choose(lists, rules, known, units, fileName);
        var order = notRead.OrderBy(sheet => LedgerReader.Order(workbook, sheet.Sheet)).ToList();
        return (LedgerReader.Reading(run, fileName, sheets, order, asOf?.Day) with { ReadAs = choice }, choice);
    }

    private static LedgerChoice Choose(List<SheetScan> lists, LedgerRules rules, LedgerKnown known, UnitsRun units, string fileName)
    {
        bool States(string field) => lists.Exists(scan => scan.Columns.Any(column => LedgerFields.Has(column.Field, field)));
        var why = known.As is not null ? "said"
            : known.Own is not null ? "own-rows"
            : rules.Stamp is { IsUnit: false } ? "own-file"
            : units.Found == 0 ? "no-match"
            : !States(LedgerFields.Deadline) ? "no-deadline"
            : lists.Exists(scan => new UnitSheets(scan, rules, fileName).IsPeriodic()) ? "periodic"
            : units.Differing.Count > 0 ? "differs"
            : units.News == 0 ? "nothing-new"
            : "same-plan";
        return LedgerChoice.Of(why, units.Differing.Count, units.Telling, known.As);
    }

    /// <summary>Says what the columns are when every row is a unit's; whether there are units, something a measure is found by, and progress.</summary>
    public static bool Maps(SheetScan scan, LedgerRules rules, IReadOnlyDictionary<string, string>? mapping)
    {
        ColumnMapper mapper = new(scan.Columns, rules.Context, rules.Directory, rules.Deadlines, rules.From1904);
        mapper.Map(scan.Notes, unitSheet: true, headed: scan.IsHeaded, manyUnits: true);
        LedgerReader.Said(scan, mapping);
        scan.Unclear = [];
        SheetFields fields = new(scan.Columns);
        var areUnits = fields.Units.Exists(unit => scan.Columns[unit.Column - 1].Share(cell => IsUnit(cell, rules)) >= MostlyUnits);
        var isHeaded = scan.IsHeaded || (fields.Measure > 0 && scan.Columns[fields.Measure - 1].Values().Any(cell => rules.Directory.Knows(cell.Text)));
        return (areUnits || isHeaded || HasUnits(scan)) && (fields.Measure > 0 || fields.MeasureNo > 0 || fields.MeasureRef > 0) && scan.Columns.Any(column =>
            (column.Field is LedgerFields.Progress or LedgerFields.ProgressText or LedgerFields.State
                || column.Field.StartsWith(LedgerFields.StateOf, StringComparison.Ordinal) || LedgerFields.Has(column.Field, LedgerFields.UnitProgress))
            && column.Values().Any());
    }

    // 责任单位 with something in it: names that nobody knows are asked.
    private static bool HasUnits(SheetScan scan) => scan.Columns.Any(column =>
        column.Meaning.Heading is Heading.Lead or Heading.Responsible && column.Values().Any()
        && (LedgerFields.Has(column.Field, LedgerFields.LeadUnit) || LedgerFields.Has(column.Field, LedgerFields.SupportingUnits)));

    private static bool IsUnit(SheetCell cell, LedgerRules rules) =>
        rules.Directory.Knows(cell.Text) || rules.Directory.LongestAtStart(Fold.Tight(cell.Text)) is not null;

    private static LedgerReading Nothing(string fileName, List<SheetScan> all, List<SheetNotRead> notRead)
    {
        notRead.AddRange(all.Select(scan => new SheetNotRead(scan.Sheet.Name, "no progress")));
        return new()
        {
            File = Path.GetFileName(fileName),
            Layout = "units sheet",
            Kind = LedgerKinds.Progress,
            Sheet = "",
            Columns = new Dictionary<string, string>(),
            ColumnDetails = [],
            HeaderRows = [],
            RowsRead = 0,
            DataRows = [],
            RowsSkipped = [],
            SheetsNotRead = notRead,
            ReadAs = LedgerChoice.Of("said", 0, 0, LedgerKinds.Progress),
            Units = [],
            Problems = [],
            Measures = [],
            Warnings = [],
            Errors = [LedgerCodes.At($"{(notRead.Count > 0 ? notRead[0].Sheet : "")}!A1", new Remark(LedgerCodes.SheetNoProgress))],
        };
    }
}

/// <summary>What the rows of many units are read by, and what they say beside the plan.</summary>
internal sealed class UnitsRun(LedgerKnown known)
{
    public LedgerKnown Known => known;

    public DateOnly? AsOf { get; init; }

    public MeasureMatch Match { get; } = new(known);

    /// <summary>Rows that say something else of the plan than it has.</summary>
    public HashSet<(string Sheet, int Row)> Differing { get; } = [];

    /// <summary>Rows that are about a measure of the plan.</summary>
    public int Found { get; set; }

    /// <summary>Rows that say how far a unit is.</summary>
    public int Telling { get; set; }

    /// <summary>Of these those that say more than the plan keeps of the ledger it came from.</summary>
    public int News { get; set; }
}
