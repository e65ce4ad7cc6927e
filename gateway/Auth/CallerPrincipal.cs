using System.Security.Claims;

namespace Rectification.Gateway.Auth;

/// <summary>What a request's proof of identity came to: a caller, or a "no" of its own. A request without a proof has none of these.</summary>
internal sealed class CallerPrincipal : ClaimsPrincipal
{
    /// <summary>The authentication type of whoever is known.</summary>
    private const string Known = "rectification";

    /// <summary>A key that is no good.</summary>
    public static readonly CallerPrincipal Unknown = new(null, null, null);

    /// <summary>A token that is forged, expired or for somebody else; which of them, is not told.</summary>
    public static readonly CallerPrincipal BadToken = new(null, AuthRefusals.TokenInvalid, null);

    private CallerPrincipal(Caller? caller, Refusal? refusal, Proof? proof)
        : base(caller is null ? new ClaimsIdentity() : new ClaimsIdentity(ClaimsOf(caller.Actor), Known)) =>
        (Caller, Refusal, Proof) = (caller, refusal, proof);

    /// <summary>Who asks, if the account says so.</summary>
    public Caller? Caller { get; }

    /// <summary>Why a proof is no good, where that may be said.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What was proved, to ask the account again later.</summary>
    public Proof? Proof { get; }

    public static CallerPrincipal Of(Caller caller, Proof proof) => new(caller, null, proof);

    public static CallerPrincipal Refused(Refusal refusal) => new(null, refusal, null);

    /// <summary>A form that one filled in as oneself is no good for another person, nor the other way round: its token is bound to all of this.</summary>
    private static IEnumerable<Claim> ClaimsOf(Actor actor) =>
        actor.OnBehalfOf is { } person ? [new(ClaimTypes.Name, actor.Account), new(ClaimTypes.Actor, person)] : [new(ClaimTypes.Name, actor.Account)];
}

internal static class CallerExtensions
{
    /// <summary>Who asks; only behind a policy that needs an account.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.CallerOrStranger() ?? throw new InvalidOperationException("The endpoint's policy lets strangers in.");

    /// <summary>Who asks, also where that was refused; nobody as long as a one-time password has to be changed first.</summary>
    public static Caller? CallerOrStranger(this HttpContext context) =>
        context.User is not CallerPrincipal { Caller: { } caller } ? null
        : caller.MustChangePassword && context.GetEndpoint()?.Metadata.GetMetadata<AccessPolicyAttribute>()?.Policy is not Policy.Self ? null
        : caller;

    /// <summary>Whether only what is public may be seen: by strangers, and by accounts of the public.</summary>
    public static bool IsOfThePublic(this HttpContext context) => context.CallerOrStranger() is not { Reads: true };
}
