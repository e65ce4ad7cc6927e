using System.Text.Json.Serialization;
using Rectification.Accounts;
using Rectification.Gateway.Http;

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
    public string? DisplayName { get; init; }
    public string? Email { get; init; }

    /// <summary>Without one the account has only keys, or an issuer that vouches for it.</summary>
    public string? Password { get; init; }
}

/// <summary>What POST /accounts/{name}/scope takes: all of it, in place of what was.</summary>
internal sealed record NewScope
{
    public required IReadOnlyList<string> Roles { get; init; }
    public required IReadOnlyList<string> Units { get; init; }
    public required IReadOnlyList<string> Leaders { get; init; }
}

/// <summary>What POST /accounts/{name}/contact takes: all of it, in place of what was.</summary>
internal sealed record NewContact
{
    public string? DisplayName { get; init; }
    public string? Email { get; init; }
}

internal sealed record DisableBody
{
    public required string Reason { get; init; }
}

/// <summary>A command that needs no words.</summary>
internal sealed record NoBody;

/// <summary>What POST /accounts/{name}/keys takes.</summary>
internal sealed record NewKey
{
    public required string Label { get; init; }

    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A key that was made. The key itself is there once and never again.</summary>
internal sealed record IssuedKey
{
    public required string Label { get; init; }
    public string? Key { get; init; }
    public required AccountView Account { get; init; }
}

/// <summary>A password for one sign-in. It is there once and never again.</summary>
internal sealed record IssuedPassword
{
    public string? Password { get; init; }
    public required AccountView Account { get; init; }
}

internal sealed record HandoverBody
{
    public required string To { get; init; }
    public required string Reason { get; init; }
}

internal sealed record SubstituteBody
{
    public required string Account { get; init; }

    [JsonConverter(typeof(InstantConverter))]
    public required DateTimeOffset From { get; init; }

    [JsonConverter(typeof(InstantConverter))]
    public required DateTimeOffset Until { get; init; }
    public required string Reason { get; init; }
}

/// <summary>What POST /session takes.</summary>
internal sealed record SignInBody
{
    public required string Account { get; init; }
    public required string Password { get; init; }
}

/// <summary>What POST /me/password takes.</summary>
internal sealed record NewPassword
{
    public required string Current { get; init; }
    public required string Next { get; init; }
}

/// <summary>Who asks, and what that allows.</summary>
internal sealed record Me
{
    public required string Account { get; init; }
    public string? DisplayName { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public required IReadOnlyList<string> Units { get; init; }
    public required IReadOnlyList<string> Leaders { get; init; }

    /// <summary>The person acted for by this request.</summary>
    public string? OnBehalfOf { get; init; }
    public required bool MustChangePassword { get; init; }

    /// <summary>People who may be named in <c>Acting-For</c> now.</summary>
    public required IReadOnlyList<ActingFor> MayActFor { get; init; }
}

/// <summary>Somebody one may act for, and until when.</summary>
internal sealed record ActingFor
{
    public required string Account { get; init; }
    public string? DisplayName { get; init; }
    public required DateTimeOffset Until { get; init; }
}
