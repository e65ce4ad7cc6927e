using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>Reads an opened workbook as a ledger: its lists are found, nothing about them is fixed, and nothing is written anywhere.</summary>
public static partial class LedgerReader
{
    /// <param name="workbook">Opened; stays open.</param>
    /// <param name="fileName">Shown again; unit and day in it are hints only.</param>
    /// <param name="context">The plan it is read into.</param>
    /// <param name="mapping">Changed columns: letter (or <c>sheet!letter</c>) → field, see <see cref="LedgerFields"/>; <see langword="null"/>: as
    /// found.</param>
    /// <exception cref="WorkbookException">A sheet is broken, or holds more than the limits allow.</exception>
    /// <exception cref="ArgumentException">A field of the mapping is none.</exception>
    public static LedgerReading Read(IWorkbook workbook, string fileName, LedgerContext context, IReadOnlyDictionary<string, string>? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        ArgumentNullException.ThrowIfNull(context);
        if (mapping?.Values.FirstOrDefault(field => !LedgerFields.IsField(field)) is { } unknown)
        {
            throw new ArgumentException($"{unknown} is no field.", nameof(mapping));
        }

        LedgerRules rules = new(context) { Stamp = Out.LedgerStamp.Of(workbook.Stamp), From1904 = workbook.CountsFrom1904 };
        var (scans, notRead, hidden) = Scans(workbook);
        var unitSheet = IsUnitSheet(scans, rules, fileName);
        if (!unitSheet && context.Known is { } known && UnitsSheet.Read(workbook, fileName, rules, known, mapping) is { } units)
        {
            if (units.Choice.Kind == LedgerKinds.Progress)
            {
                return units.Reading;
            }

            return ReadPlan(workbook, rules, fileName, unitSheet: false, mapping, scans, notRead, hidden) with { ReadAs = units.Choice };
        }

        return ReadPlan(workbook, rules, fileName, unitSheet, mapping, scans, notRead, hidden);
    }

    private static LedgerReading ReadPlan(
        IWorkbook workbook, LedgerRules rules, string fileName, bool unitSheet, IReadOnlyDictionary<string, string>? mapping,
        List<SheetScan> scans, List<SheetNotRead> notRead, List<string> hidden)
    {
        foreach (var scan in scans.ToList())
        {
            if (!Map(scan, rules, unitSheet, mapping))
            {
                scans.Remove(scan);
                notRead.Add(new SheetNotRead(scan.Sheet.Name, "no list"));
            }
        }

        OnlyOneList(scans, mapping);
        scans.ForEach(scan => scan.Settle(oneOfSeveral: scans.Count > 1));
        return Read(scans, rules, fileName, unitSheet, [.. notRead.OrderBy(sheet => Order(workbook, sheet.Sheet))], hidden);
    }

    /// <summary>The lists of a workbook, and the sheets that are none.</summary>
    internal static (List<SheetScan> Scans, List<SheetNotRead> NotRead, List<string> Hidden) Scans(IWorkbook workbook)
    {
        List<SheetScan> scans = [];
        List<SheetNotRead> notRead = [];
        List<string> hidden = [];
        foreach (var sheet in workbook.Sheets)
        {
            if (sheet.Hidden)
            {
                notRead.Add(new SheetNotRead(sheet.Name, "hidden"));
                hidden.Add(sheet.Name);
            }
            else if (SheetScan.Of(sheet) is { } scan)
            {
                scans.Add(scan);
            }
            else if (sheet.Rows().Any(row => row.Cells.Any(cell => !LedgerText.IsBlank(cell.Text))))
            {
                notRead.Add(new SheetNotRead(sheet.Name, "no list"));
            }
        }

        return (scans, notRead, hidden);
    }

