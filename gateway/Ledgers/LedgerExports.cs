using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.Net.Http.Headers;
using Rectification.Documents.Ledgers.Out;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Problems;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Ledgers;

/// <summary>What an export is asked for: the filter of the list of measures, now or at the end of a past day.</summary>
internal sealed record LedgerAsked(MeasureFilter Filter, DateOnly? Day) : IAsked<LedgerAsked>
{
    public static LedgerAsked Read(Query query) => new(MeasureReading.Filter(query) with { After = 0 }, query.Day("day"));
}

/// <summary>Sends a plan's lists and units' sheets（填报表）as workbooks, each within what the caller may see.</summary>
internal sealed class LedgerExports(IGrainFactory grains, UploadFolder uploads, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Zip = "application/zip";

    private const int PageSize = 500;

    /// <summary>Exports under way at once; each reads everything that is asked for, and more than once.</summary>
    private const int MaxAtOnce = 4;

    private static int _open;

    /// <summary>问题清单， 任务清单， 责任清单 and 汇总.</summary>
    public Task Plan(HttpContext context, PlanFrame frame, Caller caller, LedgerAsked asked)
    {
        var today = frame.Day(clock.GetUtcNow());
        var (day, asOf) = asked.Day is { } past && past < today
            ? (past, PlanCalendar.Of(frame.TimeZone).EndOf(past).AddTicks(-1)) : (today, (DateTimeOffset?)null);
        var filter = MeasureReading.Within(caller, asked.Filter) with { AsOf = asOf, Limit = PageSize };
        var words = FilterWords.Of(asked.Filter, frame, new(English: false));
        var ledger = new PlanLedger
        {
            Frame = frame,
            Day = day,
            Problems = () => Problems(frame.Plan, ProblemReading.Within(caller, new() { AsOf = asOf, Limit = PageSize })),
            Measures = () => Measures(frame.Plan, filter),
            Whole = words.Count == 0 && caller.SeesAll,
            Units = Shown(caller, asked.Filter.Unit),
            Inside = caller.SeesAll,
            Asked = string.Join('、', words),
        };
        var name = $"{frame.Title}{(frame.Title.Contains("台账", StringComparison.Ordinal) ? "" : "台账")}{Stamp(day)}.xlsx";
        return Send(context, name, Workbook, (stream, cancel) => PlanLedgerWriter.Write(stream, ledger, cancel));
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
            ? Send(context, SheetName(profile, day), Workbook, async (stream, cancel) =>
                await UnitSheetWriter.Write(stream, frame, profile, day, await Of(frame.Plan, unit, cancel), cancel))
            : Errors.Refuse(context, HttpRefusals.Forbidden);
    }

    /// <summary>All units' sheets, for the office to send out; a unit without anything left to do gets none.</summary>
    public Task Sheets(HttpContext context, PlanFrame frame, Caller caller)
    {
        var day = frame.Day(clock.GetUtcNow());
        return caller.SeesAll
            ? Send(context, $"{frame.Title}填报表{Stamp(day)}.zip", Zip, (stream, cancel) => Sheets(stream, frame, day, cancel))
            : Errors.Refuse(context, HttpRefusals.Forbidden);
    }

    private async Task Sheets(Stream stream, PlanFrame frame, DateOnly day, CancellationToken cancel)
    {
        var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (zip)
        {
            foreach (var (index, unit) in frame.Units.Index())
            {
                var measures = await Of(frame.Plan, unit.Id, cancel);
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

    /// <summary>A unit's account gets its own rows; a leader those of all units under him.</summary>
    private static IReadOnlyCollection<string>? Shown(Caller caller, string? unit) =>
        caller.SeesAll || caller.Actor.Leaders.Count > 0 ? (unit is null ? null : [unit])
        : [.. caller.Actor.Units.Where(own => unit is null || own == unit)];

    private async Task<IReadOnlyList<MeasureView>> Of(string plan, string unit, CancellationToken cancel) =>
        await Measures(plan, new() { Unit = unit, Limit = PageSize }, cancel).ToListAsync(cancel);

    private async IAsyncEnumerable<MeasureView> Measures(string plan, MeasureFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var query = grains.GetGrain<IPlanQueryGrain>(plan);
        for (int? after = 0; after is { } from;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await query.Measures(filter with { After = from });
            foreach (var measure in page.Items)
            {
                yield return measure;
            }

            after = page.Next;
        }
    }

    private async IAsyncEnumerable<ProblemView> Problems(string plan, ProblemFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var query = grains.GetGrain<IPlanQueryGrain>(plan);
        for (int? after = 0; after is { } from;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await query.FindProblems(filter with { After = from });
            foreach (var problem in page.Items)
            {
                yield return problem;
            }

            after = page.Next;
        }
    }

    /// <summary>The file is made before the first byte goes out: half a workbook must not look whole.</summary>
    private async Task Send(HttpContext context, string name, string type, Func<Stream, CancellationToken, Task> write)
    {
        if (context.IsHeadersOnly())
        {
            Describe(context, name, type);
            return;
        }

        if (Interlocked.Increment(ref _open) > MaxAtOnce)
        {
            Interlocked.Decrement(ref _open);
            await Errors.Refuse(context, HttpRefusals.TooManyLedgers);
            return;
        }

        try
        {
            var file = uploads.Spool();
            await using (file)
            {
                await write(file, context.RequestAborted);
                Describe(context, name, type);
                context.Response.ContentLength = file.Length;
                file.Position = 0;
                await file.CopyToAsync(context.Response.Body, context.RequestAborted);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static void Describe(HttpContext context, string name, string type)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileNames.Clean(name));
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = disposition.ToString();
    }

    private static string SheetName(UnitProfile unit, DateOnly day) => $"{unit.Name}填报表{Stamp(day)}.xlsx";

    private static string Stamp(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
