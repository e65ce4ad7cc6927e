namespace Rectification.Gateway.Auth;

/// <summary>What became of a request that asked for its turn.</summary>
internal enum FairAnswer
{
    /// <summary>It is worked on.</summary>
    LetIn = 1,

    /// <summary>This caller has all in hand that one may have.</summary>
    TooMuchOfCaller = 2,

    /// <summary>All together have all in hand that may be, and nobody has more than this caller's unit.</summary>
    TooMuchOfAll = 3,
}

/// <summary>A request's turn in a <see cref="FairQueue"/>.</summary>
internal sealed class FairTurn
{
    public static readonly FairTurn RefusedToCaller = new(Task.FromResult(FairAnswer.TooMuchOfCaller));
    public static readonly FairTurn RefusedToAll = new(Task.FromResult(FairAnswer.TooMuchOfAll));
    private static readonly Task<FairAnswer> AtOnce = Task.FromResult(FairAnswer.LetIn);

    private readonly FairQueue? _queue;
    private readonly TaskCompletionSource<FairAnswer>? _waits;

    private FairTurn(Task<FairAnswer> answer) => Answer = answer;

    private FairTurn(FairQueue queue, object caller, FairQueue.Party party, TaskCompletionSource<FairAnswer>? waits)
        : this(waits?.Task ?? AtOnce) => (_queue, Caller, Party, _waits) = (queue, caller, party, waits);

    /// <summary>Completes when it is known.</summary>
    public Task<FairAnswer> Answer { get; }

    internal object? Caller { get; }

    internal FairQueue.Party? Party { get; }

    internal static FairTurn LetInAtOnce(FairQueue queue, object caller, FairQueue.Party party) => new(queue, caller, party, null);

    internal static FairTurn ThatWaits(FairQueue queue, object caller, FairQueue.Party party) =>
        new(queue, caller, party, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>What was let in is done.</summary>
    public void Leave() => _queue?.Leave(this);

    internal void Settle(FairAnswer answer) => _waits?.SetResult(answer);
}
