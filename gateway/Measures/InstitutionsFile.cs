using System.Text;
using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Shell;
using Rectification.Queries;
using Rectification.Terms;

namespace Rectification.Gateway.Measures;

/// <summary>建章立制清单： the institutions that the caller sees, as a file for Excel, each with the measure that promised it.</summary>
internal static class InstitutionsFile
{
    private const int PageSize = 500;

    private static readonly string[] Columns = ["序号", "制度名称", "类型", "是否登记", "文号", "印发日期", "印发单位", "文件 SHA-256", "措施序号", "整改措施", "牵头单位"];

    public static async Task Send(HttpContext context, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{plan.Frame.Title}建章立制清单.csv");
        context.Response.GetTypedHeaders().ContentDisposition = disposition;
        context.Response.ContentType = CsvText.Media + "; charset=utf-8";
        if (context.IsHeadersOnly())
        {
            return;
        }

        var rows = new StringBuilder().Append(CsvText.Mark).Append(CsvText.Row(Columns));
        var query = grains.GetGrain<IPlanQueryGrain>(plan.Id);
        var no = 0;
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Measures(MeasureReading.Within(caller, new() { Institution = true, After = from, Limit = PageSize }));
            foreach (var measure in page.Items)
            {
                var rule = measure.Institution!;
                rows.Append(CsvText.Row(
                [
                    RecordWords.Number(++no), rule.Title, Glossary.Of(rule.Kind).Zh, rule.Registered ? "已登记" : "未登记", rule.Number,
                    rule.Date is { } date ? Days.Text(date) : null, rule.IssuedBy, rule.Evidence?.Sha256, RecordWords.Number(measure.No), measure.Text,
                    RecordWords.Unit(plan.Frame, measure.LeadUnit),
                ]));
            }

            after = page.Next;
        }

        await context.Response.WriteAsync(rows.ToString(), context.RequestAborted);
    }
}
