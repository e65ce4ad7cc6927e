using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>Whoever keeps rows is told of each that was written since, or that nobody knows any more.</summary>
public sealed class RowWritesTests
{
    [Fact]
    public void What_was_written_since_is_told_once_and_by_its_state()
    {
        var writes = new RowWrites();
        Write(writes, "a", 1);
        var mark = writes.Count;
        Assert.Empty(writes.Since(mark, "a")!);
        Write(writes, "a", 2);
        Write(writes, "b", 3);
        Write(writes, "a", 2);
        Assert.Equal([Id(2)], writes.Since(mark, "a")!);
        Assert.Equal([Id(3)], writes.Since(mark, "b")!);
    }

    [Fact]
    public void What_is_too_long_ago_is_not_told_as_if_it_were_all()
    {
        var writes = new RowWrites();
        for (var i = 0; writes.Since(0, "a") is not null; i++)
        {
            Assert.InRange(i, 0, 100_000);
            Write(writes, "a", i);
        }

        Assert.NotNull(writes.Since(1, "a"));
    }

    private static void Write(RowWrites writes, string state, int no) => writes.Note(state, Id(no));

    private static GrainId Id(int no) => GrainId.Create("measure", FormattableString.Invariant($"plan:{no}"));
}
