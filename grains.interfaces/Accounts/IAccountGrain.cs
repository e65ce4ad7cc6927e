using Orleans.Concurrency;

namespace Rectification.Accounts;

/// <summary>An account (key: its name): roles, units, leaders acted for, its credentials and API keys, of which only hashes are kept.</summary>
[Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Decides, writes once, tells the trail of accounts, answers. The same command again is known for at least 24 h.</summary>
    [Alias("submit")]
    Task<AccountOutcome> Submit(AccountEnvelope envelope);

    [Alias("get"), AlwaysInterleave]
    Task<AccountView?> Get();

    /// <summary>Who the holder of this key is, or <see langword="null"/>: unknown, revoked, expired, or the account is disabled.</summary>
    [Alias("authenticate"), AlwaysInterleave]
    Task<Actor?> Authenticate(string secretHash);

    /// <summary>Who the account is for somebody who signed in under this security stamp; without a stamp, for whom an issuer vouches.</summary>
    [Alias("recognize"), AlwaysInterleave]
    Task<AccountPresence> Recognize(string? securityStamp);

    /// <summary>This account as it is when <paramref name="substitute"/> acts for it now, or why it may not.</summary>
    [Alias("acted-for-by"), AlwaysInterleave]
    Task<AccountPresence> ActedForBy(string substitute);

    /// <summary>What a sign-in checks, or <see langword="null"/> without such an account. Never leaves the gateway.</summary>
    [Alias("get-credentials"), AlwaysInterleave]
    Task<AccountCredentials?> GetCredentials();

    /// <summary>Notes that the account may act for <paramref name="person"/>, so that it can be told. The person's account decides.</summary>
    [Alias("note-substitution")]
    Task<AccountOutcome> NoteSubstitution(string person);
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

/// <summary>What an account is allowed, under its name.</summary>
[GenerateSerializer, Immutable, Alias("account-spec")]
public sealed record AccountSpec
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required Roles Roles { get; init; }
    [Id(2)] public IReadOnlyList<string> Units { get; init; } = [];
    [Id(3)] public IReadOnlyList<string> Leaders { get; init; } = [];
}

/// <summary>What a sign-in needs to know: hashes and counters, in the form ASP.NET Core Identity keeps them.</summary>
[GenerateSerializer, Immutable, Alias("account-credentials")]
public sealed record AccountCredentials
{
    public static readonly AccountCredentials None = new();

    /// <summary>Identity's own format; <see langword="null"/>: nobody signs in with a password.</summary>
    [Id(0)] public string? PasswordHash { get; init; }

    /// <summary>Changes whenever sessions that were opened before shall end.</summary>
    [Id(1)] public string SecurityStamp { get; init; } = "";
    [Id(2)] public int FailedAttempts { get; init; }

    /// <summary>Real time; nobody signs in with the password before it.</summary>
    [Id(3)] public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>A one-time password: good only for being replaced.</summary>
    [Id(4)] public bool MustChangePassword { get; init; }

    /// <summary>Grows with every change; a writer that saw an older one is refused.</summary>
    [Id(5)] public long Version { get; init; }
}

/// <summary>The actor an account stands for right now, or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("account-presence")]
public sealed record AccountPresence
{
    [Id(0)] public Actor? Actor { get; init; }
    [Id(1)] public Refusal? Refusal { get; init; }
    [Id(2)] public bool MustChangePassword { get; init; }

    public static implicit operator AccountPresence(Refusal refusal) => new() { Refusal = refusal };
}

[GenerateSerializer, Immutable, Alias("account-outcome")]
public sealed record AccountOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public AccountView? Account { get; init; }

    /// <summary>The same had been done before; nothing changed.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator AccountOutcome(Refusal refusal) => new() { Refusal = refusal };
}
