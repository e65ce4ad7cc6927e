using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Ledgers;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>/ledgers: what offices keep in Excel（台账）， previewed, and taken in as drafts, amendments or reports.</summary>
internal static class LedgersApi
{
    private const string One = "/ledgers/{preview}";

    public static void MapLedgers(this IEndpointRouteBuilder api)
    {
        api.Post(
            "/ledgers/preview", Policy.Submit, Preview,
            "Preview（台账预览） of ledgers: a form with one or more files, and optionally plan, as, mapping, context, unitsOf, approved");

        api.Get(One, Policy.ReadPlan, Get, "A preview once more, as it would be now");
        api.Post(One + "/commit", Policy.Submit, Commit, "Take a previewed ledger in（写入）， as a whole or not at all").Takes<CommitLedger>();

        api.Get("/plans/{plan}/ledger-memory", Policy.ReadPlan, Memory, "Columns and other names of units that were put right in the plan's ledgers before");
        api.Post("/plans/{plan}/ledger-memory/forget", Policy.Submit, Forget, "Forget a layout's columns, or another name（不再沿用）");
    }

    private static async Task<Answer<LedgerPreview>> Preview(
        HttpContext context, Caller caller, LedgerIntake intake, LedgerDesk desk)
    {
        var (form, refusal) = await intake.Receive(context);
        if (form is null)
        {
            return refusal!;
        }

        var (preview, wrong) = await desk.Preview(form, caller, context.RequestAborted);
        return preview is null ? wrong!
            : new Answer<LedgerPreview>(preview) { Made = true, Location = $"/api/v1/ledgers/{preview.Preview}", IsLong = true };
    }

    private static async Task<Answer<LedgerPreview>> Get(LedgerId ledger, Caller caller, LedgerDesk desk, HttpContext context)
    {
        var (preview, refusal) = await desk.Again(ledger.Value, caller, context.RequestAborted);
        return preview is null ? refusal! : new Answer<LedgerPreview>(preview) { IsLong = true };
    }

    private static async Task<Answer<LedgerCommitted>> Commit(
        LedgerId ledger, [AsParameters] Call call, Body<CommitLedger> body, LedgerDesk desk, HttpContext context)
    {
        var (committed, wrong, repeated) = await desk.Commit(ledger.Value, body.Value, call.Key.Id, call.Caller, context.RequestAborted);
        return committed is null ? Answer<LedgerCommitted>.Refused([.. wrong.Take(PlanLimits.MaxErrors)])
            : Answer<LedgerCommitted>.Of(committed, repeated: repeated);
    }

    private static async Task<Answer<LedgerMemory>> Memory(KnownPlan plan, Caller caller, LedgerDesk desk) =>
        caller.SeesAll ? await desk.Memory(plan.Id) : HttpRefusals.Forbidden;

    private static async Task<Answer<LedgerMemory>> Forget(Asked<LedgerForgotten> asked, KnownPlan plan, Caller caller, LedgerDesk desk) =>
        await desk.Forget(plan.Id, asked.Value.Key, caller) is { } refusal ? refusal : await desk.Memory(plan.Id);

    /// <summary>The preview a route names; it may not be there.</summary>
    private sealed record LedgerId(string Value)
    {
        public static ValueTask<LedgerId?> BindAsync(HttpContext context) =>
            RequestPath.Id(context, "preview") is { } id ? new(new LedgerId(id)) : Binding.Refused<LedgerId>(context, LedgerRefusals.Unknown);
    }
}
