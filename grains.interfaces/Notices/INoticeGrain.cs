using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Notices;

/// <summary>通报：the notices of a plan (key: plan), each accepted act one line of their chain.</summary>
[Alias("notices")]
public interface INoticeGrain : IChainGrain
{
    /// <summary>Decides and writes once; freezing reads and seals the whole plan. Trying again with the same id is harmless.</summary>
    [Alias("submit"), ResponseTimeout("00:10:00")]
    Task<NoticeOutcome> Submit(NoticeEnvelope envelope);

    /// <summary>All notices in order of number.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<NoticeView>> List();

    [Alias("get"), AlwaysInterleave]
    Task<NoticeView?> Get(int no);

    /// <summary>The text: of a draft as it would be now, of a frozen one as it was frozen; <see langword="null"/> if there is none.</summary>
    [Alias("read"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<NoticeReading?> Read(int no, NoticeScope scope);
}
