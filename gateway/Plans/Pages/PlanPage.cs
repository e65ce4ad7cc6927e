using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>A page about one plan, for those who read plans. Where there is no such plan, or it may not be seen, it says so and shows nothing else.</summary>
public abstract class PlanPage : SitePage
{
    /// <summary>The plan's id, from the address.</summary>
    [Parameter]
    public required string Plan { get; set; }

    [Inject]
    internal PlanCache Frames { get; set; } = null!;

    /// <summary>The plan, once it is read; <see langword="null"/> when the page is refused.</summary>
    protected PlanFrame? Frame { get; private set; }

    /// <summary>Why the page shows nothing; <see langword="null"/> when it shows something.</summary>
    protected Refusal? Refused { get; private set; }

    /// <summary>Who asks; the policy of these pages admits only known callers.</summary>
    internal Caller Reader => Context.Caller();

    protected sealed override async Task OnInitializedAsync()
    {
        if (!Ids.IsValid(Plan) || (Frame = await Frames.Get(Plan)) is null)
        {
            Refuse(PlanRefusals.Unknown);
            return;
        }

        await Load();
    }

    /// <summary>Reads what the page shows; <see cref="Frame"/> is there.</summary>
    protected abstract Task Load();

    protected void Refuse(Refusal refusal)
    {
        (Frame, Refused) = (null, refusal);
        Context.Response.StatusCode = Errors.Status(refusal.Kind);

        // Of a page that answers 404 the framework sends nothing; what is sent instead should say the same.
        Context.Features.Set(refusal);
    }
}
