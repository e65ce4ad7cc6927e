namespace Rectification.Tests.Cluster.Support;

/// <summary>
/// A field's clock that runs as time does, and began in the middle of the plans of <see cref="Documents"/>: what is not due yet in a test is not due in any
/// year in which the test is run.
/// </summary>
internal sealed class RunningClock : TimeProvider
{
    /// <summary>A Monday morning between the plans' first day and their deadline.</summary>
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly TimeSpan _ahead = Begin - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
