using System.Collections.Immutable;

namespace Rectification.Accounts;

/// <summary>The first start as it is persisted.</summary>
[GenerateSerializer, Immutable, Alias("setup-row")]
public sealed record SetupRow
{
    public const string StateName = "setup-v1";

    /// <summary>Changes so far.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>SHA-256 of the codes that are good, newest last; none once it is over.</summary>
    [Id(1)] public ImmutableArray<string> CodeHashes { get; init; } = [];

    /// <summary>When it ended; for good.</summary>
    [Id(2)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who is being made the first administrator, or was.</summary>
    [Id(3)] public SetupClaim? Claim { get; init; }
    [Id(4)] public string? City { get; init; }

    /// <summary>The newest change, until the next one: what the trail may not have yet after a crash.</summary>
    [Id(5)] public AccountChange? Change { get; init; }
}

/// <summary>A code put to use: written down before the account is made, so that a crash in between is finished by the same form and by no other.</summary>
[GenerateSerializer, Immutable, Alias("setup-claim")]
public sealed record SetupClaim
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string CodeHash { get; init; }
    [Id(2)] public required string Account { get; init; }
}
