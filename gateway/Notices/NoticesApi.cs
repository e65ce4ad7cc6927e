using System.Globalization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Papers;
using Rectification.Gateway.Plans;
using Rectification.Notices;

namespace Rectification.Gateway.Notices;

/// <summary>/plans/{plan}/notices: notices（通报）drafted, commented on, frozen; what the public may read of them, and the data beside it.</summary>
internal static class NoticesApi
{
    private const string All = "/plans/{plan}/notices";
    private const string One = All + "/{no}";

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.Get(All, Policy.ReadPlan, List, "Notices（通报）");
        api.Get(One, Policy.ReadPlan, Get, "One notice");
        api.Get(One + "/text", Policy.ReadPlan, Text, "The text for the inside; of a draft with every number that is wrong");
        api.Get(One + "/paper.docx", Policy.ReadPlan, Paper, "The text for the inside as a Word file").Gives<string>(contentType: PaperDesk.Word);
        api.Post(All, Policy.Submit, Draft, "Draft a notice（起草）").Gives<NoticeView>(StatusCodes.Status201Created);
        Command<EditNotice>(api, "/edit", "Edit a draft（修改）");
        Command<CommentNotice>(api, "/comments", "Comment on a draft（意见）");
        Command<FreezeNotice>(api, "/freeze", "Freeze it, sealed and every number held against the trail（定稿）");
        Command<WithdrawNotice>(api, "/withdraw", "Give a draft up（撤回）");
        api.Get(One + "/public.json", Policy.PublicPlan, PublicJson, "A frozen notice as the public may read it: the bytes whose hash it states")
            .Gives<NoticeBody>();
        api.Get(One + "/public.csv", Policy.PublicPlan, PublicCsv, "Its measures as open data").Gives<string>(contentType: CsvText.Media);
        api.Get(One + "/public.docx", Policy.PublicPlan, PublicPaper, "The public text as a Word file").Gives<string>(contentType: PaperDesk.Word);
        api.Get(One + "/check", Policy.PublicPlan, Check, "Whether a root or a hash is that of the frozen notice（核验）");
    }

    private static void Command<TCommand>(IEndpointRouteBuilder api, string path, string summary)
        where TCommand : NoticeCommand =>
        api.Post(One + path, Policy.Submit, async (HttpContext context, KnownPlan plan, [AsParameters] Call call, Body<TCommand> body, IGrainFactory grains) =>
            Of(await Submit(grains, plan.Id, call, RequestPath.Number(context, "no"), body.Value)), summary);

    private static async Task<Answer<NoticeView>> Draft(KnownPlan plan, [AsParameters] Call call, Body<DraftNotice> body, IGrainFactory grains)
    {
        var outcome = await Submit(grains, plan.Id, call, 0, body.Value);
        return outcome.Notice is { } notice && !outcome.Repeated
            ? Answer<NoticeView>.Of(notice, notice.Version, made: true,
                location: string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan.Id}/notices/{notice.No}"))
            : Of(outcome);
    }

    private static Task<NoticeOutcome> Submit(IGrainFactory grains, string plan, Call call, int no, NoticeCommand command) =>
        grains.GetGrain<INoticeGrain>(plan).Submit(new()
        {
            Id = call.Key.Id,
            Actor = call.Caller.Actor,
            Command = command,
            No = no,
            IfVersion = call.IfMatch.Version,
        });

    private static Answer<NoticeView> Of(NoticeOutcome outcome) => outcome.Refusals is { Count: > 0 } refusals ? Answer<NoticeView>.Refused(refusals)
        : Answer<NoticeView>.Of(outcome.Notice!, outcome.Notice!.Version, outcome.Repeated);

    private static async Task<Answer<ItemList<NoticeView>>> List(KnownPlan plan, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden
        : ItemList<NoticeView>.Of(await grains.GetGrain<INoticeGrain>(plan.Id).List(), (string?)null);

    private static async Task<Answer<NoticeView>> Get(HttpContext context, KnownPlan plan, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden
        : await grains.GetGrain<INoticeGrain>(plan.Id).Get(RequestPath.Number(context, "no")) is not { } notice ? NoticeRefusals.Unknown
        : Answer<NoticeView>.Of(notice, notice.Version);

    private static async Task<Answer<NoticeReading>> Text(HttpContext context, KnownPlan plan, Caller caller, IGrainFactory grains) =>
        !caller.SeesAll ? HttpRefusals.Forbidden
        : Answer<NoticeReading>.Of(await grains.GetGrain<INoticeGrain>(plan.Id).Read(RequestPath.Number(context, "no"), NoticeScope.Inside),
            NoticeRefusals.Unknown);

    private static async Task Paper(HttpContext context, KnownPlan plan, Caller caller, NoticeFiles files)
    {
        if (!caller.SeesAll)
        {
            await Errors.Refuse(context, HttpRefusals.Forbidden);
            return;
        }

        await files.Paper(context, plan.Id, RequestPath.Number(context, "no"), NoticeScope.Inside);
    }

    private static Task PublicPaper(HttpContext context, CityPlan plan, NoticeFiles files) =>
        files.Paper(context, plan.Id, RequestPath.Number(context, "no"), NoticeScope.Public);

    private static Task PublicJson(HttpContext context, CityPlan plan, NoticeFiles files) => files.Json(context, plan.Id, RequestPath.Number(context, "no"));

    private static Task PublicCsv(HttpContext context, CityPlan plan, NoticeFiles files) => files.Rows(context, plan.Id, RequestPath.Number(context, "no"));

    private static async Task<Answer<NoticeProof>> Check(HttpContext context, CityPlan plan, Asked<CheckAsked> asked, NoticeProofs proofs) =>
        Answer<NoticeProof>.Of(await proofs.Of(plan.Id, RequestPath.Number(context, "no"), asked.Value.Given), NoticeRefusals.Unknown);

    /// <summary>What somebody has in hand: a root printed in the notice, or the hash of a file.</summary>
    private sealed record CheckAsked(string? Given) : IAsked<CheckAsked>
    {
        public static CheckAsked Read(Query query) => new(query.Text("value"));
    }
}
