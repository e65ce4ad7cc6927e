using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Lets requests in, unit by unit in turns. How many are worked on at once follows what the processor can take: where work that is ready waits for it,
/// fewer at once make each quicker and none slower; where they wait for the store or for their senders, more are let in, up to all that may be in hand.
/// Streams, probes and files of the pages are not counted.
/// </summary>
internal sealed class Admission
{
    /// <summary>
    /// Worked on at once in any case: with 32 or 96 a report was measured to cost more processor time than with this.
    /// </summary>
    private const int Least = 256;

    /// <summary>How long it is worked on before it is looked at again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>What is ready and waits longer for a thread than the second of these says that too much is worked on; less, too little.</summary>
    private static readonly (TimeSpan Short, TimeSpan Long) Wait = (TimeSpan.FromMilliseconds(2.5), TimeSpan.FromMilliseconds(5));

    private readonly RequestDelegate _next;
    private readonly FairQueue _queue;
    private readonly TimeProvider _clock;
    private readonly int _most;
    private int _isPacing;

    public Admission(RequestDelegate next, IOptions<RateLimitOptions> options, TimeProvider clock)
    {
        (_next, _clock, _most) = (next, clock, options.Value.AtOnce);
        _queue = new(_most, options.Value.AtOncePerCaller);
    }

    /// <summary>Whether so much is worked on that it matters how much that is.</summary>
    private bool IsBusy => _most > 0 && (_queue.Waiting > 0 || _queue.AtWork >= Math.Min(Least, _most));

    public Task Invoke(HttpContext context)
    {
        if (!IsCounted(context))
        {
            return _next(context);
        }

        var turn = _queue.Come(RateLimits.CallerOf(context), PartyOf(context));
        if (IsBusy && Interlocked.Exchange(ref _isPacing, 1) == 0)
        {
            // Not in this request's context, which it outlives.
            ThreadPool.UnsafeQueueUserWorkItem(static admission => _ = admission.Pace(), this, preferLocal: false);
        }

        return Await(context, turn);
    }

    /// <summary>The next number to be worked on at once.</summary>
    /// <param name="limit">The number now.</param>
    /// <param name="atWork">How many are worked on.</param>
    /// <param name="waiting">How many wait.</param>
    /// <param name="ended">How many have ended since it was looked at last.</param>
    /// <param name="wait">How long something that was ready has waited for a thread.</param>
    /// <param name="most">Never more.</param>
    internal static int Next(int limit, int atWork, int waiting, long ended, TimeSpan wait, int most)
    {
        var least = Math.Min(Least, most);

        // Nothing ends although threads are free or came free: it is not the processor that they wait for.
        return waiting > 0 && (ended == 0 || wait < Wait.Short) ? Math.Min(most, limit + (limit / 4) + 1)
            : wait > Wait.Long ? Math.Max(least, Math.Min(limit, atWork) * 4 / 5)
            : limit;
    }

    private static bool IsCounted(HttpContext context) => context.GetEndpoint()?.Metadata is not { } metadata
        || (metadata.GetMetadata<DisableRateLimitingAttribute>() is null
            && metadata.GetMetadata<EnableRateLimitingAttribute>() is not { PolicyName: RateLimits.Streams });

    private static object PartyOf(HttpContext context) => context.User is CallerPrincipal { Caller: { } caller } ? caller.Party : RateLimits.CallerOf(context);

    private async Task Await(HttpContext context, FairTurn turn)
    {
        if (await turn.Answer is not FairAnswer.LetIn and var answer)
        {
            await Overload.Tell(context, isOfAll: answer == FairAnswer.TooMuchOfAll);
            return;
        }

        try
        {
            await _next(context);
        }
        finally
        {
            turn.Leave();
        }
    }

    /// <summary>Looks every few milliseconds, as long as it is busy.</summary>
    private async Task Pace()
    {
        var ended = _queue.Ended;
        do
        {
            while (IsBusy)
            {
                await Task.Delay(Pause, _clock);

                // Goes to the end of what waits for a thread, as a request does that has just come.
                var asked = _clock.GetTimestamp();
                await Task.Yield();
                var (wait, before) = (_clock.GetElapsedTime(asked), ended);
                ended = _queue.Ended;
                _queue.Limit = Next(_queue.Limit, _queue.AtWork, _queue.Waiting, ended - before, wait, _most);
            }

            Volatile.Write(ref _isPacing, 0);
        }
        while (IsBusy && Interlocked.Exchange(ref _isPacing, 1) == 0);
    }
}
