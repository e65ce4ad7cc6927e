using Rectification.Accounts;

namespace Rectification.Gateway.Accounts;

/// <summary>What POST /accounts takes.</summary>
internal sealed record NewAccount
{
    public required string Name { get; init; }

    /// <summary>At least one of reporter, reviewer, leader, auditor, ops, public.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
    // A setter, not init: generated metadata would overwrite the default.
    public IReadOnlyList<string> Units { get; set; } = [];
    public IReadOnlyList<string> Leaders { get; set; } = [];

    /// <summary>Where notifications go as e-mail.</summary>
    public string? Email { get; init; }
}

/// <summary>What POST /accounts/{name}/keys takes.</summary>
internal sealed record NewKey
{
    public required string Label { get; init; }
}

/// <summary>A key that was made. The key itself is there once and never again.</summary>
internal sealed record IssuedKey
{
    public required string Label { get; init; }
    public string? Key { get; init; }
    public required AccountView Account { get; init; }
}
