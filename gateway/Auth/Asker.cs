using Rectification.Accounts;

namespace Rectification.Gateway.Auth;

/// <summary>What a request's proof of identity came to: a caller, nobody, or a "no" of its own.</summary>
/// <param name="Caller">Who asks, if it is known.</param>
/// <param name="Refusal">Why a proof is no good, where that may be said.</param>
/// <param name="IsUnproven">Whether the refusal is about the proof itself (401) rather than about the account (403).</param>
internal sealed record Asker(Caller? Caller, Refusal? Refusal = null, bool IsUnproven = false)
{
    /// <summary>No proof, or one that is not good.</summary>
    public static readonly Asker Stranger = new((Caller?)null);

    /// <summary>A token that is forged, expired or for somebody else; which of them, is not told.</summary>
    public static readonly Asker BadToken = new(null, AuthRefusals.TokenInvalid, IsUnproven: true);

    public static Asker Refused(Refusal refusal) => new(null, refusal);

    /// <summary>A session as its account sees it.</summary>
    public static Asker OfSession(AccountPresence presence, bool byPassword) =>
        presence.Actor is { } actor ? new(new Caller(actor) { ByCookie = true, MustChangePassword = byPassword && presence.MustChangePassword }) : Stranger;
}
