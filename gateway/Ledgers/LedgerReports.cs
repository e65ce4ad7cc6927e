using System.Globalization;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Documents.Ledgers.Out;
using Rectification.Ledgers;
using Rectification.Measures;

namespace Rectification.Gateway.Ledgers;

/// <summary>What the units' sheets report, weighed beside what the product has; nothing is sent.</summary>
internal sealed record WeighedReports
{
    public IReadOnlyList<LedgerReport> Reports { get; init; } = [];
    public int Unchanged { get; init; }

    /// <summary>Rows of which it has to be said first whose they are, or what of.</summary>
    public int Open { get; init; }
    public IReadOnlyList<LedgerRefusal> Conflicts { get; init; } = [];
}

/// <summary>
/// Makes reports（填报）of the rows of units' sheets. A row that says what is known already makes none; a row that says something and no percent is a report
/// at the percent there is.
/// </summary>
internal sealed class LedgerReports
{
    private static readonly Refusal ReportedMeanwhile = Refusal.Conflict(
        "ledger.reported-meanwhile", "填报表下载之后，该措施已有新的填报；请下载新的填报表，或删去这一行。",
        "The measure was reported on after the sheet was made; take a new sheet, or leave the row out.");

    private static readonly Refusal SheetOfNobody = Refusal.Invalid(
        "ledger.sheet-unit-unknown", "看不出是哪个单位的填报表；请在表头上方写明“填报单位：…”。",
        "The sheet does not say whose it is: write the unit above the headings.");

    private static readonly Refusal NotTheUnits = Refusal.Invalid(
        "ledger.row-not-the-units", "该单位没有这条措施的任务。", "The unit has no part in a measure of this number.");

    private static readonly Refusal ReportedTwice = Refusal.Conflict(
        LedgerCodes.NumberRepeated, "同一单位的同一措施填了两次；请只留一行。", "The unit's part in this measure is filled in twice; leave one row.");

    /// <summary>As a report takes it; weighed here, so that it is told before anything is sent.</summary>
    private const int LongestNote = 2_000;

    private readonly List<LedgerReport> _reports = [];
    private readonly List<LedgerRefusal> _conflicts = [];
    private readonly Dictionary<(string Unit, int Measure), string> _rows = [];
    private readonly bool _acceptOlder;
    private int _unchanged;
    private int _open;

    private LedgerReports(bool acceptOlder) => _acceptOlder = acceptOlder;

    public static async Task<WeighedReports> Weigh(
        IGrainFactory grains, LedgerPlace place, string plan, IReadOnlyList<ReadFile> files, bool acceptOlder)
    {
        var weighed = new LedgerReports(acceptOlder);
        foreach (var file in files.Where(file => file.Reading is not null))
        {
            if (file.Reading!.Units is not null)
            {
                await weighed.OfUnits(grains, place, plan, file, files.Count > 1);
                continue;
            }

            if (place.Target.Unit(file.Reading.Unit) is not { } unit)
            {
                weighed._conflicts.Add(new() { Measure = 0, Cell = Cell(file, files.Count > 1, 1), Refusal = SheetOfNobody });
                continue;
            }

            var isKnown = await grains.GetGrain<ILedgerBookGrain>(plan).Knows(file.Sha256);
            var known = await place.Shares!.Of(unit);
            var stamp = file.Stamp is { IsUnit: true } of && of.Plan == plan && of.Unit == unit ? of : null;
            foreach (var row in file.Reading.Measures)
            {
                var cell = Cell(file, files.Count > 1, row.Row);
                if (known.TryGetValue(row.No, out var share))
                {
                    weighed.Row(row, unit, share, isKnown, stamp, cell, file.IsPart ? $"ledger:{file.Sha256}:{unit}" : $"ledger:{file.Sha256}");
                }
                else
                {
                    weighed._conflicts.Add(new() { Measure = row.No, Cell = cell, Refusal = NotTheUnits });
                }
            }
        }

        return new() { Reports = weighed._reports, Unchanged = weighed._unchanged, Open = weighed._open, Conflicts = weighed._conflicts };
    }

    /// <summary>How a file is known in the book that has been taken in for one of many units: another account may have taken only its own rows.</summary>
    public static string FileOfUnit(string sha256, string unit) => $"{sha256}:{unit}";

