using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Measures;

/// <summary>One measure (key <c>plan:no</c>): its state, its assignments and its trail.</summary>
[Alias("measure")]
public interface IMeasureGrain : IGrainWithStringKey
{
    /// <summary>
    /// Decides, writes once, is counted in every unit concerned, then answers. Ends within 8 s even if the silo dies meanwhile, which is
    /// longer than a locked store is waited for; trying again with the same id is harmless.
    /// </summary>
    [Alias("submit"), ResponseTimeout("00:00:08")]
    Task<MeasureOutcome> Submit(MeasureEnvelope envelope);

    /// <summary>
    /// The refusal, on record as a denial, of a command that its sender may not send whatever stands in it; <see langword="null"/> if he may, or has done.
    /// For whoever looks at what a command names before submitting it: right goes before that.
    /// </summary>
    [Alias("deny"), AlwaysInterleave]
    Task<Refusal?> Deny(MeasureEnvelope envelope);

    /// <summary>The committed measure, or <see langword="null"/> if the plan has none of this number.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<MeasureView?> Get();

    /// <summary>The committed measure with what the reader may do about it and what a sign-off lacks. Whether he may see it is asked elsewhere.</summary>
    [Alias("get-for"), AlwaysInterleave]
    Task<MeasureView?> GetFor(Actor reader);

    /// <summary>Trail entries with versions after <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    [Alias("trail"), AlwaysInterleave]
    Task<TrailSlice?> GetTrail(long after, int limit);

    /// <summary>A sweep saw an entry that may never have reached the plan's outbox: posts it if so, and remembers that durably.</summary>
    [Alias("post-pending"), OneWay]
    Task PostPending();

    /// <summary>The plan's roster has a new version that concerns this measure.</summary>
    [Alias("roster-changed")]
    Task RosterChanged(int rosterVersion);
}