    /// <summary>
    /// A workbook in which each sheet is another unit's progress, as so many workbooks with the sheets' names behind the file's; every other one as it is.
    /// </summary>
    /// <param name="workbook">Opened; stays open, and is what the parts read.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="context">The plan whose units they are.</param>
    public static IReadOnlyList<(string Name, IWorkbook Workbook)> ByUnit(IWorkbook workbook, string fileName, LedgerContext context)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        LedgerRules rules = new(context);
        var lists = workbook.Sheets.Where(sheet => !sheet.Hidden).Select(SheetScan.Of).OfType<SheetScan>().ToList();
        var units = lists.ConvertAll(scan => IsOfUnit(scan, rules, "") ? new UnitSheets(scan, rules, "").Unit() : null);
        return lists.Count > 1 && !units.Contains(null) && units.Distinct().Count() == units.Count
            ? lists.ConvertAll(scan => ($"{fileName} {scan.Sheet.Name}", (IWorkbook)new OneSheet(workbook, scan.Sheet)))
            : [(fileName, workbook)];
    }

    /// <summary>
    /// Whether a workbook has a list with units and progress, which may be a plan or the progress of many units: then it is read with
    /// <see cref="LedgerContext.Known"/>.
    /// </summary>
    /// <param name="workbook">Opened; stays open.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="context">The plan in force.</param>
    /// <param name="mapping">As <see cref="Read(IWorkbook, string, LedgerContext, IReadOnlyDictionary{string, string}?)"/> takes it.</param>
    public static bool MayBeOfUnits(
        IWorkbook workbook, string fileName, LedgerContext context, IReadOnlyDictionary<string, string>? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        LedgerRules rules = new(context) { Stamp = Out.LedgerStamp.Of(workbook.Stamp), From1904 = workbook.CountsFrom1904 };
        var (scans, _, _) = Scans(workbook);
        return !IsUnitSheet(scans, rules, fileName) && scans.Exists(scan => UnitsSheet.Maps(scan, rules, mapping));
    }

    private sealed class OneSheet(IWorkbook of, ISheet sheet) : IWorkbook
    {
        public IReadOnlyList<ISheet> Sheets { get; } = [sheet];

        public bool CountsFrom1904 => of.CountsFrom1904;

        /// <summary>Whoever opened the whole closes it.</summary>
        public void Dispose()
        {
        }
    }

    internal static int Order(IWorkbook workbook, string name) => workbook.Sheets.Select((sheet, index) => (sheet, index)).First(pair =>
        pair.sheet.Name == name).index;

    private static bool IsUnitSheet(List<SheetScan> scans, LedgerRules rules, string fileName)
    {
        if (rules.Context.Before is not null || (rules.Stamp is { IsUnit: true } && scans.Count == 1))
        {
            return true;
        }

        return scans.Count == 1 && IsOfUnit(scans[0], rules, fileName);
    }

    private static bool IsOfUnit(SheetScan scan, LedgerRules rules, string fileName)
    {
        UnitSheets sheet = new(scan, rules, fileName);
        if (!sheet.NamesUnit() || sheet.IsOfOthers())
        {
            return false;
        }

        // A problem beside the measure makes it a plan, but for a weekly sheet that says no more of the plan than that.
        var words = scan.Columns.Select(column => column.Meaning).ToList();
        var repeats = sheet.IsPeriodic() && !words.Exists(word => word.Heading is Heading.Deadline or Heading.Lead or Heading.Responsible);
        return words.Exists(word => word.Heading is Heading.Number or Heading.MeasureNo) && words.Exists(word => word.Heading == Heading.Measure) &&
            words.Exists(word => word.Heading is Heading.Progress or Heading.Situation or Heading.State) && (repeats ||
                !words.Exists(word => word is { Heading: Heading.Problem, Rank: > 1 }));
    }

    // A 责任清单 that repeats the measures' texts is no second list of measures: it has their numbers, and no deadlines.
    private static void OnlyOneList(List<SheetScan> scans, IReadOnlyDictionary<string, string>? mapping)
    {
        static LedgerColumn? Of(SheetScan scan, string field) => scan.Columns.FirstOrDefault(column => LedgerFields.Has(column.Field, field));
        var main = scans.Find(scan => Of(scan, LedgerFields.Measure) is not null && Of(scan, LedgerFields.MeasureNo) is not null && Of(scan,
            LedgerFields.Deadline) is not null);
        foreach (var scan in main is null || mapping is not null ? [] : scans.Where(scan => scan != main))
        {
            if (Of(scan, LedgerFields.Measure) is { } text && Of(scan, LedgerFields.MeasureNo) is { } number && Of(scan,
                LedgerFields.Deadline) is null && Of(scan, LedgerFields.Problem) is null)
            {
                text.Field = LedgerFields.Extra;
                number.Field = LedgerFields.MeasureRef;
            }
        }
    }

    [GeneratedRegex("\u8D23\u4EFB\u6E05\u5355|\u8D23\u4EFB\u5206\u89E3|\u8D23\u4EFB\u5206\u5DE5")]
    private static partial Regex Duties();

    private static bool Map(SheetScan scan, LedgerRules rules, bool unitSheet, IReadOnlyDictionary<string, string>? mapping)
    {
        ColumnMapper mapper = new(scan.Columns, rules.Context, rules.Directory, rules.Deadlines, rules.From1904);
        mapper.Map(scan.Notes, unitSheet, Duties().IsMatch(scan.Sheet.Name) && scan.Columns.Any(column =>
            column.Meaning.Heading is Heading.Responsible or Heading.Lead), scan.IsHeaded);
        var isOwn = rules.Stamp is { IsUnit: false } && Out.OwnColumns.Apply(scan.Sheet.Name, scan.Columns);
        Said(scan, mapping);
        scan.Unclear = mapping is null && !isOwn ? mapper.Unclear : [];
        return scan.Columns.Any(column => column.Field is LedgerFields.Measure or LedgerFields.Problem or LedgerFields.MeasureRef);
    }

    /// <summary>Columns as a person said they are.</summary>
    internal static void Said(SheetScan scan, IReadOnlyDictionary<string, string>? mapping)
    {
        foreach (var column in scan.Columns)
        {
            if (mapping is not null && (mapping.TryGetValue($"{scan.Sheet.Name}!{column.Letter}", out var field) ||
                mapping.TryGetValue(column.Letter, out field)))
            {
                column.Field = field;
            }
        }
    }

    private static LedgerReading Read(
        List<SheetScan> scans, LedgerRules rules, string fileName, bool unitSheet, IReadOnlyList<SheetNotRead> notRead, List<string> hidden)
    {
        var unitOf = unitSheet && scans.Count > 0 ? new UnitSheets(scans[0], rules, fileName) : null;
        LedgerRun run = new(rules, unitSheet, rules.Context.Before?.Unit ?? unitOf?.Unit());
        var sheets = Sheets(run, scans, hidden);
        var asOf = unitOf?.AsOf();
        if (asOf is { } sheetOf && rules.Context.Before?.LastTakenIn is { } last && sheetOf.Day < last)
        {
            run.Findings.Tell(scans[0].Sheet.Name, sheetOf.Cell, new Remark(LedgerCodes.SheetOlder));
        }

        return Reading(run, fileName, sheets, notRead, asOf?.Day);
    }

    /// <summary>Reads every list, and links what they say of each other.</summary>
    internal static List<LedgerSheet> Sheets(LedgerRun run, List<SheetScan> scans, List<string> hidden)
    {
        hidden.ForEach(sheet => run.Findings.TellOfSheet(sheet, LedgerCodes.SheetHidden));
        List<LedgerSheet> sheets = [];
        foreach (var scan in scans)
        {
            foreach (var column in scan.Columns.Where(column => column.Hidden && column.Leaf.Length > 0))
            {
                run.Findings.Tell(scan.Sheet.Name, column.Index, scan.Header.Rows[0], LedgerCodes.ColumnHidden);
            }

            foreach (var column in scan.Unclear)
            {
                run.Findings.Tell(scan.Sheet.Name, column.Index, scan.Header.Rows[^1], LedgerCodes.ColumnUnclear);
            }

            SheetFields fields = new(scan.Columns);
            sheets.Add(new SheetReader(scan, fields, new RowReader(run, scan, fields), run.Findings).Read());
        }

        ListLinks.Link(run);
        return sheets;
    }

    internal static LedgerReading Reading(LedgerRun run, string fileName, List<LedgerSheet> sheets, IReadOnlyList<SheetNotRead> notRead, DateOnly? asOf)
    {
        if (sheets.Count == 0)
        {
            run.Findings.TellOfSheet(notRead.Count > 0 ? notRead[0].Sheet : "", LedgerCodes.SheetNoList);
            sheets.Add(new LedgerSheet("", new Dictionary<string, string>(), [], [], 0, [], []));
        }

        var first = sheets[0];
        var fields = sheets.SelectMany(sheet => sheet.ColumnDetails).Select(column => column.Field).ToList();
        var isCsv = Path.GetExtension(fileName).ToLowerInvariant() is ".csv" or ".txt" or ".tsv";
        return new LedgerReading
        {
            File = Path.GetFileName(fileName),
            Layout = run.Units is not null ? "units sheet" : run.UnitSheet ? "unit sheet"
                : LayoutNames.Nearest(sheets.SelectMany(sheet => sheet.ColumnDetails)),
            Kind = run.UnitSheet ? LedgerKinds.Progress : LedgerKinds.Plan,
            Sheet = isCsv ? "csv" : first.Sheet,
            Columns = first.Columns,
            ColumnDetails = first.ColumnDetails,
            HeaderRows = first.HeaderRows,
            RowsRead = first.RowsRead,
            DataRows = first.DataRows,
            RowsSkipped = first.RowsSkipped,
            OtherSheets = sheets[1..],
            SheetsNotRead = notRead,
            Missing = run.UnitSheet ? [] : [.. LedgerFields.Needed.Where(needed => !fields.Exists(field => Holds(field, needed)))],
            Units = run.Units is null ? null : [.. run.Measures.Select(row => row.Unit).OfType<string>().Distinct()],
            Unit = run.UnitSheet ? run.Unit : null,
            AsOf = asOf,
            Problems = run.Problems,
            Measures = run.Measures,
            Warnings = run.Findings.Of(errors: false, withSheet: sheets.Count > 1),
            Errors = run.Findings.Of(errors: true, withSheet: sheets.Count > 1)
        };
    }

    private static bool Holds(string field, string needed) =>
        LedgerFields.Has(field, needed) || needed == LedgerFields.Leader && field == LedgerFields.ProblemLeader || needed == LedgerFields.LeadUnit &&
            field == LedgerFields.ProblemLeadUnit;
}
