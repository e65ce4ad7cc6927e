using System.Text.Json;

namespace Rectification;

/// <summary>Who sends a command: an account with what it is allowed at this moment. The gateway vouches for it.</summary>
[GenerateSerializer, Immutable, Alias("actor")]
public sealed record Actor
{
    [Id(0)] public required string Account { get; init; }

    [Id(1)] public Roles Roles { get; init; }

    /// <summary>Units the account acts for, or belongs to.</summary>
    [Id(2)] public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Leaders the account acts for.</summary>
    [Id(3)] public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>The person the account acts for as a substitute（AB岗）；roles, units and leaders are then that person's.</summary>
    [Id(4)] public string? OnBehalfOf { get; init; }

    /// <summary>The acting person's own units, when it acts for another.</summary>
    [Id(5)] public IReadOnlyList<string> OwnUnits { get; init; } = [];

    /// <summary>Units that the acting or the absent person has lost lately; bounded by <see cref="FormerUnit.Most"/>.</summary>
    [Id(6)] public IReadOnlyList<FormerUnit> FormerUnits { get; init; } = [];

    /// <summary>Whether the account reads plans at all, be it of its own units only.</summary>
    public bool ReadsPlans => (Roles & ~Roles.Public) != 0;

    public bool Is(Roles role) => (Roles & role) == role;

    public bool ActsForUnit(string unit) => Units.Contains(unit);

    public bool ActsForLeader(string leader) => Leaders.Contains(leader);

    /// <summary>Whether the unit is one of those acted for or of the acting person's own.</summary>
    public bool BelongsTo(string unit) => ActsForUnit(unit) || OwnUnits.Contains(unit);

    /// <summary>Whether the unit was one of those at <paramref name="since"/> or at any time after it, and is no more.</summary>
    public bool BelongedTo(string unit, DateTimeOffset since)
    {
        foreach (var former in FormerUnits)
        {
            if (former.Unit == unit && former.Until >= since)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one person stands behind both: acting here, acted for there, or the other way round.</summary>
    public bool SharesAPersonWith(string account, string? onBehalfOf) =>
        Account == account || Account == onBehalfOf || (OnBehalfOf is { } person && (person == account || person == onBehalfOf));
}

/// <summary>A unit that an account belonged to until some moment.</summary>
[GenerateSerializer, Immutable, Alias("former-unit")]
public sealed record FormerUnit
{
    /// <summary>How many are kept, the newest.</summary>
    public const int Most = 50;

    /// <summary>How long one is kept.</summary>
    public const int KeptDays = 366;

    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public required DateTimeOffset Until { get; init; }
}

/// <summary>The roles of DESIGN §12.</summary>
[Flags, GenerateSerializer, Alias("roles")]
public enum Roles
{
    None = 0,

    /// <summary>填报人：files progress for its units.</summary>
    Reporter = 1,

    /// <summary>整改办审核人：reviews for the rectification office.</summary>
    Reviewer = 2,

    /// <summary>领导：signs for the leaders it acts for.</summary>
    Leader = 4,

    /// <summary>审计：reads everything, changes nothing.</summary>
    Auditor = 8,

    /// <summary>运维：plans, accounts, history, recount.</summary>
    Ops = 16,

    /// <summary>公众：city totals of public plans.</summary>
    Public = 32,
}

public static class RoleNames
{
    /// <summary>The roles one by one, as they stand in trails and answers.</summary>
    public static IReadOnlyList<string> Words(this Roles roles) =>
        [.. Enum.GetValues<Roles>().Where(role => role != Roles.None && roles.HasFlag(role))
            .Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString()))];
}
