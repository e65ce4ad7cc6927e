using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
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
internal sealed partial class NoticeFiles(IGrainFactory grains, PaperDesk desk, PlanCache plans)
{
    public const string Csv = "text/csv";

    /// <summary>A formula in a cell that begins with one of these would be run by the program that opens the file.</summary>
    private const string Dangerous = "=+-@\t\r";

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

        var lines = new StringBuilder("\uFEFF措施序号,问题序号,整改措施,是否销号,整改成效,牵头单位\r\n");
        foreach (var row in reading.Body.Measures)
        {
            lines.Append(string.Join(',', PaperWords.No(row.No), PaperWords.No(row.Problem), Cell(row.Text), row.SignedOff ? "是" : "否", Cell(row.Outcome),
                Cell(row.LeadUnit))).Append("\r\n");
        }

        await Send(context, Encoding.UTF8.GetBytes(lines.ToString()), Csv + "; charset=utf-8", FileName(plan, no, "csv"));
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
            .Select(line => new PaperParagraph(Second().IsMatch(line) ? PaperLevel.Second : PaperLevel.Text, line)),
    ];

    private static string Cell(string? text)
    {
        var clean = PaperText.Clean(text).ReplaceLineEndings(" ");
        var safe = clean.Length > 0 && Dangerous.Contains(clean[0], StringComparison.Ordinal) ? "'" + clean : clean;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

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

    [GeneratedRegex("^（[一二三四五六七八九十百零]+）.{1,60}$")]
    private static partial Regex Second();
}
