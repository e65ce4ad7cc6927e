using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.SignIn;

/// <summary>/acting/end: back to one's own work, also where the substitution has ended meanwhile.</summary>
internal static class ActingAddress
{
    public static void MapActing(this IEndpointRouteBuilder app) =>
        app.Post("/acting/end", Policy.Self, End, "Stop acting for somebody at the pages").ExcludeFromDescription();

    private static async Task<IResult> End(HttpContext context)
    {
        await Session.ActFor(context, null);
        return TypedResults.Redirect(PageAnswers.HomePath);
    }
}
