using System.Text.Json.Serialization;

namespace Rectification.Accounts;

/// <summary>An account as those who look after accounts see it.</summary>
[GenerateSerializer, Immutable, Alias("account-view")]
public sealed record AccountView
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required IReadOnlyList<string> Roles { get; init; }
    [Id(2)] public required IReadOnlyList<string> Units { get; init; }
    [Id(3)] public required IReadOnlyList<string> Leaders { get; init; }
    [Id(4)] public required IReadOnlyList<KeyView> Keys { get; init; }

    /// <summary>How many changes its trail holds.</summary>
    [Id(5)] public long Version { get; init; }
    [Id(6)] public string? DisplayName { get; init; }
    [Id(7)] public string? Email { get; init; }
    [Id(8)] public bool HasPassword { get; init; }
    [Id(9)] public bool MustChangePassword { get; init; }

    /// <summary>Real time until which too many wrong passwords keep it from signing in.</summary>
    [Id(10)] public DateTimeOffset? LockedUntil { get; init; }
    [Id(11)] public DisabledView? Disabled { get; init; }
    [Id(12)] public IReadOnlyList<FormerUnit> FormerUnits { get; init; } = [];

    /// <summary>Who may act for it（AB岗），also in the past and in the future.</summary>
    [Id(13)] public IReadOnlyList<SubstituteView> Substitutes { get; init; } = [];

    /// <summary>For whom it may have been appointed; the account named says whether it still holds.</summary>
    [Id(14)] public IReadOnlyList<string> SubstituteFor { get; init; } = [];

    /// <summary>The roles themselves, for comparing.</summary>
    [JsonIgnore]
    [Id(15)] public Roles RoleSet { get; init; }
}

[GenerateSerializer, Immutable, Alias("key-view")]
public sealed record KeyView
{
    [Id(0)] public required string Label { get; init; }
    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To within some minutes.</summary>
    [Id(2)] public DateTimeOffset? LastUsedAt { get; init; }
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }
    [Id(4)] public DateTimeOffset? RevokedAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("disabled-view")]
public sealed record DisabledView
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string By { get; init; }
}

/// <summary>A substitute（AB岗）and its window: from the first instant on, until just before the second.</summary>
[GenerateSerializer, Immutable, Alias("substitute-view")]
public sealed record SubstituteView
{
    [Id(0)] public required string Account { get; init; }
    [Id(1)] public required DateTimeOffset From { get; init; }
    [Id(2)] public required DateTimeOffset Until { get; init; }
    [Id(3)] public required string Reason { get; init; }

    public bool Covers(DateTimeOffset now) => From <= now && now < Until;
}
