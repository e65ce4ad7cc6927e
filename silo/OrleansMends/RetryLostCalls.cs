using Orleans.Runtime.Messaging;
using Rectification.Waiting;

namespace Rectification.OrleansMends;

/// <summary>
/// Sends a call again that was lost with the silo it went to, or that nobody answered in time: a silo that stands still says nothing until
/// the others give it up. Safe for every call of this product: commands carry ids and are applied once, the rest reads or may be repeated.
/// </summary>
internal sealed class RetryLostCalls : IOutgoingGrainCallFilter
{
    /// <summary>Beyond this the caller is told that the service is not available; longer than it takes to give a silo up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var until = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        for (var backoff = new Backoff(FirstPause, LongestPause, TimeProvider.System); ;)
        {
            try
            {
                await context.Invoke();
                if (!IsLost(context.Response?.Exception) || TimeProvider.System.GetTimestamp() > until)
                {
                    return;
                }
            }
            catch (Exception problem) when (IsLost(problem) && TimeProvider.System.GetTimestamp() <= until)
            {
                // Tried again below.
            }

            await backoff.Pause();
        }
    }

    /// <summary>
    /// Nobody here gives a call up, so one that was cancelled was so on its way: by a silo that did not find out where the grain lives before it gave that
    /// up, which is a second of a directory whose keeper is dead and not known to be.
    /// </summary>
    private static bool IsLost(Exception? problem) => problem is SiloUnavailableException or ConnectionFailedException or OrleansMessageRejectionException
        or TimeoutException or OperationCanceledException;
}
