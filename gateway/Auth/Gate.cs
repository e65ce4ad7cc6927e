using Rectification.Gateway.Http;
using Rectification.Gateway.Site;
using Rectification.Plans;

namespace Rectification.Gateway.Auth;

/// <summary>Lets a request through to its endpoint if the endpoint's policy allows it. No policy, no way through.</summary>
internal sealed class Gate(RequestDelegate next, KeyRing keys)
{
    public Task Invoke(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }

        // The router's own answers (405, 415) tell nothing and carry no metadata of ours.
        if (endpoint.Metadata.GetMetadata<AccessPolicyAttribute>() is not { } access)
        {
            return endpoint is RouteEndpoint ? Errors.AskToSignIn(context) : next(context);
        }

        return keys.TryKnow(context.Request, out var hash, out var asker)
            ? Pass(context, access.Policy, asker)
            : AskAndPass(context, access.Policy, hash);
    }

    private async Task AskAndPass(HttpContext context, Policy policy, KeyHash hash) =>
        await Pass(context, policy, await keys.Ask(context.Request, hash));

    private Task Pass(HttpContext context, Policy policy, Asker asker)
    {
        if (asker.Refusal is { } refusal)
        {
            return asker.IsUnproven ? Errors.RefuseToken(context, refusal) : Errors.Refuse(context, refusal);
        }

        if (asker.Caller is not { } caller)
        {
            var stranger = policy is Policy.Open or Policy.PublicPlan && !KeyRing.HasKey(context.Request);
            return stranger ? next(context) : Errors.AskToSignIn(context);
        }

        if (caller.MustChangePassword && policy is not Policy.Self)
        {
            return PageAnswers.IsPage(context) && context.Request.Path != PageAnswers.SignInPath ? PageAnswers.AskForPassword(context)
                : policy is Policy.Open or Policy.PublicPlan ? next(context)
                : Errors.Refuse(context, AuthRefusals.PasswordMustChange);
        }

        if (caller.ByCookie && !SameSite.IsOwn(context.Request))
        {
            return Errors.Refuse(context, AuthRefusals.CrossSite);
        }

        var allowed = policy switch
        {
            Policy.Open or Policy.PublicPlan or Policy.Submit or Policy.Self => true,
            Policy.ReadPlan => caller.Reads,
            Policy.Ops => caller.IsOps,
            Policy.Oversee => caller.Oversees,
            Policy.Audit => caller.IsOps || (caller.Actor.Is(Roles.Auditor) && caller.SeesAll),
            _ => false,
        };
        if (!allowed)
        {
            context.Features.Set(new TurnedAway(caller));
            return Errors.Refuse(context, HttpRefusals.Forbidden);
        }

        context.Features.Set(caller);
        return next(context);
    }
}

/// <summary>Who was known and not let through, so that a page can say so; it is nobody's caller.</summary>
internal sealed record TurnedAway(Caller Caller);

internal static class CallerExtensions
{
    /// <summary>Who asks; only behind a policy that needs an account.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint's policy lets strangers in.");

    public static Caller? CallerOrStranger(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Whether only what is public may be seen: by strangers, and by accounts of the public.</summary>
    public static bool IsOfThePublic(this HttpContext context) => context.Features.Get<Caller>() is not { Reads: true };

    /// <summary>There is no such plan for whoever asks; the public is not told which plans there are.</summary>
    public static Task RefusePlan(this HttpContext context) =>
        context.CallerOrStranger() is null ? Errors.AskToSignIn(context)
        : Errors.Refuse(context, context.IsOfThePublic() ? HttpRefusals.Forbidden : PlanRefusals.Unknown);
}
