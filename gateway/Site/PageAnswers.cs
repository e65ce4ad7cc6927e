using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Site;

/// <summary>What a person at a page is told instead of problem details.</summary>
internal static class PageAnswers
{
    public const string SignInPath = "/sign-in";
    private const string PasswordPath = "/password";

    /// <summary>Whether a page was asked for: one of ours, or something that does not exist, by a browser's address bar.</summary>
    public static bool IsPage(HttpContext context) => context.GetEndpoint() is { } endpoint
        ? endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        : HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && context.Request.GetTypedHeaders().Accept.Any(static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    /// <summary>Sends somebody who is not known to the door; after it the page that was asked for is opened.</summary>
    public static void AskToSignIn(HttpContext context)
    {
        var asked = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : context.Request.Path.Value;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{SignInPath}?return={Uri.EscapeDataString(asked ?? "/")}");
    }

    /// <summary>Sends somebody with a one-time password to where it is changed; after that the page that was asked for is opened.</summary>
    public static Task AskForPassword(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{PasswordPath}?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    public static async Task Refuse(HttpContext context, int status, Refusal refusal)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var sentence = Say.To(context.Request)[refusal];

        // A page may have begun to render in the request's own scope before it came to this; a scope renders once, and so does a header of it.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        await using var scope = context.RequestServices.CreateAsyncScope();
        var own = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<RefusedApp>(new { Sentence = sentence, Needed = NeededRoles.For(context, status) }) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = own;
        }
    }

    /// <summary>Where a link or form may send a browser: to a page of this site and nowhere else.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
