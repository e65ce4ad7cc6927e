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

    public bool Is(Roles role) => (Roles & role) == role;

    public bool ActsForUnit(string unit) => Units.Contains(unit);

    public bool ActsForLeader(string leader) => Leaders.Contains(leader);
}

/// <summary>The roles of DESIGN §12.</summary>
[Flags, GenerateSerializer, Alias("roles")]
public enum Roles
{
    None = 0,

    /// <summary>填报人: files progress for its units.</summary>
    Reporter = 1,

    /// <summary>整改办审核人: reviews for the rectification office.</summary>
    Reviewer = 2,

    /// <summary>领导: signs for the leaders it acts for.</summary>
    Leader = 4,

    /// <summary>审计: reads everything, changes nothing.</summary>
    Auditor = 8,

    /// <summary>运维: plans, accounts, history, recount.</summary>
    Ops = 16,

    /// <summary>公众: city totals of public plans.</summary>
    Public = 32,
}
