using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Demo;

/// <summary>/replay: where the replay is, and the plain form that steers it. Open to every visitor: there is nothing real in it.</summary>
internal static class ReplayApi
{
    private const string Path = "/replay";
    private const double Step = 2;

    public static void MapReplay(this WebApplication app)
    {
        if (app.Services.GetService<ReplayCampaign>() is not { } campaign)
        {
            return;
        }

        // Once the store is closed and not before.
        app.Lifetime.ApplicationStopped.Register(app.Services.GetRequiredService<ReplayFolder>().Dispose);
        app.Get(Path, Policy.Open, (HttpContext context) => Show(context, campaign), "Where the replay is").ExcludeFromDescription();
        app.Post(Path, Policy.Open, (HttpContext context) => Steer(context, campaign), "Stop the replay, let it go on, or move it forward")
            .ExcludeFromDescription();
    }

    private static Task Show(HttpContext context, ReplayCampaign campaign)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.Write(context, campaign.State, DemoJson.Api.ReplayState);
    }

    private static async Task Steer(HttpContext context, ReplayCampaign campaign)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (Wish(campaign, form) is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        if (context.Request.GetTypedHeaders().Accept.Any(static type => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)))
        {
            await Show(context, campaign);
            return;
        }

        context.Response.Redirect(PageAnswers.Local(form["return"]));
    }

    private static Refusal? Wish(ReplayCampaign campaign, IFormCollection form)
    {
        switch (form["do"].ToString())
        {
            case "pause": campaign.Pause(); return null;
            case "continue": campaign.Continue(); return null;
            case "slower": campaign.Hurry(1 / Step); return null;
            case "faster": campaign.Hurry(Step); return null;
            case "end": return campaign.GoTo(campaign.State.LastDay);
            case "to": return Days.Read(form["day"]) is { } day ? campaign.GoTo(day) : ReplayRefusals.DayOutside;
            default: return ReplayRefusals.WishUnknown;
        }
    }
}
