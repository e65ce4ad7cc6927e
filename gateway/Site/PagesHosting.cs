using System.Text.Encodings.Web;
using System.Text.Unicode;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Hosting;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Rates.Pages;
using Rectification.Gateway.Search.Pages;
using Rectification.Gateway.SignIn.Pages;

namespace Rectification.Gateway.Site;

/// <summary>The pages as part of the gateway: rendered on the server, each answer whole, no circuit and no state between requests.</summary>
internal static class PagesHosting
{
    /// <summary>Nothing is loaded from anywhere else, nothing runs that is not a file of the product.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; connect-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; base-uri 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'";

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();

        // Files of a build are otherwise taken for somebody's work in progress and packed anew, uncompressed, for every request.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Services.AddRazorComponents();

        // Chinese as it is, not as numbers: a third of the bytes, and readable.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddScoped<SignInForm>();
        builder.Services.AddSingleton<PastDays>();
        builder.Services.AddSingleton<OverviewReader>();
        builder.AddWorkbench();
        builder.Services.AddSingleton<Finder>();
        builder.Services.AddSingleton<PlanClock>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().Allow(Policy.Open);
        app.MapRazorComponents<App>();
        app.MapLanguageChoice();
        app.MapWorkbench();
        app.MapReplay();
        app.Post("/sign-out", Policy.Open, SignOut, "Sign out at the page").ExcludeFromDescription();
    }

    /// <summary>Goes after the gate: pages are protected against other sites' forms and frames.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            if (PageAnswers.IsPage(context))
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers.CacheControl = "no-cache, no-store";
            }

            return next(context);
        });
        app.UseAntiforgery();
    }

    private static Task SignOut(HttpContext context)
    {
        if (SameSite.IsForeign(context.Request))
        {
            return Errors.Refuse(context, AuthRefusals.CrossSite);
        }

        Sessions.Close(context);
        context.Response.Redirect("/");
        return Task.CompletedTask;
    }
}
