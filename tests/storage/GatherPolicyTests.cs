using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>When a writer waits for those who were just answered.</summary>
public sealed class GatherPolicyTests
{
    private static readonly TimeSpan Ms = TimeSpan.FromMilliseconds(1);

    /// <summary>A commit ends at 100 ms and is followed for 4 ms.</summary>
    [Theory]
    [InlineData(1, 0, 1, 100, 0)] // alone: nobody is waited for
    [InlineData(3, 0, 1, 100, 4)]
    [InlineData(3, 0, 2, 103, 1)]
    [InlineData(3, 0, 3, 100, 0)] // as many are back as were here
    [InlineData(3, 0, 1, 104, 0)] // time is over
    [InlineData(1, 2, 2, 100, 4)] // who came meanwhile was here too
    [InlineData(40, 0, 15, 100, 4)]
    [InlineData(40, 0, 16, 100, 0)] // enough to go
    public void Those_who_were_here_are_waited_for_briefly(int answered, int meanwhile, int ready, int now, int patience)
    {
        var policy = new GatherPolicy(4 * Ms, batch: 1_024);
        policy.Ended(answered, meanwhile, 100 * Ms);
        Assert.Equal(patience * Ms, policy.Patience(ready, now * Ms));
    }

    [Fact]
    public void Before_the_first_commit_nobody_is_waited_for() => Assert.Equal(TimeSpan.Zero, new GatherPolicy(4 * Ms, batch: 8).Patience(1, TimeSpan.Zero));

    [Fact]
    public void Who_gathers_not_at_all_never_waits()
    {
        var policy = new GatherPolicy(TimeSpan.Zero, batch: 8);
        policy.Ended(8, 0, 100 * Ms);
        Assert.Equal(TimeSpan.Zero, policy.Patience(1, 100 * Ms));
    }

    [Fact]
    public void No_more_are_expected_than_a_commit_takes()
    {
        var policy = new GatherPolicy(4 * Ms, batch: 2);
        policy.Ended(2, 9, 100 * Ms);
        Assert.Equal(2, policy.Expected);
    }
}
