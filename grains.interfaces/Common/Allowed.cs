namespace Rectification;

/// <summary>
/// What somebody may do now, as views carry it for who asks: each act with <see langword="null"/>, or with the refusal that a command in good
/// shape would be answered with.
/// </summary>
public static class Allowed
{
    /// <summary>Whether the act would be accepted. What a view does not speak of is not allowed.</summary>
    public static bool Allows(this IReadOnlyDictionary<string, Refusal?>? allowed, string act) =>
        allowed is not null && allowed.TryGetValue(act, out var refusal) && refusal is null;

    /// <summary>Whether the act is one of theirs who ask: it would be accepted, or only the state of things stands against it.</summary>
    public static bool IsTheirs(this IReadOnlyDictionary<string, Refusal?>? allowed, string act) =>
        allowed is not null && allowed.TryGetValue(act, out var refusal) && refusal is null or { Kind: RefusalKind.Conflict };
}
