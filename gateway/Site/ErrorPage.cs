using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Site;

/// <summary>A refusal as a page of the site.</summary>
internal sealed class ErrorPage : IErrorPage
{
    public async Task Show(HttpContext context, int status, Refusal refusal)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var sentence = Bilingual.To(context.Request)[refusal];

        // A page may have begun to render in the request's own scope before it came to this; a scope renders once, and so does a header of it.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        await using var scope = context.RequestServices.CreateAsyncScope();
        var own = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        try
        {
            var told = new
            {
                Sentence = sentence,
                Needed = NeededRoles.For(context, status),
                Denied = status != StatusCodes.Status404NotFound,
                Strange = refusal.Code == AuthRefusals.CrossSite.Code,
            };
            await new RazorComponentResult<RefusedApp>(told) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = own;
        }
    }
}
