using System.Globalization;
using System.IO.Compression;
using Rectification.Documents.Ledgers.Out;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Rates.Pages;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rollups;

namespace Rectification.Gateway.Ledgers;

/// <summary>Sends a plan's ledger and units' sheets（填报表）as workbooks, each within what the caller may see.</summary>
internal sealed class LedgerExports(
    IGrainFactory grains, PlanRows rows, MadeFiles files, PastDays past, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    /// <summary>The measures are gone through once more for each of two lists.</summary>
    private const int TimesWritten = 2;

    /// <summary>问题清单， 任务清单， 责任清单 and 汇总.</summary>
    public Task Plan(HttpContext context, PlanFrame frame, Caller caller, LedgerAsked asked)
    {
        var (day, asOf) = ExportDay.Of(frame, asked.Day, clock.GetUtcNow());
        var filter = MeasureReading.Within(caller, asked.Filter) with { AsOf = asOf };
        var words = FilterWords.Of(asked.Filter, frame, new(English: false));
        var name = $"{frame.Title}{(frame.Title.Contains("台账", StringComparison.Ordinal) ? "" : "台账")}{Stamp(day)}.xlsx";
        return files.Send(context, caller, name, MadeFiles.Workbook, async (stream, progress, cancel) =>
        {
            var whole = words.Count == 0 && caller.SeesAll;
            var (read, written) = (0, 0L);
            var measures = rows.SpooledMeasures(frame.Plan, filter, (measure, fresh) =>
            {
                if (fresh)
                {
                    progress.Read(++read, measure.No, frame.MeasureCount);
                }
                else
                {
                    progress.Written(++written, (long)read * TimesWritten);
                }
            });
            await using var kept = measures;
            await using var problems = rows.SpooledProblems(frame.Plan, ProblemReading.Within(caller, new() { AsOf = asOf }), static (_, _) => { });
            await PlanLedgerWriter.Write(stream, new()
            {
                Frame = frame,
                Day = day,
                Problems = problems.Read,
                Measures = measures.Read,
                Whole = whole,
                Units = Shown(caller, asked.Filter.Unit),
                Inside = caller.SeesAll,
                Asked = string.Join('、', words),
                Curve = whole ? await Curve(frame, day, cancel) : null,
            }, cancel);
        });
    }

    /// <summary>One unit's sheet to be filled in.</summary>
    public Task Sheet(HttpContext context, PlanFrame frame, Caller caller, string unit)
    {
        if (frame.Units.FirstOrDefault(known => known.Id == unit) is not { } profile)
        {
            return Errors.Refuse(context, HttpRefusals.UnitUnknown);
        }

        var day = frame.Day(clock.GetUtcNow());
        return caller.SeesUnit(unit)
            ? files.Send(context, caller, SheetName(profile, day), MadeFiles.Workbook, async (stream, _, cancel) =>
                await UnitSheetWriter.Write(stream, frame, profile, day, await Of(frame.Plan, unit, cancel), cancel))
            : Errors.Refuse(context, HttpRefusals.Forbidden);
    }

    /// <summary>All units' sheets, for the office to send out; a unit without anything left to do gets none.</summary>
    public Task Sheets(HttpContext context, PlanFrame frame, Caller caller)
    {
        var day = frame.Day(clock.GetUtcNow());
        return caller.SeesAll
            ? files.Send(context, caller, $"{frame.Title}填报表{Stamp(day)}.zip", MadeFiles.Zip, (stream, progress, cancel) =>
                Sheets(stream, frame, day, progress, cancel))
            : Errors.Refuse(context, HttpRefusals.Forbidden);
    }

    private async Task Sheets(Stream stream, PlanFrame frame, DateOnly day, ExportProgress progress, CancellationToken cancel)
    {
        var read = 0;
        var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (zip)
        {
            foreach (var (index, unit) in frame.Units.Index())
            {
                var measures = await Of(frame.Plan, unit.Id, cancel);
                progress.Read(read += measures.Count, index + 1, frame.Units.Count);
                if (!measures.Any(measure => UnitSheetWriter.IsOpen(measure, LedgerContexts.Share(measure, unit.Id))))
                {
                    continue;
                }

                // In the plan's own order, whatever program unpacks them.
                var name = string.Create(CultureInfo.InvariantCulture, $"{index + 1:000} {FileNames.Clean(SheetName(unit, day))}");
                var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancel);
                await using (entry)
                {
                    await UnitSheetWriter.Write(entry, frame, unit, day, measures, cancel);
                }
            }
        }
    }

    /// <summary>What the overview draws, until that day; nothing where the past is not at hand.</summary>
    private async Task<IReadOnlyList<LedgerDay>> Curve(PlanFrame frame, DateOnly day, CancellationToken cancel)
    {
        var today = frame.Day(clock.GetUtcNow());
        var days = await past.Before(frame, today, cancel);
        var last = day < today ? days.LastOrDefault(sheet => DateOnly.FromDateTime(sheet.AsOf.DateTime) == day)
            : await grains.GetGrain<IRollupGrain>(new NameKey(frame.Plan, frame.RootRegion).ToString()).GetSheet();
        var shown = last is null ? [] : BurnUpDay.Of(frame.FeedbackDate, frame.ConcentratedPeriodEnd, days, day, last);
        return [.. shown.Select(each => new LedgerDay(each.Day, each.Total, each.Done, each.Pace))];
    }

    /// <summary>A unit's account gets its own rows; a leader those of all units under him.</summary>
    private static IReadOnlyCollection<string>? Shown(Caller caller, string? unit) =>
        caller.SeesAll || caller.Actor.Leaders.Count > 0 ? (unit is null ? null : [unit])
        : [.. caller.Actor.Units.Where(own => unit is null || own == unit)];

    private async Task<IReadOnlyList<MeasureView>> Of(string plan, string unit, CancellationToken cancel) =>
        await rows.Measures(plan, new() { Unit = unit }).ToListAsync(cancel);

    private static string SheetName(UnitProfile unit, DateOnly day) => $"{unit.Name}填报表{Stamp(day)}.xlsx";

    internal static string Stamp(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
