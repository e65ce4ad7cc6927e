using System.Globalization;
using Rectification.Documents.Papers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Problems;

namespace Rectification.Gateway.Papers;

/// <summary>Papers in Word: orders, sign-offs, extensions, sheets; their register, and the office's own templates.</summary>
internal static class PapersApi
{
    private const string Register = "/plans/{plan}/papers";
    private const string Templates = "/plans/{plan}/templates";

    public static void MapPapers(this IEndpointRouteBuilder api)
    {
        api.Get("/plans/{plan}/orders/{no}/paper.docx", Policy.ReadPlan, OfOrder, "An order as a Word file（督办单、提示函、警示函）")
            .Gives<string>(contentType: PaperDesk.Word);
        api.Get("/plans/{plan}/measures/{no}/sign-off.docx", Policy.ReadPlan, OfSignOff, "The sheet of a sign-off（销号审批表）")
            .Gives<string>(contentType: PaperDesk.Word);
        api.Get("/plans/{plan}/measures/{no}/extension.docx", Policy.ReadPlan, OfExtension, "The sheet of an extension（延期申请表）")
            .Gives<string>(contentType: PaperDesk.Word);
        api.Get("/plans/{plan}/measures/{no}/sheet.docx", Policy.ReadPlan, OfMeasure, "A measure as a Word file（整改措施表）")
            .Gives<string>(contentType: PaperDesk.Word);
        api.Get("/plans/{plan}/problems/{no}/sheet.docx", Policy.ReadPlan, OfProblem, "A problem as a Word file（反馈问题整改表）")
            .Gives<string>(contentType: PaperDesk.Word);

        api.Get(Register, Policy.Oversee, List, "The register of papers with void numbers（发文登记）");
        api.Post(Register, Policy.Submit, Take, "Take the next number（发文字号）").Gives<PaperNumber>(StatusCodes.Status201Created);
        Command<VoidNumber>(api, "/void", "Declare a number void（作废）");
        Command<AttachScan>(api, "/scan", "Attach the signed and stamped scan（盖章扫描件）");

        api.Get(Templates, Policy.ReadPlan, ListTemplates, "The office's own templates（自备模板）");
        api.Get(Templates + "/{kind}", Policy.ReadPlan, Download, "The template in use, the office's own or the product's")
            .Gives<string>(contentType: PaperDesk.Word);
        api.Post(Templates + "/{kind}", Policy.Submit, Upload, "Upload a template of the office's own（上传模板）").Takes<string>(PaperDesk.Word);
        api.Post(Templates + "/{kind}/drop", Policy.Submit, Drop, "Back to the product's own template");
    }

    private static async Task OfOrder(HttpContext context, Asked<SlipAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains, PaperDesk desk,
        PeopleNames people)
    {
        var order = RequestPath.Number(context, "no") is > 0 and var no ? await grains.GetGrain<IOrderGrain>(plan.Id).Get(no) : null;
        if (order is null || !caller.SeesUnit(order.Unit))
        {
            await Errors.Refuse(context, order is null ? OrderRefusals.Unknown : HttpRefusals.Forbidden);
            return;
        }

        var kind = asked.Value.Kind;
        var measures = await Measures(grains, plan.Id, order.Measures);
        var content = await new OrderPaper(plan.Frame, people).Of(kind, order, measures, await Number(grains, plan.Id, kind, order.No));
        await desk.Send(context, plan.Id, kind, $"{PaperForms.Of(kind).Title}{order.Label}", content);
    }

    private static Task OfSignOff(HttpContext context, KnownPlan plan, SeenMeasure measure, IGrainFactory grains, PaperDesk desk, PeopleNames people) =>
        OfTrail(context, plan, measure.View, PaperKind.SignOff, grains, desk, people);

    private static Task OfExtension(HttpContext context, KnownPlan plan, SeenMeasure measure, IGrainFactory grains, PaperDesk desk, PeopleNames people) =>
        OfTrail(context, plan, measure.View, PaperKind.Extension, grains, desk, people);

