using Microsoft.Extensions.Logging.Abstractions;
using Rectification.Counting;

namespace Rectification.Tests.Cluster.Counting;

public sealed class UpwardChannelTests
{
    [Fact]
    public async Task A_counter_that_ended_does_not_go_on_telling_a_parent_that_cannot_be_told()
    {
        var told = 0;
        var channel = new UpwardChannel(static () => new() { Stamp = Stamp.None, Recovering = 0 }, _ =>
        {
            told++;
            throw new InvalidOperationException("Attempt to access an invalid activation.");
        }, static () => { }, NullLogger.Instance, "counter", TimeProvider.System);
        channel.Changed();
        await Eventually.Becomes(() => told > 1);

        await channel.Stop().InTime();
        var atTheEnd = told;
        channel.Changed();
        await channel.Stop().InTime();
        Assert.Equal(atTheEnd, told);
    }
}
