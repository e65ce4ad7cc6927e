using System.Runtime.CompilerServices;
using Rectification.Documents.Ledgers.Out;
using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Orders.Pages;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Problems.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Ledgers;

/// <summary>Sends single lists as workbooks, each with the filter of its page and within what the caller may see.</summary>
internal sealed class ListExports(
    IGrainFactory grains, PlanCache frames, PlanRows rows, MadeFiles files, PeopleNames people, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    /// <summary>Measures whose evidence is asked for at once.</summary>
    private const int AtOnce = 16;

    private const int PageSize = 500;

    private static readonly Bilingual Chinese = new(English: false);

    /// <summary>问题清单.</summary>
    public Task Problems(HttpContext context, PlanFrame frame, Caller caller, ProblemsAsked asked)
    {
        var (day, asOf) = ExportDay.Of(frame, asked.Day, clock.GetUtcNow());
        var filter = ProblemReading.Within(caller, asked.Filter) with { AsOf = asOf };
        return files.Send(context, caller, Name(frame, "问题清单", day), MadeFiles.Workbook, async (stream, progress, cancel) =>
        {
            var (read, written) = (0, 0);
            await using var problems = rows.SpooledProblems(frame.Plan, filter, (problem, fresh) =>
            {
                if (fresh)
                {
                    progress.Read(++read, problem.No, frame.ProblemCount);
                }
                else
                {
                    progress.Written(++written, read);
                }
            });
            await PlanLedgerWriter.WriteProblems(stream, new()
            {
                Frame = frame,
                Day = day,
                Problems = problems.Read,
                Measures = AsyncEnumerable.Empty<MeasureView>,
                Inside = caller.SeesAll,
                Asked = string.Join('、', ProblemWords.Of(asked.Filter, frame, Chinese)),
            }, cancel);
        });
    }

    /// <summary>制度清单.</summary>
    public Task Institutions(HttpContext context, PlanFrame frame, Caller caller, LedgerAsked asked)
    {
        var (day, filter, head) = Measures(frame, caller, asked with { Filter = asked.Filter with { Institution = true } });
        return files.Send(context, caller, Name(frame, InstitutionList.Name, day), MadeFiles.Workbook, (stream, progress, cancel) =>
            InstitutionList.Write(stream, frame, head, Told(rows.Measures(frame.Plan, filter), frame, progress, cancel), cancel));
    }

    /// <summary>佐证材料清单.</summary>
    public Task Evidence(HttpContext context, PlanFrame frame, Caller caller, LedgerAsked asked)
    {
        var (day, filter, head) = Measures(frame, caller, asked);
        return files.Send(context, caller, Name(frame, EvidenceRegister.Name, day), MadeFiles.Workbook, (stream, progress, cancel) =>
        {
            var measures = Told(rows.Measures(frame.Plan, filter), frame, progress, cancel);
            return EvidenceRegister.Write(stream, frame, head, Evidence(measures, frame, filter.AsOf, cancel), cancel);
        });
    }

    /// <summary>督办单清单， over all plans or of one.</summary>
    public async Task Orders(HttpContext context, Caller caller, OrdersAsked asked)
    {
        var plan = asked.Plan is { } id ? await frames.Get(id) : null;
        var day = plan?.Day(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        await files.Send(context, caller, $"{plan?.Title}{OrdersList.Name}{LedgerExports.Stamp(day)}.xlsx", MadeFiles.Workbook, (stream, progress, cancel) =>
        {
            var words = new[] { asked.Show == OrderShow.All ? null : OrderShowWords.Of(asked.Show, Chinese), Unit(plan, asked.Unit) };
            var head = new ListHead { Title = plan?.Title ?? "", Day = day, Asked = string.Join('、', words.OfType<string>()) };
            return OrdersList.Write(stream, head, Orders(caller, asked, progress, cancel), cancel);
        });
    }

    private async IAsyncEnumerable<(PlanFrame, Rectification.Orders.OrderView)> Orders(
        Caller caller, OrdersAsked asked, ExportProgress progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        var read = 0;
        for (var no = 1; ; no++)
        {
            cancel.ThrowIfCancellationRequested();
            var list = await OrderList.Read(grains, frames, caller, new(asked.Show, asked.Plan, asked.Unit, no, PageSize));
            foreach (var (frame, order, _) in list.Rows)
            {
                progress.Read(++read, read, list.Page.Total);
                yield return (frame, order);
            }

            if (no >= list.Page.Last)
            {
                yield break;
            }
        }
    }

    private (DateOnly Day, MeasureFilter Filter, ListHead Head) Measures(PlanFrame frame, Caller caller, LedgerAsked asked)
    {
        var (day, asOf) = ExportDay.Of(frame, asked.Day, clock.GetUtcNow());
        var words = FilterWords.Of(asked.Filter with { Institution = null }, frame, Chinese);
        return (day, MeasureReading.Within(caller, asked.Filter) with { AsOf = asOf },
            new() { Title = frame.Title, Day = day, Asked = string.Join('、', words) });
    }

    /// <summary>The evidence of some measures is asked for together, and goes out in their order.</summary>
    private async IAsyncEnumerable<ListedEvidence> Evidence(
        IAsyncEnumerable<MeasureView> measures, PlanFrame frame, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var some in measures.Where(measure => measure.EvidenceCount > 0).Chunk(AtOnce).WithCancellation(cancel))
        {
            foreach (var (measure, pieces) in some.Zip(await Task.WhenAll(some.Select(Pieces))))
            {
                foreach (var piece in pieces.Where(piece => asOf is null || piece.At <= asOf))
                {
                    yield return new(measure, piece, await people.Of(piece.By, frame));
                }
            }
        }
    }

    private async Task<List<MeasureEvidence>> Pieces(MeasureView measure)
    {
        var (list, pieces) = (grains.GetGrain<IMeasureEvidenceGrain>(new NumberKey(measure.Plan, measure.No).ToString()), new List<MeasureEvidence>());
        for (int? after = 0; after is { } from;)
        {
            var page = await list.List(from, PageSize);
            pieces.AddRange(page.Items);
            after = page.Next;
        }

        return pieces;
    }

    private static async IAsyncEnumerable<MeasureView> Told(
        IAsyncEnumerable<MeasureView> measures, PlanFrame frame, ExportProgress progress, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var read = 0;
        await foreach (var measure in measures.WithCancellation(cancel))
        {
            progress.Read(++read, measure.No, frame.MeasureCount);
            yield return measure;
        }
    }

    private static string? Unit(PlanFrame? plan, string? unit) => unit is null ? null : plan is null ? unit : RecordWords.Unit(plan, unit);

    private static string Name(PlanFrame frame, string list, DateOnly day) => $"{frame.Title}{list}{LedgerExports.Stamp(day)}.xlsx";
}
