using Orleans.Runtime.Messaging;
using Orleans.Storage;
using Rectification.Storage;
using Rectification.Waiting;

namespace Rectification.OrleansMends;

/// <summary>
/// What is under way when its silo dies is answered by nobody until its time is up. Asked again beside it, it finds its grain at another silo, or waits for the
/// first one's answer; what failed because it was lost, or because the store is away, is asked anew. Whoever may take long is not doubted by the clock, but
/// when a silo was lost.
/// </summary>
/// <param name="ask">Asks, as often as it takes: commands carry ids and are applied once, the rest reads or may be repeated.</param>
/// <param name="ownTime">What the call says of how long it may take.</param>
/// <param name="silos">When silos are lost.</param>
/// <param name="time">By which time passes.</param>
internal sealed class AskedAgain<TAnswer>(Func<Task<TAnswer>> ask, TimeSpan? ownTime, LostSilos silos, TimeProvider time)
{
    /// <summary>How long after the second asking once more: that one may have gone to the dead silo as well, when it was found out late.</summary>
    private static readonly TimeSpan LastDoubt = TimeSpan.FromSeconds(1.5);

    /// <summary>Whoever asks for more takes long by nature, and is not asked again because of it.</summary>
    private static readonly TimeSpan LongestUsual = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What is lost beyond this is told to the caller: the service is not available. Longer than it takes to give a silo up, or to start a database anew.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Many wait for the same silo, or the same store.</summary>
    private const double Jitter = 0.2;

    private readonly bool _isUsual = ownTime is null || ownTime <= LongestUsual;

    public async Task<TAnswer> Answer()
    {
        var (began, settled) = (time.GetTimestamp(), silos.Settled);
        var first = ask();
        await (_isUsual ? ((Task)first).WaitAsync(LostSilos.Doubt, time) : Task.WhenAny(first, settled))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return first.IsCompletedSuccessfully && !IsAway(await first) ? await first : await Again(first, began);
    }

    private async Task<TAnswer> Again(Task<TAnswer> first, long began)
    {
        var backoff = new Backoff(FirstPause, LongestPause, time);
        var (asked, doubt) = (new List<Task<TAnswer>> { first }, first.IsCompleted ? Doubted(0) : Task.CompletedTask);
        for (var doubts = 0; ;)
        {
            Task[] waited = [.. asked, doubt];
            var sooner = await Task.WhenAny(waited);
            if (sooner == doubt)
            {
                asked.Add(ask());
                doubt = Doubted(++doubts);
                continue;
            }

            var answered = (Task<TAnswer>)sooner;
            var isLatest = answered == asked[^1];
            asked.Remove(answered);
            var isLost = answered.IsCompletedSuccessfully ? IsAway(await answered) : IsLost(answered.Exception?.InnerException);
            if (answered.IsCompletedSuccessfully && !isLost ? isLatest || Stands(await answered)
                : asked.Count == 0 && (!isLost || time.GetElapsedTime(began) > Patience))
            {
                return await answered;
            }

            // One that failed leaves the word to the others; a word that does not stand, to those that were asked later.
            if (asked.Count == 0)
            {
                await backoff.Pause(Jitter);
                asked.Add(ask());
            }
        }
    }

    /// <summary>
    /// That an earlier asking is refused is not the last word: a later one stands behind it, and may have come to another activation, or to a state in which it
    /// is applied.
    /// </summary>
    private static bool Stands(TAnswer answer) => answer is not IOutcome { Refusal: not null };

    private Task Doubted(int doubts) =>
        doubts % 2 == 1 ? Task.Delay(LastDoubt, time)
        : !_isUsual ? silos.Settled
        : doubts == 0 ? Task.Delay(LostSilos.Doubt, time)
        : Task.Delay(Timeout.InfiniteTimeSpan, time);

    /// <summary>
    /// Nobody here gives a call up, so one that was cancelled was so on its way: by a silo that did not find out where the grain lives before it gave that
    /// up, which is a second of a directory whose keeper is dead and not known to be. A store that is away, or whose row another activation wrote, has not
    /// taken the write, or the next asking finds out whether it has.
    /// </summary>
    private static bool IsLost(Exception? problem) => problem is null or SiloUnavailableException or ConnectionFailedException
        or OrleansMessageRejectionException or TimeoutException or OperationCanceledException
        or StorageUnavailableException or StorageOutcomeUnknownException or InconsistentStateException;

    /// <summary>A command that found no store, or does not know what came of its write, is applied once however often it comes.</summary>
    private static bool IsAway(TAnswer answer) =>
        answer is IOutcome { Refusal: { } no } && (no.Code == CommandRefusals.StoreUnavailable.Code || no.Code == CommandRefusals.OutcomeUnknown.Code);
}
