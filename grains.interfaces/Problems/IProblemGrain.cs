using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Problems;

/// <summary>A problem (key <c>plan:no</c>): knows which of its measures are signed off, and is signed by its leader when all are.</summary>
[Alias("problem")]
public interface IProblemGrain : IGrainWithStringKey
{
    /// <summary>A measure tells whether it is signed off; answered when the problem's lead unit counts the problem accordingly,
    /// with that unit's receipt if its count may have changed.</summary>
    [Alias("apply"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<UnitReceipt?> Apply(int measure, ProblemMark mark);

    [Alias("sign-off")]
    Task<ProblemOutcome> SignOff(ProblemEnvelope envelope);

    [Alias("get"), AlwaysInterleave]
    Task<ProblemView?> Get();

    /// <summary>The problem with what the reader may do about it. Whether he may see it is asked elsewhere.</summary>
    [Alias("get-for"), AlwaysInterleave]
    Task<ProblemView?> GetFor(Actor reader);

    [Alias("trail"), AlwaysInterleave]
    Task<TrailSlice?> GetTrail(long after, int limit);

    /// <summary>What the problem counts for in its lead unit, or <see langword="null"/> while it is recovering (it will tell by itself).</summary>
    [Alias("get-contribution"), AlwaysInterleave]
    Task<Contribution?> GetContribution();

    /// <summary>The plan's outbox has the sign-off of this version.</summary>
    [Alias("posted")]
    Task Posted(long version);

    [Alias("roster-changed")]
    Task RosterChanged(int rosterVersion);
}
