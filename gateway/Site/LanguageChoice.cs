using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Site;

/// <summary>/language/{to}: the language of the pages, kept in a cookie.</summary>
internal static class LanguageChoice
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapLanguageChoice(this IEndpointRouteBuilder app) =>
        app.Get("/language/{to}", Policy.Open, Choose, "Choose the language of the pages").ExcludeFromDescription();

    private static Task Choose(HttpContext context)
    {
        if (context.Request.RouteValues["to"] is string to and ("zh" or "en"))
        {
            context.Response.Cookies.Append(Bilingual.Cookie, to, new()
            {
                MaxAge = Kept,
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                Secure = context.Request.IsHttps,
            });
        }

        context.Response.Redirect(PageAnswers.Local(context.Request.Query["return"]));
        return Task.CompletedTask;
    }
}
