using System.Globalization;
using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Opinions;

namespace Rectification.Gateway.Opinions;

/// <summary>/plans/{plan}/opinions: what the public said to notices（群众意见）, screened, answered and counted.</summary>
internal static class OpinionsApi
{
    private const string All = "/plans/{plan}/opinions";
    private const string One = All + "/{no}";
    private const string Anything = "application/octet-stream";

    public static void MapOpinions(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/notices/{no}/opinions", Policy.PublicPlan, Counts, "How many opinions came to a notice, and how many are answered");
        api.Get(All, Policy.ReadPlan, List, "Opinions of the public（群众意见）， newest first; those not screened only for reviewers");
        api.Get(One, Policy.ReadPlan, Get, "One opinion");
        api.Get(One + "/file", Policy.ReadPlan, File, "Its attachment, as it came").Gives<string>(contentType: Anything);
        api.Post(All + "/switch", Policy.Submit, async (KnownPlan plan, [AsParameters] Call call, Body<SwitchOpinions> body, IGrainFactory grains) =>
        {
            var outcome = await Submit(grains, plan.Id, call, 0, body.Value);
            return outcome.Refusal is { } refusal ? (Answer<OpinionCounts>)refusal : Answer<OpinionCounts>.Of(outcome.Counts!, repeated: outcome.Repeated);
        }, "Take opinions on public pages, or no more（开启、关闭）");
        Command<ScreenOpinion>(api, "/screen", "Accept an opinion, or set it aside（审阅）");
        Command<AnswerOpinion>(api, "/answer", "Answer an opinion（答复）");
    }

    private static void Command<TCommand>(IEndpointRouteBuilder api, string path, string summary)
        where TCommand : OpinionCommand =>
        api.Post(One + path, Policy.Submit, async (HttpContext context, KnownPlan plan, [AsParameters] Call call, Body<TCommand> body, IGrainFactory grains) =>
        {
            var outcome = await Submit(grains, plan.Id, call, RequestPath.Number(context, "no"), body.Value);
            return outcome.Refusal is { } refusal ? (Answer<OpinionView>)refusal : Answer<OpinionView>.Of(outcome.Opinion!, repeated: outcome.Repeated);
        }, summary);

    private static Task<OpinionOutcome> Submit(IGrainFactory grains, string plan, Call call, int no, OpinionCommand command) =>
        grains.GetGrain<IOpinionGrain>(plan).Submit(new() { Id = call.Key.Id, Actor = call.Caller.Actor, Command = command, No = no });

    private static async Task<Answer<OpinionCounts>> Counts(HttpContext context, CityPlan plan, IGrainFactory grains) =>
        await grains.GetGrain<IOpinionGrain>(plan.Id).Counts(RequestPath.Number(context, "no"));

    private static async Task<Answer<OpinionList>> List(Asked<OpinionsAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        if (!caller.SeesAll)
        {
            return HttpRefusals.Forbidden;
        }

        var (skip, limit) = asked.Value;
        var opinions = grains.GetGrain<IOpinionGrain>(plan.Id);
        var found = await opinions.List(!OpinionReading.SeesUnscreened(caller), skip, limit + 1);
        return new OpinionList
        {
            Items = [.. found.Take(limit)],
            NextCursor = found.Count > limit ? (skip + limit).ToString(CultureInfo.InvariantCulture) : null,
            Counts = await opinions.Counts(null),
        };
    }

    private static async Task<Answer<OpinionView>> Get(HttpContext context, KnownPlan plan, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden
        : Answer<OpinionView>.Of(await OpinionReading.Find(grains, plan.Id, RequestPath.Number(context, "no"), caller), OpinionRefusals.Unknown);

    private static async Task File(HttpContext context, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        var no = RequestPath.Number(context, "no");
        var opinion = caller.SeesAll ? await OpinionReading.Find(grains, plan.Id, no, caller) : null;
        if (opinion?.File is not { } file || await grains.GetGrain<IOpinionGrain>(plan.Id).File(no) is not { } bytes)
        {
            await Errors.Refuse(context, caller.SeesAll ? OpinionRefusals.Unknown : HttpRefusals.Forbidden);
            return;
        }

        // Whatever a stranger sent is never rendered, nor guessed at.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.ContentType = Anything;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentLength = bytes.Length;
        if (!context.IsHeadersOnly())
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    /// <summary>One page, behind so many.</summary>
    private sealed record OpinionsAsked(int Skip, int Limit) : IAsked<OpinionsAsked>
    {
        public static OpinionsAsked Read(Query query) => new(query.Number("cursor") ?? 0, query.Limit(PageAsked.Usual));
    }
}