    /// <summary>The rows of many units, each beside what the product has of its own; whose or what of a row is open, is asked where it was read.</summary>
    private async Task OfUnits(IGrainFactory grains, LedgerPlace place, string plan, ReadFile file, bool several)
    {
        var book = grains.GetGrain<ILedgerBookGrain>(plan);
        var sheets = file.Reading!.OtherSheets.Select(sheet => sheet.Sheet).Prepend(file.Reading.Sheet).ToList();
        foreach (var rows in file.Reading!.Measures.GroupBy(row => place.Target.Unit(row.Unit)))
        {
            if (rows.Key is not { } unit)
            {
                _open += rows.Count();
                continue;
            }

            var isKnown = await book.Knows(FileOfUnit(file.Sha256, unit));
            var known = await place.Shares!.Of(unit);
            foreach (var row in rows)
            {
                if (known.TryGetValue(row.No, out var share))
                {
                    Row(row, unit, share, isKnown, stamp: null, Cell(file, several, row.Row, row.Source.Sheet), string.Create(
                        CultureInfo.InvariantCulture, $"ledger:{file.Sha256}:{unit}:{Math.Max(0, sheets.IndexOf(row.Source.Sheet))}"));
                }
                else
                {
                    _open++;
                }
            }
        }
    }

    private void Row(LedgerMeasure row, string unit, KnownShare share, bool isKnown, LedgerStamp? stamp, string cell, string id)
    {
        var note = UnitNote.Of(row);
        var rowId = string.Create(CultureInfo.InvariantCulture, $"{id}:{row.Row}");
        var percent = row.ProgressPercent ?? share.Percent;
        var given = stamp is not null && stamp.Rows.TryGetValue(row.No, out var stamped) ? stamped : (StampedRow?)null;
        var (filled, wrong) = UnitQuantities.Of(row, share.Quantities);
        var order = share.Quantities.ToList();
        var counted = filled.Where(own => own.Value != own.Quantity.Of(share.Counted!) && own.Value != given?.Quantity(order.IndexOf(own.Quantity))).ToList();
        var quantity = counted.Where(own => own.Quantity.Name is null).Select(own => (decimal?)own.Value).FirstOrDefault();
        var isSilent = note.Length == 0 && counted.Count == 0 && wrong is null;
        if (isKnown || (_acceptOlder && (percent < share.Percent || quantity < share.Quantity))
            || (isSilent && (percent == share.Percent || percent == given?.Percent)))
        {
            _unchanged++;
        }
        else if ((!_acceptOlder && share.Reports > given?.Reports ? ReportedMeanwhile
            : wrong ?? share.Refusal ?? (percent < share.Percent ? MeasureRefusals.PercentFalls
                : quantity < share.Quantity ? MeasureRefusals.QuantityFalls
                : note.Length > LongestNote ? MeasureRefusals.NoteTooLong : null)) is { } no)
        {
            _conflicts.Add(new() { Measure = row.No, Cell = cell, Refusal = no });
        }
        else if (_rows.TryGetValue((unit, row.No), out var first))
        {
            // The same file once more is the same row.
            _unchanged += first == rowId ? 1 : 0;
            _conflicts.AddRange(first == rowId ? [] : [new() { Measure = row.No, Cell = cell, Refusal = ReportedTwice }]);
        }
        else
        {
            _rows.Add((unit, row.No), rowId);
            _reports.Add(new()
            {
                Measure = row.No,
                Id = rowId,
                Cell = cell,
                Report = new() { Unit = unit, Percent = percent, Note = note, Quantity = quantity, Metrics = Metrics(counted) },
            });
        }
    }

    private static Dictionary<string, decimal>? Metrics(IEnumerable<(CountedQuantity Quantity, decimal Value)> counted) =>
        counted.Where(own => own.Quantity.Name is not null).ToDictionary(own => own.Quantity.Name!, own => own.Value, StringComparer.Ordinal)
            is { Count: > 0 } metrics ? metrics : null;

    private static string Cell(ReadFile file, bool several, int row, string? sheet = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(several ? $"{file.Name} " : "")}{(file.Reading!.OtherSheets.Count > 0 ? sheet ?? file.Reading.Sheet : file.Reading.Sheet)}!A{row}");
}
