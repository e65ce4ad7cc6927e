using System.Collections.Immutable;

namespace Rectification.Accounts;

/// <summary>An account as it is persisted.</summary>
[GenerateSerializer, Alias("account-row")]
public sealed record AccountRow
{
    [Id(0)] public AccountSpec? Spec { get; init; }
    [Id(1)] public ImmutableArray<KeyRow> Keys { get; init; } = [];

    /// <summary>Changes so far; attempts to sign in are none.</summary>
    [Id(2)] public long Version { get; init; }
    [Id(3)] public string? DisplayName { get; init; }
    [Id(4)] public string? Email { get; init; }
    [Id(5)] public AccountCredentials Credentials { get; init; } = AccountCredentials.None;
    [Id(6)] public DisabledView? Disabled { get; init; }
    [Id(7)] public ImmutableArray<FormerUnit> FormerUnits { get; init; } = [];
    [Id(8)] public ImmutableArray<SubstituteView> Substitutes { get; init; } = [];
    [Id(9)] public ImmutableArray<string> SubstituteFor { get; init; } = [];

    /// <summary>Commands of the last 24 hours, so that a repeat is known.</summary>
    [Id(10)] public ImmutableArray<RecentCommand> Recent { get; init; } = [];

    /// <summary>The newest change, until the next one: what the trail may not have yet after a crash.</summary>
    [Id(11)] public AccountChange? Change { get; init; }
}

/// <summary>A key's hash under its label; the key itself is nowhere.</summary>
[GenerateSerializer, Immutable, Alias("key-row")]
public sealed record KeyRow
{
    [Id(0)] public required string Label { get; init; }
    [Id(1)] public required string SecretHash { get; init; }
    [Id(2)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The command that made it, so that its repeat is known.</summary>
    [Id(3)] public string? CommandId { get; init; }
    [Id(4)] public DateTimeOffset? LastUsedAt { get; init; }
    [Id(5)] public DateTimeOffset? ExpiresAt { get; init; }
    [Id(6)] public DateTimeOffset? RevokedAt { get; init; }

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}

/// <summary>An accepted command: who sent it under which id, and what tells it from another.</summary>
[GenerateSerializer, Immutable, Alias("recent-account-command")]
public sealed record RecentCommand
{
    [Id(0)] public required string By { get; init; }
    [Id(1)] public required string Id { get; init; }
    [Id(2)] public required string Body { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}
