namespace Rectification.OrleansMends;

/// <summary>
/// Tells when a silo was lost, by its line: that of a process that was killed is closed at once, that of a machine without power when the others have given
/// it up.
/// </summary>
internal sealed class LostSilos(TimeProvider time) : IClusterConnectionStatusObserver
{
    /// <summary>Longer than a healthy cluster takes for a usual call, and than it takes to find out that a silo was killed.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2.5);

    private volatile TaskCompletionSource _settled = New();

    /// <summary>Ends as soon as others have taken over from a silo that is lost from now on, or was a moment ago. Take it before asking.</summary>
    public Task Settled => _settled.Task;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways)
        {
            _ = Settle();
        }
    }

    public void NotifyClusterConnectionLost()
    {
        // The last line was closed, which was told as well.
    }

    private async Task Settle()
    {
        await Task.Delay(Doubt, time);
        Interlocked.Exchange(ref _settled, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
