using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Rectification.Profiles;

namespace Rectification.Gateway.Auth;

/// <summary>What it takes to know who asks.</summary>
internal static class SignInHosting
{
    private const string Application = "rectification";

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Identities>();
        builder.Services.AddPolicies();
        builder.Services.AddRateLimits();
        builder.AddSchemes();

        var sealing = builder.Services.AddDataProtection().SetApplicationName(Application);
        if (KeyStore(builder.Configuration) is { } store)
        {
            sealing.Services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = store);
        }
        else
        {
            sealing.PersistKeysToFileSystem(KeyFolder(builder.Configuration));
        }

        // That the keys are not sealed by a key of their own is so on purpose, and said in docs/accounts.md.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
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
        var nobody = new AuthorizationPolicyBuilder().RequireAssertion(static asked => asked.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint);
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

    /// <summary>Where the gateways of a cluster share their keys; null where there is one gateway only.</summary>
    private static IXmlRepository? KeyStore(IConfiguration configuration)
    {
        switch (Profile.Of(configuration))
        {
            case Profile.Postgres:
                var (connection, schema) = Profile.Database(configuration);
                return new DatabaseKeys(connection, schema);
            case Profile.Azure:
                return new BlobKeys(AzureAccount.Blobs(AzureAccount.Connection(configuration)).GetBlobContainerClient(BlobKeys.Container));
            default:
                return null;
        }
    }

    private static DirectoryInfo KeyFolder(IConfiguration configuration)
    {
        // Beside the data, and not for others to read: whoever has them can sign in as anybody.
        var folder = Path.Combine(configuration.DataPath(), "keys");
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
