using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Papers;

/// <summary>发文登记：the numbers of a plan's papers (key: plan), each given once, and the office's own templates.</summary>
[Alias("papers")]
public interface IPaperGrain : IChainGrain
{
    /// <summary>Decides and writes once. Trying again with the same id gives the same number.</summary>
    [Alias("submit")]
    Task<PaperOutcome> Submit(PaperEnvelope envelope);

    /// <summary>Lines with numbers above <paramref name="after"/>, the oldest first; void ones, too.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<PaperNumberPage> List(int after, int limit);

    [Alias("get"), AlwaysInterleave]
    Task<PaperNumber?> Get(int no);

    /// <summary>The number of a paper that is not void, or <see langword="null"/>.</summary>
    [Alias("of"), AlwaysInterleave]
    Task<PaperNumber?> Of(PaperKind kind, int subject);

    /// <summary>The office's own templates.</summary>
    [Alias("templates"), AlwaysInterleave]
    Task<IReadOnlyList<PaperTemplate>> Templates();
}
