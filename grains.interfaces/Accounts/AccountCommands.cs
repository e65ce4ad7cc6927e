using System.Text.Json.Serialization;

namespace Rectification.Accounts;

/// <summary>A command on an account: who, under which id.</summary>
[GenerateSerializer, Immutable, Alias("account-envelope")]
public sealed record AccountEnvelope
{
    /// <summary>Idempotency-Key: applied once per (who did it, account, id). At most 128 characters.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The account that does it, or <see cref="System"/>.</summary>
    [Id(1)] public required string By { get; init; }

    /// <summary>The person it does it for, as a substitute.</summary>
    [Id(2)] public string? For { get; init; }
    [Id(3)] public required AccountCommand Command { get; init; }

    /// <summary>Stands for the product itself: no account can have this name.</summary>
    public const string System = "-";
}

/// <summary>A command on an account. Hashes are no part of its JSON, which is what tells a repeat from another command.</summary>
[GenerateSerializer, Immutable, Alias("account-command")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(CreateAccount), "create")]
[JsonDerivedType(typeof(ReplaceScope), "scope")]
[JsonDerivedType(typeof(ReplaceContact), "contact")]
[JsonDerivedType(typeof(DisableAccount), "disable")]
[JsonDerivedType(typeof(EnableAccount), "enable")]
[JsonDerivedType(typeof(SaveCredentials), "credentials")]
[JsonDerivedType(typeof(IssueKey), "key")]
[JsonDerivedType(typeof(RevokeKey), "revokeKey")]
[JsonDerivedType(typeof(HandOver), "handover")]
[JsonDerivedType(typeof(TakeOver), "takeover")]
[JsonDerivedType(typeof(AppointSubstitute), "substitute")]
[JsonDerivedType(typeof(EndSubstitute), "endSubstitute")]
public abstract record AccountCommand;

[GenerateSerializer, Immutable, Alias("create-account")]
public sealed record CreateAccount : AccountCommand
{
    [Id(0)] public required AccountSpec Spec { get; init; }
    [Id(1)] public string? DisplayName { get; init; }
    [Id(2)] public string? Email { get; init; }

    [JsonIgnore]
    [Id(3)] public AccountCredentials? Credentials { get; init; }
}

/// <summary>What the account is allowed from now on, instead of what it was.</summary>
[GenerateSerializer, Immutable, Alias("replace-scope")]
public sealed record ReplaceScope : AccountCommand
{
    [Id(0)] public required Roles Roles { get; init; }
    [Id(1)] public required IReadOnlyList<string> Units { get; init; }
    [Id(2)] public required IReadOnlyList<string> Leaders { get; init; }
}

/// <summary>What the person is called and where it is written to, instead of what was known.</summary>
[GenerateSerializer, Immutable, Alias("replace-contact")]
public sealed record ReplaceContact : AccountCommand
{
    [Id(0)] public string? DisplayName { get; init; }
    [Id(1)] public string? Email { get; init; }
}

[GenerateSerializer, Immutable, Alias("disable-account")]
public sealed record DisableAccount : AccountCommand
{
    [Id(0)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("enable-account")]
public sealed record EnableAccount : AccountCommand;

/// <summary>New credentials in place of those of the version they name: a password changed or reset, an attempt counted.</summary>
[GenerateSerializer, Immutable, Alias("save-credentials")]
public sealed record SaveCredentials : AccountCommand
{
    [JsonIgnore]
    [Id(0)] public AccountCredentials Credentials { get; init; } = AccountCredentials.None;
}

[GenerateSerializer, Immutable, Alias("issue-key")]
public sealed record IssueKey : AccountCommand
{
    [Id(0)] public required string Label { get; init; }

    /// <summary>SHA-256 of the whole key, hexadecimal.</summary>
    [JsonIgnore]
    [Id(1)] public string SecretHash { get; init; } = "";
    [Id(2)] public DateTimeOffset? ExpiresAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("revoke-key")]
public sealed record RevokeKey : AccountCommand
{
    [Id(0)] public required string Label { get; init; }
}

/// <summary>交接：the person's units and leaders go to another account, which takes them first.</summary>
[GenerateSerializer, Immutable, Alias("hand-over")]
public sealed record HandOver : AccountCommand
{
    [Id(0)] public required string To { get; init; }
    [Id(1)] public required string Reason { get; init; }
}

/// <summary>The receiving side of a <see cref="HandOver"/>.</summary>
[GenerateSerializer, Immutable, Alias("take-over")]
public sealed record TakeOver : AccountCommand
{
    [Id(0)] public required string From { get; init; }
    [Id(1)] public required Roles Roles { get; init; }
    [Id(2)] public required IReadOnlyList<string> Units { get; init; }
    [Id(3)] public required IReadOnlyList<string> Leaders { get; init; }
    [Id(4)] public required string Reason { get; init; }
}

/// <summary>AB岗：another account may act for this one for a while.</summary>
[GenerateSerializer, Immutable, Alias("appoint-substitute")]
public sealed record AppointSubstitute : AccountCommand
{
    [Id(0)] public required string Account { get; init; }
    [Id(1)] public required DateTimeOffset From { get; init; }
    [Id(2)] public required DateTimeOffset Until { get; init; }
    [Id(3)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("end-substitute")]
public sealed record EndSubstitute : AccountCommand
{
    [Id(0)] public required string Account { get; init; }
}
