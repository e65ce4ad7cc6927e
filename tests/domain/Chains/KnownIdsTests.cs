using Rectification.Chains;

namespace Rectification.Tests.Chains;

/// <summary>What a chain remembers of its commands, of which no text is kept.</summary>
public sealed class KnownIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_command_may_be_known_by_account_and_id_and_no_other_is()
    {
        var known = new KnownIds(most: 10);
        known.Add(new Entry(4, "ab", "c"));

        Assert.Equal(4, known.Next("ab", "c", after: 0));
        Assert.Equal(0, known.Next("ab", "c", after: 4));
        Assert.Equal((0, 0, 0), (known.Next("a", "bc", 0), known.Next("abc", "", 0), known.Next("AB", "c", 0)));
    }

    [Fact]
    public void The_same_id_again_is_named_after_the_first()
    {
        var known = new KnownIds(most: 10);
        known.Add(new Entry(1, "a", "c"));
        known.Add(new Entry(2, "a", "d"));
        known.Add(new Entry(3, "a", "c"));

        Assert.Equal((1, 3, 0), (known.Next("a", "c", 0), known.Next("a", "c", 1), known.Next("a", "c", 3)));
    }

    [Fact]
    public void An_entry_that_does_not_follow_is_a_fault_of_the_chain()
    {
        var known = new KnownIds(most: 10);
        known.Add(new Entry(1, "a", "c"));

        Assert.Throws<InvalidOperationException>(() => known.Add(new Entry(3, "a", "d")));
    }

    [Fact]
    public void What_was_recorded_before_an_instant_is_forgotten_and_counts_no_more()
    {
        var known = new KnownIds(most: int.MaxValue);
        known.Add(new Entry(1, "a", "1"));
        known.Add(new Entry(2, "a", "2") { Recorded = Noon.AddHours(1) });
        known.Add(new Entry(3, "a", "3") { Recorded = Noon.AddHours(2), At = Noon });
        Assert.Equal(2, known.Live);

        known.ForgetBefore(Noon.AddHours(1));
        Assert.Equal((0, 2, 3, 1), (known.Next("a", "1", 0), known.Next("a", "2", 0), known.Next("a", "3", 0), known.Live));

        known.ForgetBefore(Noon.AddHours(3));
        Assert.Equal((0, 0, 0), (known.Next("a", "2", 0), known.Next("a", "3", 0), known.Live));
        known.Add(new Entry(4, "a", "4"));
        Assert.Equal(4, known.Next("a", "4", 0));
    }

    [Fact]
    public void The_minutes_across_an_instant_are_known_until_the_last_of_them_is_older()
    {
        var known = new KnownIds(most: int.MaxValue);
        known.Add(new Entry(1, "a", "1"));
        known.Add(new Entry(2, "a", "2") { Recorded = Noon.AddMinutes(4) });
        known.Add(new Entry(3, "a", "3") { Recorded = Noon.AddMinutes(9) });

        known.ForgetBefore(Noon.AddMinutes(2));
        Assert.Equal((1, 3), (known.Next("a", "1", 0), known.Live));

        known.ForgetBefore(Noon.AddMinutes(5));
        Assert.Equal((0, 0, 3, 1), (known.Next("a", "1", 0), known.Next("a", "2", 0), known.Next("a", "3", 0), known.Live));
    }

    [Fact]
    public void The_newest_of_any_number_are_known_each_at_its_version_whatever_was_forgotten_before()
    {
        const int Most = 3_000;
        var known = new KnownIds(Most);
        for (var version = 1; version <= 20_000; version++)
        {
            known.Add(new Entry(version, "a", $"{version}") { Recorded = Noon.AddSeconds(version) });
            if (version % 997 == 0)
            {
                Assert.All(Enumerable.Range(Math.Max(1, version - Most + 1), Math.Min(Most, version)), one => Assert.Contains(one, Known(known, one)));
            }
        }

        Assert.DoesNotContain(1, Known(known, 1));
        Assert.InRange(known.Live, Most, Most + 1_000);
    }

    /// <summary>What is allocated in all while it grows is three times what is held in the end, beside the little of what is forgotten together.</summary>
    [Fact]
    public void A_command_of_a_day_takes_some_five_bytes()
    {
        const int Count = 200_000;
        var known = new KnownIds(int.MaxValue);
        IChainEntry[] entries = [.. Enumerable.Range(1, Count).Select(version => new Entry(version, "reporter", "0123456789abcdef0123456789abcdef"))];
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var entry in entries)
        {
            known.Add(entry);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Count, known.Live);
        Assert.InRange(allocated, Count * 4, Count * 16);
    }

    private static IEnumerable<long> Known(KnownIds known, int one)
    {
        for (var version = known.Next("a", $"{one}", 0); version > 0; version = known.Next("a", $"{one}", version))
        {
            yield return version;
        }
    }

    private sealed record Entry(long Version, string By, string Id) : IChainEntry
    {
        public DateTimeOffset At { get; init; } = Noon.AddHours(12);

        public DateTimeOffset Recorded { get; init; } = Noon;

        public string Body => "";
    }
}
