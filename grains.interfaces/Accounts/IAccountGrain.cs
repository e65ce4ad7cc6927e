using Orleans.Concurrency;
using static Rectification.Refusal;

namespace Rectification.Accounts;

/// <summary>An account (key: its name): roles, units, leaders acted for, and its API keys, of which only hashes are kept.</summary>
[Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Creates the account, or says it is there already (the same content) or differs.</summary>
    [Alias("create")]
    Task<AccountOutcome> Create(AccountSpec spec);

    [Alias("get"), AlwaysInterleave]
    Task<AccountView?> Get();

    /// <summary>Adds a key under a label. <paramref name="secretHash"/> is the SHA-256 (hexadecimal) of the whole key.</summary>
    [Alias("add-key")]
    Task<AccountOutcome> AddKey(string label, string secretHash, string? commandId);

    /// <summary>Who the holder of this key is, or <see langword="null"/>.</summary>
    [Alias("authenticate"), AlwaysInterleave]
    Task<Actor?> Authenticate(string secretHash);
}

/// <summary>The list of all accounts (key <c>all</c>).</summary>
[Alias("account-index")]
public interface IAccountIndexGrain : IGrainWithStringKey
{
    const string Key = "all";

    [Alias("add")]
    Task Add(string account);

    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<string>> List();
}

[GenerateSerializer, Immutable, Alias("account-spec")]
public sealed record AccountSpec
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required Roles Roles { get; init; }
    [Id(2)] public IReadOnlyList<string> Units { get; init; } = [];
    [Id(3)] public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>Where notifications go as e-mail.</summary>
    [Id(10)] public string? Email { get; init; }
}

[GenerateSerializer, Immutable, Alias("account-view")]
public sealed record AccountView
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required IReadOnlyList<string> Roles { get; init; }
    [Id(2)] public required IReadOnlyList<string> Units { get; init; }
    [Id(3)] public required IReadOnlyList<string> Leaders { get; init; }
    [Id(4)] public required IReadOnlyList<KeyView> Keys { get; init; }
    [Id(10)] public string? Email { get; init; }
}

[GenerateSerializer, Immutable, Alias("key-view")]
public sealed record KeyView
{
    [Id(0)] public required string Label { get; init; }
    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("account-outcome")]
public sealed record AccountOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public AccountView? Account { get; init; }

    /// <summary>The same had been done before; nothing changed.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator AccountOutcome(Refusal refusal) => new() { Refusal = refusal };
}

public static class AccountRefusals
{
    public static readonly Refusal Unknown = NotFound("account.unknown", "没有这个账号。", "There is no such account.");
    public static readonly Refusal Exists = Conflict("account.exists", "同名账号已存在且内容不同。", "An account of this name exists with other content.", "/name");
    public static readonly Refusal LabelExists = Conflict("account.label-exists", "该名称的密钥已存在。", "A key with this label exists.", "/label");
    public static readonly Refusal TooManyKeys = Conflict("account.too-many-keys", "一个账号至多 50 个密钥。", "An account has at most 50 keys.");
}
