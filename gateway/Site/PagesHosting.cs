using Microsoft.AspNetCore.Antiforgery;
using Rectification.Gateway.Accounts.Pages;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Evidence.Pages;
using Rectification.Gateway.Http;
using Rectification.Gateway.Operations;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Rates.Pages;
using Rectification.Gateway.Review.Pages;
using Rectification.Gateway.Search.Pages;
using Rectification.Gateway.Shell;
using Rectification.Gateway.SignIn;
using Rectification.Gateway.Tasks.Pages;
using Rectification.Gateway.Work.Pages;

namespace Rectification.Gateway.Site;

/// <summary>The pages as part of the gateway: rendered on the server, each answer whole, no circuit and no state between requests.</summary>
internal static class PagesHosting
{
    /// <summary>Nothing is loaded from anywhere else, nothing runs that is not a file of the product.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; connect-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; base-uri 'self'; form-action 'self'; "
        + "frame-src 'self'; frame-ancestors 'none'";

    /// <summary>A form that another page made, that is older than the keys, or that was filled in by another person.</summary>
    private static readonly Refusal FormExpired = Refusal.Invalid(
        "page.form-expired",
        "这张表单已失效，未保存任何内容。请返回上一页，刷新后重新填写。",
        "This form is no longer valid, and nothing was saved. Go back, reload the page and fill it in again.");

    /// <summary>
    /// The files of the pages lie beside a published program, in whatever folder it is started. Otherwise they are looked for in that folder, and each
    /// is answered 200 without a byte. A build that is not published names its files where they are written.
    /// </summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") is var beside && Directory.Exists(beside) ? beside : null,
    };

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();

        // Files of a build are otherwise taken for work in progress and packed anew, uncompressed, for every request.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(static forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);

        builder.Services.AddSingleton(Html.Encoder);
        builder.Services.AddSingleton<PageTurns>();
        builder.Services.AddSingleton<PastDays>();
        builder.Services.AddSingleton<DailyForecasts>();
        builder.Services.AddSingleton<OverviewReader>();
        builder.Services.AddSingleton<ChosenPlan>();
        builder.Services.AddSingleton<FormEvidence>();
        builder.Services.AddSingleton<TaskReader>();
        builder.Services.AddSingleton<ReviewQueue>();
        builder.Services.AddSingleton<PlanWorkReader>();
        builder.Services.AddSingleton<EvidenceReader>();
        builder.Services.AddSingleton<IErrorPage, ErrorPage>();
        builder.Services.AddSingleton<PeopleNames>();
        builder.Services.AddSingleton<IPlaces, PlanPlaces>();
        builder.Services.AddSingleton<Finder>();
        builder.Services.AddSingleton<PlanClock>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().DisableRateLimiting().Allow(Policy.Open);
        app.MapRazorComponents<App>();
        app.Get("/favicon.ico", Policy.Open, Icon, "The icon, where browsers look for it on their own").ExcludeFromDescription();
        app.MapLanguageChoice();
        app.MapEvidenceInPlace();
        app.MapReplay();
        app.MapActing();
        app.Post("/sign-out", Policy.Open, SignOut, "Sign out at the page").ExcludeFromDescription();
    }

    /// <summary>Goes after the gate: pages are protected against other sites' forms and frames.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            if (PageQuestions.Wrong(context) is { } wrong)
            {
                return Errors.Refuse(context, StatusCodes.Status400BadRequest, HttpRefusals.Query(wrong));
            }

            if (PageAnswers.IsPage(context))
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers.CacheControl = "no-cache, no-store";
                if (context.CallerOrStranger() is { ByCookie: true } person)
                {
                    context.RequestServices.GetRequiredService<SeenPeople>().Note(person.Actor.Account);
                }
            }

            return next(context);
        });
        var turns = app.Services.GetRequiredService<PageTurns>();
        app.Use((context, next) => HttpMethods.IsGet(context.Request.Method) && PageAnswers.IsPage(context) ? turns.Take(context, next) : next(context));
        app.UseAntiforgery();
        app.Use(static (context, next) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? Errors.Refuse(context, StatusCodes.Status400BadRequest, FormExpired)
            : next(context));
    }

    private static Task Icon(HttpContext context)
    {
        context.Response.Redirect("/icon.svg", permanent: true);
        return Task.CompletedTask;
    }

    private static async Task<IResult> SignOut(HttpContext context, SignOut signOut)
    {
        await signOut.End(context);
        return TypedResults.Redirect("/");
    }
}
