using System.Globalization;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.Out;
using Rectification.Gateway.Tasks.Pages;
using Rectification.Ledgers;
using Rectification.Measures;

namespace Rectification.Gateway.Ledgers;

/// <summary>What the units' sheets report, weighed beside what the product has; nothing is sent.</summary>
internal sealed record WeighedReports
{
    public IReadOnlyList<LedgerReport> Reports { get; init; } = [];
    public int Unchanged { get; init; }
    public IReadOnlyList<LedgerRefusal> Conflicts { get; init; } = [];
}

/// <summary>Makes reports（填报）of the rows of units' sheets. A row that says what is known already makes none.</summary>
internal static class LedgerReports
{
    public static async Task<WeighedReports> Weigh(
        IGrainFactory grains, LedgerPlace place, string plan, IReadOnlyList<ReadFile> files, Actor actor, bool acceptOlder)
    {
        var (reports, conflicts, unchanged) = (new List<LedgerReport>(), new List<LedgerRefusal>(), 0);
        foreach (var file in files)
        {
            var (name, sha256, reading, _) = file;
            if (reading is null || place.Unit(reading.Unit) is not { } unit)
            {
                continue;
            }

            var isKnown = await grains.GetGrain<ILedgerBookGrain>(plan).Knows(sha256);
            var known = (await TaskReader.Measures(grains, plan, new() { Unit = unit, Reader = actor })).ToDictionary(measure => measure.No);
            var stamp = file.Stamp is { IsUnit: true } of && of.Plan == plan && of.Unit == unit ? of : null;
            foreach (var row in reading.Measures)
            {
                if (!known.TryGetValue(row.No, out var measure) || row.ProgressPercent is not { } percent)
                {
                    unchanged++;
                    continue;
                }

                var cell = string.Create(CultureInfo.InvariantCulture, $"{(files.Count > 1 ? $"{name} " : "")}{reading.Sheet}!A{row.Row}");
                var share = LedgerContexts.Share(measure, unit);
                var note = Note(row);
                if (isKnown || (acceptOlder && percent < share.Percent)
                    || (note.Length == 0 && (percent == share.Percent || percent == Given(stamp, row)?.Percent)))
                {
                    unchanged++;
                }
                else if (!acceptOlder && Given(stamp, row) is { } given && share.Reports > given.Reports)
                {
                    conflicts.Add(new() { Measure = row.No, Cell = cell, Refusal = ReportedMeanwhile });
                }
                else if (share.Allowed?.GetValueOrDefault(MeasureActs.Report) is { } no)
                {
                    conflicts.Add(new() { Measure = row.No, Cell = cell, Refusal = no });
                }
                else if (percent < share.Percent)
                {
                    conflicts.Add(new() { Measure = row.No, Cell = cell, Refusal = MeasureRefusals.PercentFalls });
                }
                else
                {
                    reports.Add(new()
                    {
                        Measure = row.No,
                        Id = string.Create(CultureInfo.InvariantCulture, $"ledger:{sha256}:{row.Row}"),
                        Cell = cell,
                        Report = new() { Unit = unit, Percent = percent, Note = note },
                    });
                }
            }
        }

        return new() { Reports = reports, Unchanged = unchanged, Conflicts = conflicts };
    }

    private static readonly Refusal ReportedMeanwhile = Refusal.Conflict(
        "ledger.reported-meanwhile", "填报表下载之后，该措施已有新的填报；请下载新的填报表，或删去这一行。",
        "The measure was reported on after the sheet was made; take a new sheet, or leave the row out.");

    /// <summary>What stood in the row when the sheet was made: a row that was left as it was says nothing, however old the sheet is.</summary>
    private static StampedRow? Given(LedgerStamp? stamp, LedgerMeasure row) =>
        stamp is not null && stamp.Rows.TryGetValue(row.No, out var given) ? given : null;

    /// <summary>How it goes, and what is in the way.</summary>
    private static string Note(LedgerMeasure row)
    {
        var difficulties = row.Extra.GetValueOrDefault(UnitSheetWriter.Difficulties) as string;
        return string.IsNullOrWhiteSpace(difficulties) || difficulties is "无" or "暂无" ? row.ProgressText ?? ""
            : $"{row.ProgressText}{(row.ProgressText is null ? "" : "\n")}{UnitSheetWriter.Difficulties}：{difficulties}";
    }
}
