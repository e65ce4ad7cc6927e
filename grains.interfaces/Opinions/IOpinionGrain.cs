using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Opinions;

/// <summary>群众意见：what the public says to the notices of a plan (key: plan). Off until somebody switches it on; each act one line of its chain.</summary>
[Alias("opinions")]
public interface IOpinionGrain : IChainGrain
{
    /// <summary>Takes what somebody without an account says. The same id is taken once; the receipt is told that once.</summary>
    [Alias("give")]
    Task<GivenOutcome> Give(GivenOpinion given);

    /// <summary>Decides and writes once; trying again with the same id is harmless.</summary>
    [Alias("submit")]
    Task<OpinionOutcome> Submit(OpinionEnvelope envelope);

    /// <summary>Newest first, those before a number; without those only a reviewer may see where <paramref name="screened"/>.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<OpinionView>> List(bool screened, int skip, int limit);

    [Alias("get"), AlwaysInterleave]
    Task<OpinionView?> Get(int no);

    /// <summary>The attachment's bytes; <see langword="null"/> where there is none.</summary>
    [Alias("file"), AlwaysInterleave]
    Task<byte[]?> File(int no);

    /// <summary>Of one notice, or of all.</summary>
    [Alias("counts"), AlwaysInterleave]
    Task<OpinionCounts> Counts(int? notice);

    /// <summary>What the holder of a receipt is told.</summary>
    [Alias("reply"), AlwaysInterleave]
    Task<OpinionReply?> Reply(int notice, string receipt);
}
