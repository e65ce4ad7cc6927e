using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Rectification.Gateway.Auth;

/// <summary>How it is known who asks, and which policies there are.</summary>
internal static class AccessHosting
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddPolicies();
        builder.Services.AddRateLimits();
        builder.AddSchemes();
    }

    /// <summary>Goes after routing: who asks, how much of it, and whether that may be.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    /// <summary>A policy for each way of access. What has none is let through to nobody; what the router itself answers (404, 405) tells nothing.</summary>
    private static void AddPolicies(this IServiceCollection services)
    {
        var nobody = new AuthorizationPolicyBuilder()
            .RequireAssertion(static asked => asked.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint);
        var policies = services.AddAuthorizationBuilder().SetFallbackPolicy(nobody.Build());
        foreach (var policy in Enum.GetValues<Policy>())
        {
            policies.AddPolicy(policy.ToString(), rules => rules.AddRequirements(new AccessRule(policy)));
        }

        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DenialAnswers>();
    }

    /// <summary>By a key, a token or a session's cookie. Only a request that shows neither key nor token is asked for its cookie.</summary>
    private static void AddSchemes(this WebApplicationBuilder builder)
    {
        var auth = builder.Configuration.GetSection(AuthOptions.Section).Get<AuthOptions>() ?? new();
        var authentication = builder.Services.AddAuthentication(ApiKeyHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count == 0 ? Session.Scheme
                : auth.Jwt.Authority is not null && IssuerTokens.IsToken(Proof.ShownBy(context.Request)) ? IssuerTokens.Scheme
                : null)
            .AddCookie(Session.Scheme, Session.Configure);
        IssuerTokens.AddTo(authentication, auth.Jwt);
        OidcSignIn.AddTo(authentication, auth.Oidc);
    }
}
