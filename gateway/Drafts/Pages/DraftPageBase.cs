using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Plans;

namespace Rectification.Gateway.Drafts.Pages;

/// <summary>A page about one draft. Where there is none, or nothing of it may be seen, it says so and shows nothing else.</summary>
public abstract class DraftPageBase : SitePage
{
    /// <summary>The plan's id, from the address.</summary>
    [Parameter]
    public required string Plan { get; set; }

    [SupplyParameterFromQuery(Name = "done")]
    protected string? Done { get; set; }

    /// <summary>The draft as far as the reader sees it.</summary>
    protected DraftView? Draft { get; private set; }

    protected Refusal? Refused { get; private set; }

    protected FormState Typed { get; private set; } = null!;

    internal Caller Reader => Context.Caller();

    internal IPlanDraftGrain Grain => Grains.GetGrain<IPlanDraftGrain>(Plan);

    internal PlanSource Source => new() { Actor = Reader.Actor, Id = Typed.Id };

    protected override async Task OnInitializedAsync()
    {
        Typed = FormState.Into(Context.Request);
        await Read();
        if (Draft is not { Parts.Count: > 0 })
        {
            Refuse(DraftRefusals.Unknown);
        }
    }

    protected async Task Read() => Draft = Ids.IsValid(Plan) && await Grain.Get(Reader.Actor) is { } draft ? DraftsApi.Seen(Reader, draft) : null;

    protected void Refuse(Refusal refusal)
    {
        Refused = refusal;
        Context.Response.StatusCode = Errors.Status(refusal.Kind);
        Context.Features.Set(refusal);
    }

    /// <summary>Shows the page anew once the wish is done, and otherwise again with what was typed and why not.</summary>
    protected async Task Answer(DraftOutcome outcome)
    {
        if (outcome.Refusals is [var refusal, ..])
        {
            await Read();
            Typed.Refuse(refusal);
            Context.Response.StatusCode = Errors.Status(refusal.Kind);
        }
        else
        {
            Context.Response.Redirect($"{Context.Request.Path}?done={Typed.Command}");
        }
    }

    protected string Status(DraftPartView part) => part.Status switch
    {
        DraftStatus.Approved => Say["已审定", "approved"],
        DraftStatus.Returned => Say["已退回", "returned"],
        _ when part.NextStep == ReviewStep.Leader => Say["待责任领导审定", "waits for the leader"],
        _ => Say["待整改办审核", "waits for the office"],
    };

    protected string Unit(string id) => Draft!.Units.FirstOrDefault(unit => unit.Id == id)?.Name ?? id;
}
