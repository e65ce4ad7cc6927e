namespace Rectification.Tests.Chaos.Siege;

/// <summary>What the adversary does to a cluster.</summary>
internal enum Blow
{
    KillSilo,
    KillTwoSilos,

    /// <summary>All silos at the same moment; sometimes PostgreSQL and the gateways with them.</summary>
    PowerCut,

    /// <summary>A silo stands still for longer than the others wait for it, and then goes on as if nothing had been.</summary>
    PauseSilo,

    /// <summary>A silo stands still for a shorter time than the others wait for it.</summary>
    StallSilo,
    KillGateway,
    RestartDatabase,
    CutLines,
    SlowLines,
}
