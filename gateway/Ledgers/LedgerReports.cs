using System.Globalization;
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
        foreach (var (name, sha256, reading, _) in files)
        {
            if (reading is null || place.Unit(reading.Unit) is not { } unit)
            {
                continue;
            }

            var isKnown = await grains.GetGrain<ILedgerBookGrain>(plan).Knows(sha256);
            var known = (await TaskReader.Measures(grains, plan, new() { Unit = unit, Reader = actor })).ToDictionary(measure => measure.No);
            foreach (var row in reading.Measures)
            {
                if (!known.TryGetValue(row.No, out var measure) || row.ProgressPercent is not { } percent)
                {
                    unchanged++;
                    continue;
                }

                var cell = string.Create(CultureInfo.InvariantCulture, $"{(files.Count > 1 ? $"{name} " : "")}{reading.Sheet}!A{row.Row}");
                var share = LedgerContexts.Share(measure, unit);
                if (isKnown || (acceptOlder && percent < share.Percent) || (percent == share.Percent && row.ProgressText is null))
                {
                    unchanged++;
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
                        Report = new() { Unit = unit, Percent = percent, Note = row.ProgressText ?? "" },
                    });
                }
            }
        }

        return new() { Reports = reports, Unchanged = unchanged, Conflicts = conflicts };
    }
}