    private static async Task OfTrail(HttpContext context, KnownPlan plan, MeasureView measure, PaperKind kind, IGrainFactory grains, PaperDesk desk,
        PeopleNames people)
    {
        var papers = new MeasurePapers(plan.Frame, people);
        var (problem, trail) = (await Problem(grains, measure), await MeasurePapers.Newest(grains, measure));
        var number = await Number(grains, plan.Id, kind, measure.No);
        var content = kind == PaperKind.SignOff ? await papers.SignOff(measure, problem, trail, number)
            : await papers.Extension(measure, problem, trail, number);
        await desk.Send(context, plan.Id, kind, NameOf(kind, measure.No), content);
    }

    private static async Task OfMeasure(HttpContext context, KnownPlan plan, SeenMeasure measure, IGrainFactory grains, PaperDesk desk, PeopleNames people)
    {
        var number = await Number(grains, plan.Id, PaperKind.Measure, measure.View.No);
        var content = new MeasurePapers(plan.Frame, people).Measure(measure.View, await Problem(grains, measure.View), number);
        await desk.Send(context, plan.Id, PaperKind.Measure, NameOf(PaperKind.Measure, measure.View.No), content);
    }

    private static async Task OfProblem(HttpContext context, KnownPlan plan, Caller caller, IGrainFactory grains, PaperDesk desk, PeopleNames people)
    {
        var (problem, refusal) = await ProblemReading.One(grains, caller, plan.Id, RequestPath.Number(context, "no"));
        if (refusal is not null)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        // Of a problem that is seen for one of its measures the others stay unseen.
        var measures = (await Measures(grains, plan.Id, problem!.MeasureNumbers)).Where(caller.Sees).ToList();
        var number = await Number(grains, plan.Id, PaperKind.Problem, problem.No);
        var content = await new MeasurePapers(plan.Frame, people).Problem(problem, measures, number);
        await desk.Send(context, plan.Id, PaperKind.Problem, NameOf(PaperKind.Problem, problem.No), content);
    }

    private static async Task<Answer<ItemList<PaperNumber>>> List(Asked<RegisterAsked> asked, KnownPlan plan, Caller caller, IGrainFactory grains)
    {
        if (!caller.SeesAll)
        {
            return HttpRefusals.Forbidden;
        }

        var page = await grains.GetGrain<IPaperGrain>(plan.Id).List(asked.Value.After, asked.Value.Limit);
        return ItemList<PaperNumber>.Of(page.Items, page.Next);
    }

    private static async Task<Answer<PaperNumber>> Take(KnownPlan plan, [AsParameters] Call call, Body<TakeNumber> body, IGrainFactory grains)
    {
        if (!await PaperSubjects.Exists(grains, plan.Frame, body.Value.Kind, body.Value.Subject))
        {
            return call.Caller.Actor.Is(Roles.Reviewer) ? PaperRefusals.SubjectUnknown : PaperRefusals.NotReviewer;
        }

        var outcome = await Submit(grains, plan.Id, call, body.Value, 0);
        return outcome.Refusal is { } refusal ? refusal
            : Answer<PaperNumber>.Of(outcome.Number!, repeated: outcome.Repeated, made: !outcome.Repeated, location: outcome.Repeated ? null
                : string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan.Id}/papers"));
    }

    private static void Command<TCommand>(IEndpointRouteBuilder api, string path, string summary)
        where TCommand : PaperCommand =>
        api.Post(Register + "/{no}" + path, Policy.Submit, async (
            HttpContext context, KnownPlan plan, [AsParameters] Call call, Body<TCommand> body, IGrainFactory grains) =>
        {
            var no = RequestPath.Number(context, "no");
            if (body.Value is AttachScan { Evidence.Sha256: { } sha } && EvidenceNames.IsHash(sha) && call.Caller.Actor.Is(Roles.Reviewer)
                && await PaperSubjects.Unnamed(grains, call.Caller, plan.Frame, no, sha) is { } unnamed)
            {
                return unnamed;
            }

            var outcome = await Submit(grains, plan.Id, call, body.Value, no);
            return outcome.Refusal is { } refusal ? refusal : Answer<PaperNumber>.Of(outcome.Number!, repeated: outcome.Repeated);
        }, summary);

    private static Task<PaperOutcome> Submit(IGrainFactory grains, string plan, Call call, PaperCommand command, int no) =>
        grains.GetGrain<IPaperGrain>(plan).Submit(new() { Id = call.Key.Id, Actor = call.Caller.Actor, Command = command, No = no });

