using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Rectification.Rollups;

namespace Rectification.Gateway.Web;

/// <summary>Writes the overview as HTML. Whatever comes from a plan is encoded.</summary>
internal static class OverviewPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Render(IReadOnlyList<ShownPlan> plans, string nonce)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>整改进展 · Rectification progress</title>
            <style nonce="{{nonce}}">{{OverviewAssets.Style}}</style>
            </head>
            <body>
            <header><h1>整改进展 <span lang="en">Rectification progress</span></h1></header>
            <main>

            """);
        foreach (var plan in plans)
        {
            Plan(page, plan);
        }

        if (plans.Count == 0)
        {
            page.Append("<p>暂无公开的整改方案。<br><span lang=\"en\">There is no public plan yet.</span></p>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            </main>
            <footer><a href="/scalar">接口说明 <span lang="en">API</span></a> · <a href="/openapi/v1.json">OpenAPI</a></footer>
            <script nonce="{nonce}">{OverviewAssets.Script}</script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    /// <summary>A rate in percent with one decimal, cut and never rounded up: 100 % is only what is all done.</summary>
    public static string Percent(long done, long total) =>
        total == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000m * done / total) / 10:0.0}%");

    private static void Plan(StringBuilder page, ShownPlan shown)
    {
        var (plan, sheet) = (shown.Plan, shown.Sheet);
        page.Append(CultureInfo.InvariantCulture, $"""
            <section data-plan="{Html.Encode(plan.Id)}" aria-labelledby="t-{Html.Encode(plan.Id)}">
            <h2 id="t-{Html.Encode(plan.Id)}">{Html.Encode(plan.Title)}</h2>
            <p class="rate" aria-live="polite"><strong data-of="rate">{Percent(sheet.Measures.SignedOff, sheet.Measures.Total)}</strong>
            <span>已销号 <b data-of="measures.signedOff">{sheet.Measures.SignedOff}</b> / 整改措施 <b data-of="measures.total">{sheet.Measures.Total}</b> 条
            <small lang="en">measures signed off / all measures</small></span></p>
            <p class="state" data-of="state">{State(sheet)}</p>
            <dl>

            """);
        Figure(page, "反馈问题已销号", "problems signed off", ("problems.signedOff", sheet.Problems.SignedOff), ("problems.total", sheet.Problems.Total));
        Figure(page, "制度已登记", "institutions registered", ("institutions.registered", sheet.Institutions.Registered), ("institutions.total", sheet.Institutions.Total));
        Figure(page, "任务已完成", "assignments done", ("assignments.done", sheet.Assignments.Done), ("assignments.total", sheet.Assignments.Total));
        Figure(page, "逾期", "overdue", ("measures.overdue", sheet.Measures.Overdue));
        Figure(page, "红灯", "red", ("measures.red", sheet.Measures.Red));
        Figure(page, "黄灯", "yellow", ("measures.yellow", sheet.Measures.Yellow));
        Figure(page, "销号审核中", "sign-off requested", ("measures.signOffRequested", sheet.Measures.SignOffRequested));
        Figure(page, "整改中", "in progress", ("measures.inProgress", sheet.Measures.InProgress));
        Figure(page, "未认领", "unclaimed", ("measures.unclaimed", sheet.Measures.Unclaimed));
        Figure(page, "基本完成(不计入)", "basically done, not counted", ("measures.basicallyDone", sheet.Measures.BasicallyDone));
        page.Append("</dl>\n");
        Units(page, shown);
        page.Append("</section>\n");
    }

    private static void Figure(StringBuilder page, string zh, string en, params ReadOnlySpan<(string Name, long Value)> values)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div><dt>{zh} <small lang=\"en\">{en}</small></dt><dd>");
        for (var i = 0; i < values.Length; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? " / " : "")}<b data-of=\"{values[i].Name}\">{values[i].Value}</b>");
        }

        page.Append("</dd></div>\n");
    }

    private static string State(RateSheet sheet) => sheet.Recovering == 0
        ? "数字已核定 · figures settled"
        : string.Create(CultureInfo.InvariantCulture, $"正在恢复:{sheet.Recovering} 个单位的数字正在重新核对 · recovering: {sheet.Recovering} units are being recounted");

    private static void Units(StringBuilder page, ShownPlan shown)
    {
        if (shown.Units.Count == 0)
        {
            return;
        }

        page.Append("<table><caption>各单位 <span lang=\"en\">Units</span></caption><thead><tr><th scope=\"col\">单位</th><th scope=\"col\">任务 assignments</th>"
            + "<th scope=\"col\">牵头措施 measures led</th><th scope=\"col\">逾期 overdue</th><th scope=\"col\">状态 state</th></tr></thead><tbody>\n");
        foreach (var (unit, sheet, _) in shown.Units.Select(unit => (unit.Unit, unit.Sheet, unit.WithBelow)))
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><th scope="row">{Html.Encode(unit.Name)}</th>
                <td>{sheet.Assignments.Done} / {sheet.Assignments.Total} ({Percent(sheet.Assignments.Done, sheet.Assignments.Total)})</td>
                <td>{sheet.Measures.SignedOff} / {sheet.Measures.Total}</td><td>{sheet.Measures.Overdue}</td>
                <td>{(sheet.Recovering == 0 ? "–" : "正在恢复 recovering")}</td></tr>

                """);
        }

        page.Append("</tbody></table>\n");
    }
}
