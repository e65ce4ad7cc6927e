using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Rectification.Documents.Papers;
using Rectification.Gateway.Http;
using Rectification.Gateway.Papers;
using Rectification.Gateway.Plans;
using Rectification.Notices;
using Rectification.Papers;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Notices;

/// <summary>A notice as files: Word, and the open data of a frozen one.</summary>
internal sealed class NoticeFiles(IGrainFactory grains, PaperDesk desk, PlanCache plans)
{
    private static readonly string[] Columns = ["措施序号", "问题序号", "整改措施", "是否销号", "整改成效", "牵头单位"];

    /// <summary>Longest heading, in characters.</summary>
    private const int MaxHeading = 64;

    public async Task Paper(HttpContext context, string plan, int no, NoticeScope scope)
    {
        var notices = grains.GetGrain<INoticeGrain>(plan);
        if (no <= 0 || await notices.Get(no) is not { } notice || (scope == NoticeScope.Public && notice.Frozen is null)
            || await notices.Read(no, scope) is not { } reading || await plans.Get(plan) is not { } frame)
        {
            await Errors.Refuse(context, NoticeRefusals.Unknown);
            return;
        }

        var number = await grains.GetGrain<IPaperGrain>(plan).Of(PaperKind.Notice, no);
        var draft = notice.Frozen is null ? "（草稿）" : "";
        await desk.Send(context, plan, PaperKind.Notice, reading.Body.Title + draft, Content(frame, notice, reading.Body, number));
    }

    /// <summary>The very bytes whose hash the notice states.</summary>
    public async Task Json(HttpContext context, string plan, int no)
    {
        if (await Frozen(plan, no) is not { } reading)
        {
            await Errors.Refuse(context, NoticeRefusals.Unknown);
            return;
        }

        context.Response.Headers.ETag = $"\"{reading.Sha256}\"";
        await Send(context, reading.Bytes, "application/json; charset=utf-8", FileName(plan, no, "json"));
    }

    public async Task Rows(HttpContext context, string plan, int no)
    {
        if (await Frozen(plan, no) is not { } reading)
        {
            await Errors.Refuse(context, NoticeRefusals.Unknown);
            return;
        }

        var lines = new StringBuilder().Append(CsvText.Mark).Append(CsvText.Row(Columns));
        foreach (var row in reading.Body.Measures)
        {
            lines.Append(CsvText.Row([PaperWords.No(row.No), PaperWords.No(row.Problem), row.Text, row.SignedOff ? "是" : "否", row.Outcome, row.LeadUnit]));
        }

        await Send(context, Encoding.UTF8.GetBytes(lines.ToString()), CsvText.Media + "; charset=utf-8", FileName(plan, no, "csv"));
    }

    private async Task<NoticeReading?> Frozen(string plan, int no)
    {
        var notices = grains.GetGrain<INoticeGrain>(plan);
        return no > 0 && await notices.Get(no) is { Frozen: not null } ? await notices.Read(no, NoticeScope.Public) : null;
    }

    private static PaperContent Content(PlanFrame frame, NoticeView notice, NoticeBody body, PaperNumber? number) => new()
    {
        Texts = new Dictionary<string, string?>
        {
            ["number"] = number?.Label,
            ["title"] = body.Title,
            ["issuer"] = body.Issuer,
            ["date"] = PaperWords.Day(frame, notice.Frozen?.At),
            ["root"] = notice.Frozen is { } frozen
                ? string.Create(CultureInfo.InvariantCulture,
                    $"本通报的数字以第 {frozen.Seal} 次封存为准，封存根值：{frozen.Root}。核验方法：在本通报的公开页面输入根值，或用离线校验程序核对导出的留痕。")
                : "草稿，未定稿。",
        },
        Bodies = new Dictionary<string, IReadOnlyList<PaperParagraph>> { ["body"] = [.. body.Sections.SelectMany(Paragraphs)] },
        Rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>
        {
            ["institutions"] =
            [
                .. body.Institutions.Select((rule, i) => new Dictionary<string, string?>
                {
                    ["institutions.no"] = PaperWords.No(i + 1),
                    ["institutions.title"] = rule.Title,
                    ["institutions.kind"] = Glossary.Of(rule.Kind).Zh,
                    ["institutions.number"] = rule.Number,
                    ["institutions.date"] = PaperText.Day(rule.Date),
                }),
            ],
        },
    };

    /// <summary>A section's paragraphs by their levels.</summary>
    private static IEnumerable<PaperParagraph> Paragraphs(NoticeSection section) =>
    [
        .. section.Heading is { } heading ? [new PaperParagraph(PaperLevel.First, heading)] : Array.Empty<PaperParagraph>(),
        .. section.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => new PaperParagraph(IsSecond(line) ? PaperLevel.Second : PaperLevel.Text, line)),
    ];

    private static async Task Send(HttpContext context, byte[] bytes, string type, string name)
    {
        var headers = context.Response.GetTypedHeaders();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition;
        context.Response.ContentType = type;
        if (!context.IsHeadersOnly())
        {
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static string FileName(string plan, int no, string ending) => string.Create(CultureInfo.InvariantCulture, $"{plan}-notice-{no}.{ending}");

    /// <summary>Whether a line is a heading of the second level, with a number in brackets.</summary>
    private static bool IsSecond(string line) =>
        line.Length <= MaxHeading && line is ['（', _, ..] && line.IndexOf('）', StringComparison.Ordinal) is > 1 and <= 4;
}