    private static async Task<Answer<ItemList<PaperTemplate>>> ListTemplates(KnownPlan plan, IGrainFactory grains) =>
        ItemList<PaperTemplate>.Of(await grains.GetGrain<IPaperGrain>(plan.Id).Templates(), (string?)null);

    private static async Task Download(HttpContext context, KnownPlan plan, KnownKind kind, PaperDesk desk)
    {
        var (file, own) = await desk.Template(plan.Id, kind.Value, context.RequestAborted);
        await PaperDesk.Send(context, file, own is null ? PaperForms.Of(kind.Value).Title + "（模板）" : Path.GetFileNameWithoutExtension(own.Name));
    }

    private static async Task<Answer<PaperTemplate>> Upload(
        HttpContext context, KnownPlan plan, KnownKind kind, [AsParameters] Call call, IGrainFactory grains, EvidenceIntake intake)
    {
        if (!call.Caller.Actor.Is(Roles.Reviewer))
        {
            return PaperRefusals.NotReviewer;
        }

        if (!BodyReading.IsMedia(context.Request.ContentType, PaperDesk.Word))
        {
            return HttpRefusals.Plain.MediaType;
        }

        LargeBody.Allow(context, TemplateCheck.MaxBytes);
        var file = (await LargeBody.Read(context)).ToArray();
        var (template, wrong) = await PaperTemplates.Set(grains, intake, plan.Id, kind.Value, file, call, context.RequestAborted);
        return template is not null ? template : Answer<PaperTemplate>.Refused(wrong);
    }

    private static async Task<Answer<ItemList<PaperTemplate>>> Drop(KnownPlan plan, KnownKind kind, [AsParameters] Call call, IGrainFactory grains)
    {
        var outcome = await Submit(grains, plan.Id, call, new DropTemplate { Kind = kind.Value }, 0);
        return outcome.Refusal is { } refusal ? refusal : await ListTemplates(plan, grains);
    }

    private static Task<PaperNumber?> Number(IGrainFactory grains, string plan, PaperKind kind, int subject) =>
        grains.GetGrain<IPaperGrain>(plan).Of(kind, subject);

    private static Task<ProblemView?> Problem(IGrainFactory grains, MeasureView measure) =>
        grains.GetGrain<IProblemGrain>(new NumberKey(measure.Plan, measure.Problem).ToString()).Get();

    private static async Task<IReadOnlyList<MeasureView>> Measures(IGrainFactory grains, string plan, IReadOnlyList<int> numbers)
    {
        var views = new List<MeasureView>();
        foreach (var some in numbers.Order().Chunk(PaperSubjects.AtOnce))
        {
            var read = await Task.WhenAll(some.Select(no => grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString()).Get()));
            views.AddRange(read.OfType<MeasureView>());
        }

        return views;
    }

    private static string NameOf(PaperKind kind, int no) => string.Create(CultureInfo.InvariantCulture, $"{PaperForms.Of(kind).Title}（{no}）");

    /// <summary>Which slip of an order is asked for.</summary>
    private sealed record SlipAsked(PaperKind Kind) : IAsked<SlipAsked>
    {
        public static SlipAsked Read(Query query) => new(query.Word<PaperKind>("form") switch
        {
            null => PaperKind.Order,
            PaperKind.Order or PaperKind.Prompt or PaperKind.Warning => query.Word<PaperKind>("form")!.Value,
            _ => query.Refuse("form") is null ? PaperKind.Order : default,
        });
    }

    /// <summary>One page of the register.</summary>
    private sealed record RegisterAsked(int After, int Limit) : IAsked<RegisterAsked>
    {
        public static RegisterAsked Read(Query query) => new(query.Number("cursor") ?? 0, query.Limit(PageAsked.Usual));
    }

    /// <summary>The kind of paper a route names.</summary>
    private sealed record KnownKind(PaperKind Value)
    {
        public static ValueTask<KnownKind?> BindAsync(HttpContext context) =>
            context.Request.RouteValues["kind"] is string word && Words.TryRead<PaperKind>(word, out var kind) ? new(new KnownKind(kind))
                : Binding.Refused<KnownKind>(context, PaperRefusals.KindUnknown);
    }
}
