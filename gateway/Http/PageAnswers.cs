using Microsoft.AspNetCore.Components.Endpoints;

namespace Rectification.Gateway.Http;

/// <summary>Where a person at a page is sent instead of being answered with problem details.</summary>
internal static class PageAnswers
{
    public const string SignInPath = "/sign-in";

    /// <summary>Leads on to where something waits for whoever asks, otherwise to the overview.</summary>
    public const string HomePath = "/home";
    private const string PasswordPath = "/password";

    /// <summary>Whether a page was asked for: one of ours, or something that does not exist, by a browser's address bar.</summary>
    public static bool IsPage(HttpContext context) => context.GetEndpoint() is { } endpoint
        ? endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        : HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && context.Request.GetTypedHeaders().Accept.Any(static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)
                && type.Quality is not 0);

    /// <summary>Sends an unknown visitor to the sign-in page, and from there to the page asked for.</summary>
    public static void AskToSignIn(HttpContext context)
    {
        var asked = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : context.Request.Path.Value;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{SignInPath}?return={Uri.EscapeDataString(asked ?? "/")}");
    }

    /// <summary>Sends a visitor with a one-time password to change it, and from there to the page asked for.</summary>
    public static Task AskForPassword(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"{PasswordPath}?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    /// <summary>Where a link or form may send a browser: to a page of this site and nowhere else, in the letters that an address may have.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl)
            ? string.Concat(path.EnumerateRunes().Select(static rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
            : "/";
}

/// <summary>What a person at a page is shown instead of problem details; the pages make it.</summary>
internal interface IErrorPage
{
    Task Show(HttpContext context, int status, Refusal refusal);
}
