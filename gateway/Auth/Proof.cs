namespace Rectification.Gateway.Auth;

/// <summary>What a request proved, as an account can be asked about it.</summary>
/// <param name="Hash">Names the proof, and the person acted for; never the proof itself.</param>
/// <param name="Kind">By what it was proved.</param>
/// <param name="Account">The account that was named.</param>
/// <param name="For">The person acted for, if any.</param>
/// <param name="Secret">The key's hash, or the session's security stamp; none for a token.</param>
/// <param name="Until">Until when the proof itself is good, as <see cref="Environment.TickCount64"/>.</param>
internal sealed record Proof(KeyHash Hash, ProofKind Kind, string Account, string? For, string? Secret = null, long Until = long.MaxValue)
{
    /// <summary>Names the person a substitute acts for.</summary>
    public const string ActingForHeader = "Acting-For";

    private const string Bearer = "Bearer ";

    /// <summary>The person that a request acts for.</summary>
    public static string? ActedFor(HttpRequest request) => request.Headers[ActingForHeader] is { Count: > 0 } person ? person.ToString() : null;

    /// <summary>The name of what a request shows, with the person acted for.</summary>
    public static KeyHash HashOf(ReadOnlySpan<char> shown, string? person) => person is null ? KeyHash.Of(shown) : KeyHash.Of(shown).ActingFor(person);

    /// <summary>The key or token of a request; empty without one, or when it is longer than any.</summary>
    public static ReadOnlySpan<char> ShownBy(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var shown = text.AsSpan(Bearer.Length).Trim();
        return shown.Length <= KeyHash.MaxProofLength ? shown : default;
    }
}

/// <summary>How a caller proves who he is.</summary>
internal enum ProofKind
{
    /// <summary>A key of the account.</summary>
    Key = 1,

    /// <summary>A session that a password opened.</summary>
    Password = 2,

    /// <summary>A session that an issuer vouched for.</summary>
    Vouched = 3,

    /// <summary>An issuer's token.</summary>
    Token = 4,
}
