using Microsoft.Net.Http.Headers;
using Rectification.Digests;
using Rectification.Documents.Digests;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Gateway.Papers;
using Rectification.Gateway.Plans;
using Rectification.Papers;

namespace Rectification.Gateway.Digests;

/// <summary>/plans/{plan}/digests: what was frozen every week（每周汇总）, for whoever sees the whole plan.</summary>
internal static class DigestsApi
{
    private const string All = "/plans/{plan}/digests";
    private const string One = All + "/{period}";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Json = "application/json";

    public static void MapDigests(this IEndpointRouteBuilder api)
    {
        api.Get(All, Policy.ReadPlan, List, "Weekly digests（每周汇总）， newest first");
        api.Get(One, Policy.ReadPlan, Get, "One digest with the hash of its figures");
        api.Get(One + ".json", Policy.ReadPlan, Bytes, "The frozen bytes, of which the hash is").Gives<Digest>(contentType: Json);
        api.Get(One + ".xlsx", Policy.ReadPlan, Sheets, "The same figures as a workbook").Gives<string>(contentType: Workbook);
        api.Get(One + ".docx", Policy.ReadPlan, Paper, "The same figures as a Word file").Gives<string>(contentType: PaperDesk.Word);
        api.Post(One + "/recount", Policy.Oversee, Recount, "Compute every figure of a digest again from the trails and compare");
    }

    private static async Task<Answer<DigestList>> List(Asked<DigestsAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        if (!caller.SeesAll)
        {
            return HttpRefusals.Forbidden;
        }

        var digests = grains.GetGrain<IDigestGrain>(plan.Id);
        var page = await digests.List(asked.Value.Before, asked.Value.Limit);
        return new DigestList { Items = page.Items, NextCursor = page.Next?.ToString("O"), Next = await digests.Next() };
    }

    private static async Task<Answer<DigestView>> Get(KnownPlan plan, string period, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden
        : await DigestReading.Find(grains, plan.Id, period) is not { } frozen ? DigestRefusals.Unknown
        : Answer<DigestView>.Of(new() { Entry = frozen.Entry, Digest = DigestReading.Content(frozen) });

    private static Task Bytes(HttpContext context, KnownPlan plan, string period, Caller caller, IGrainFactory grains) =>
        Send(context, plan, period, caller, grains, "json", Json, frozen => Task.FromResult(frozen.Content));

    private static Task Sheets(HttpContext context, KnownPlan plan, string period, Caller caller, IGrainFactory grains) =>
        Send(context, plan, period, caller, grains, "xlsx", Workbook, async frozen =>
        {
            var stream = new MemoryStream();
            await DigestWorkbook.Write(stream, DigestReading.Content(frozen), frozen.Entry.Sha256, context.RequestAborted);
            return stream.ToArray();
        });

    private static Task Paper(HttpContext context, KnownPlan plan, string period, Caller caller, IGrainFactory grains, PaperDesk desk) =>
        Send(context, plan, period, caller, grains, "docx", PaperDesk.Word, async frozen =>
        {
            var number = await grains.GetGrain<IPaperGrain>(plan.Id).Of(PaperKind.Digest, PaperSubjects.DigestSubject(frozen.Entry.Period));
            var content = DigestPaper.Of(DigestReading.Content(frozen), frozen.Entry.Sha256, number?.Label);
            return await desk.Fill(plan.Id, PaperKind.Digest, content, context.RequestAborted);
        });

    private static async Task<Answer<DigestRecount>> Recount(KnownPlan plan, string period, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden
        : DigestReading.Period(period) is { } day && await grains.GetGrain<IDigestGrain>(plan.Id).Recount(day) is { } recount ? recount
        : DigestRefusals.Unknown;

    private static async Task Send(
        HttpContext context, KnownPlan plan, string period, Caller caller, IGrainFactory grains, string extension, string type,
        Func<FrozenDigest, Task<byte[]>> make)
    {
        var frozen = caller.SeesAll ? await DigestReading.Find(grains, plan.Id, period) : null;
        if (frozen is null)
        {
            await Errors.Refuse(context, caller.SeesAll ? DigestRefusals.Unknown : HttpRefusals.Forbidden);
            return;
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileNames.Clean($"{plan.Frame.Title}每周汇总{frozen.Entry.Period:yyyyMMdd}.{extension}"));
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = disposition.ToString();
        if (!context.IsHeadersOnly())
        {
            var content = await make(frozen);
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    }

    /// <summary>One page of the digests, before a period.</summary>
    private sealed record DigestsAsked(DateOnly? Before, int Limit) : IAsked<DigestsAsked>
    {
        public static DigestsAsked Read(Query query) => new(query.Day("cursor"), query.Limit(PageAsked.Usual));
    }
}
