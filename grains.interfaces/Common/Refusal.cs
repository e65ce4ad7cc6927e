namespace Rectification;

/// <summary>What sort of "no" a refusal is; the gateway maps each to one HTTP status.</summary>
[GenerateSerializer, Alias("refusal-kind")]
public enum RefusalKind
{
    /// <summary>The input itself is wrong (422).</summary>
    Invalid = 1,

    /// <summary>The input is fine, the state does not allow it (409).</summary>
    Conflict = 2,

    /// <summary>The actor may not do this (403).</summary>
    Forbidden = 3,

    /// <summary>There is no such thing (404).</summary>
    NotFound = 4,

    /// <summary>Too much at once or in a day; try later (429).</summary>
    TooMany = 5,

    /// <summary>Not now; nothing was done; try again (503).</summary>
    Unavailable = 6,

    /// <summary>The version named by If-Match is not the current one (412).</summary>
    Stale = 7,
}

/// <summary>A "no" as a value: a code that never changes, a sentence in Chinese and in English, and the field it is about.</summary>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal
{
    [Id(0)] public required RefusalKind Kind { get; init; }

    /// <summary>Stable code, for example <c>measure.percent-falls</c>.</summary>
    [Id(1)] public required string Code { get; init; }

    [Id(2)] public required string Zh { get; init; }

    [Id(3)] public required string En { get; init; }

    /// <summary>JSON pointer into the request's body, or <see langword="null"/> when no single field is to blame.</summary>
    [Id(4)] public string? Pointer { get; init; }

    public static Refusal Invalid(string code, string zh, string en, string? pointer = null) => Of(RefusalKind.Invalid, code, zh, en, pointer);

    public static Refusal Conflict(string code, string zh, string en, string? pointer = null) => Of(RefusalKind.Conflict, code, zh, en, pointer);

    public static Refusal Forbidden(string code, string zh, string en, string? pointer = null) => Of(RefusalKind.Forbidden, code, zh, en, pointer);

    public static Refusal NotFound(string code, string zh, string en, string? pointer = null) => Of(RefusalKind.NotFound, code, zh, en, pointer);

    public static Refusal TooMany(string code, string zh, string en) => Of(RefusalKind.TooMany, code, zh, en, null);

    public static Refusal Unavailable(string code, string zh, string en) => Of(RefusalKind.Unavailable, code, zh, en, null);

    private static Refusal Of(RefusalKind kind, string code, string zh, string en, string? pointer) =>
        new() { Kind = kind, Code = code, Zh = zh, En = en, Pointer = pointer };
}
