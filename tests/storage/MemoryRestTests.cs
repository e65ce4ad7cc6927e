using Rectification.Hosting;

namespace Rectification.Tests.Storage;

public sealed class MemoryRestTests
{
    private readonly MemoryRest.Rush _rush = new();
    private long _allocated;

    [Fact]
    public void Memory_is_looked_for_once_when_a_rush_is_over()
    {
        Assert.False(After(MemoryRest.Rush.Worth));
        Assert.True(After(1));
        Assert.DoesNotContain(true, Enumerable.Range(0, 1_000).Select(_ => After(1)));
    }

    [Fact]
    public void A_page_now_and_then_is_no_rush_until_there_were_many()
    {
        _ = After(MemoryRest.Rush.Worth);
        Assert.True(After(1));
        for (var left = MemoryRest.Rush.Worth; left > MemoryRest.Rush.Quiet; left -= MemoryRest.Rush.Quiet)
        {
            Assert.False(After(MemoryRest.Rush.Quiet));
            Assert.False(After(1));
        }

        _ = After(MemoryRest.Rush.Quiet);
        Assert.True(After(1));
    }

    [Fact]
    public void Nobody_waits_for_it_while_there_is_something_to_do()
    {
        Assert.DoesNotContain(true, Enumerable.Range(0, 100).Select(_ => After(MemoryRest.Rush.Quiet)));
        Assert.True(After(1));
    }

    private bool After(long bytes) => _rush.IsOver(_allocated += bytes);
}
