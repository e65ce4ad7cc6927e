using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>Who may pass: the one rule behind every policy. No policy, no way through.</summary>
internal sealed class AccessRule(Policy policy) : AuthorizationHandler<AccessRule>, IAuthorizationRequirement
{
    /// <summary>Why a request may not pass; <see langword="null"/> when it may.</summary>
    public static Denial? Deny(Policy policy, HttpContext context)
    {
        if (context.User is not CallerPrincipal asker)
        {
            return policy is not (Policy.Open or Policy.PublicPlan) ? Denial.Stranger : IsForeign(context.Request) ? Denial.CrossSite : null;
        }

        if (asker.Caller is not { } caller)
        {
            return asker.Refusal is { } refusal ? new(refusal, asker == CallerPrincipal.BadToken) : Denial.Stranger;
        }

        if (caller.MustChangePassword && policy is not Policy.Self)
        {
            var open = policy is Policy.Open or Policy.PublicPlan;
            return open && (!PageAnswers.IsPage(context) || context.Request.Path == PageAnswers.SignInPath) ? null : Denial.Password;
        }

        if (context.Features.Get<EndedActing>() is { } ended && policy is not (Policy.Open or Policy.Self) && !IsSafe(context.Request))
        {
            return new(ended.Refusal);
        }

        return caller.ByCookie ? IsOwn(context.Request) ? Deny(policy, caller) : Denial.CrossSite
            : policy is Policy.Open && IsForeign(context.Request) ? Denial.CrossSite
            : Deny(policy, caller);
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRule requirement)
    {
        if (context.Resource is not HttpContext http)
        {
            return Task.CompletedTask;
        }

        if (Deny(policy, http) is { } denial)
        {
            http.Features.Set(denial);
        }
        else
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static Denial? Deny(Policy policy, Caller caller)
    {
        var allowed = policy switch
        {
            Policy.Open or Policy.PublicPlan or Policy.Account or Policy.Self => true,
            Policy.ReadPlan or Policy.Submit => caller.Reads,
            Policy.Ops => caller.IsOps,
            Policy.Oversee => caller.Oversees,
            Policy.Audit => caller.IsOps || (caller.Actor.Is(Roles.Auditor) && caller.SeesAll),
            _ => false,
        };
        return allowed ? null : Denial.Role;
    }

    /// <summary>True for what changes nothing, and for what a browser says it sent from a page of this site.</summary>
    private static bool IsOwn(HttpRequest request) => IsSafe(request) || FromHere(request) is true;

    /// <summary>True when a browser says that another site's page sent what changes something.</summary>
    private static bool IsForeign(HttpRequest request) => !IsSafe(request) && FromHere(request) is false;

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>
    /// Whether a page of this site sent a request: a browser sends its cookie along with requests of foreign pages too. What a browser says of itself is
    /// believed; nobody else is harmed by lying here. The host is compared and not the scheme: a proxy in front may speak another.
    /// </summary>
    private static bool? FromHere(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"], request.Headers.Origin);
        return site.Count > 0 ? site.Count == 1 && site[0] == "same-origin"
            : origin.Count > 0 ? origin.Count == 1 && Uri.TryCreate(origin[0], UriKind.Absolute, out var from) && from.Authority == request.Host.Value
            : null;
    }
}

/// <summary>Why somebody may not pass.</summary>
/// <param name="Refusal">What is said; without one the way to sign in is shown.</param>
/// <param name="IsUnproven">Whether it is about the proof itself (401) rather than about the account (403).</param>
internal sealed record Denial(Refusal? Refusal, bool IsUnproven = false)
{
    /// <summary>An unknown caller.</summary>
    public static readonly Denial Stranger = new((Refusal?)null);

    public static readonly Denial Password = new(AuthRefusals.PasswordMustChange);
    public static readonly Denial CrossSite = new(AuthRefusals.CrossSite);

    /// <summary>Known, and of a role that the policy does not name.</summary>
    public static readonly Denial Role = new(HttpRefusals.Forbidden);
}

/// <summary>Tells whoever may not pass why, as problem details or as a page.</summary>
internal sealed class DenialAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context)
        : context.Features.Get<Denial>() is not { Refusal: { } refusal } denial ? Errors.AskToSignIn(context)
        : denial.IsUnproven ? Errors.RefuseToken(context, refusal)
        : denial == Denial.Password && PageAnswers.IsPage(context) ? PageAnswers.AskForPassword(context)
        : Errors.Refuse(context, refusal);
}
