using CsCheck;
using Rectification.Counting;

namespace Rectification.Tests.Cluster.Counting;

/// <summary>Whatever order, repetition and clock: a counter says what a naive fold over the newest contributions says.</summary>
public sealed class CounterLaws
{
    private const int Children = 5;
    private const int Cases = 10_000;

    private static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A child's contribution of one version: when it comes (possibly again), what it counts for, and when the clock changes that.</summary>
    private static readonly Gen<Said> OneSaid = Gen.Select(
        Gen.Int[0, Children - 1], Gen.Long[1, 6], Gen.Long[1, 2], Gen.Int[0, 3],
        (child, version, roster, pause) => new Said(child, new(version, roster), pause));

    private static readonly Gen<uint[]> Figures = Gen.UInt[0, (1u << 20) - 1].Array[64];

    [Fact]
    public void A_clocked_counter_equals_a_naive_fold_after_every_delivery_in_any_order_with_repeats_and_clock_steps() =>
        Gen.Select(OneSaid.List[1, 40], Figures).Sample(
            (said, bits) =>
            {
                var counter = new ClockedCounter();
                var newest = new Dictionary<int, Said>();
                var now = Zero;
                foreach (var one in said)
                {
                    now += TimeSpan.FromHours(one.Pause);
                    counter.Advance(now);
                    counter.Apply(Child.Measure(one.Child), Contribution(one, bits), now);
                    if (!newest.TryGetValue(one.Child, out var known) || one.Stamp.CompareTo(known.Stamp) >= 0)
                        newest[one.Child] = one;
                    Assert.Equal(Fold(newest.Values, bits, now), Counts(counter.Total));
                }

                for (var hour = 0; hour < 12; hour++)
                {
                    now += TimeSpan.FromHours(1);
                    counter.Advance(now);
                    Assert.Equal(Fold(newest.Values, bits, now), Counts(counter.Total));
                }

                Assert.True(counter.NextChange is null || counter.NextChange > now);
            },
            iter: Cases);

    [Fact]
    public void The_order_of_deliveries_and_repeats_of_them_change_nothing() =>
        Gen.Select(OneSaid.List[1, 30], Figures, Gen.Int[0, 1_000_000]).Sample(
            (said, bits, seed) =>
            {
                var shuffled = said.Concat(said).ToArray();
                new Random(seed).Shuffle(shuffled);
                Assert.Equal(Counts(Plain(said, bits).Total), Counts(Plain(shuffled, bits).Total));
            },
            iter: Cases);

    [Fact]
    public void Children_that_leave_the_roster_leave_the_sum() =>
        Gen.Select(OneSaid.List[1, 30], Figures, Gen.Int[0, (1 << Children) - 1]).Sample(
            (said, bits, kept) =>
            {
                var counter = new ClockedCounter();
                foreach (var one in said)
                    counter.Apply(Child.Measure(one.Child), Contribution(one, bits), Zero);
                counter.Retain(Enumerable.Range(0, Children).Where(child => (kept >> child & 1) == 1).Select(Child.Measure).ToHashSet());
                counter.Advance(Zero.AddDays(1));
                var newest = said.Where(one => (kept >> one.Child & 1) == 1).GroupBy(one => one.Child).Select(child => child.MaxBy(one => one.Stamp)!);
                Assert.Equal(Fold(newest, bits, Zero.AddDays(1)), Counts(counter.Total));
            },
            iter: Cases);

    private static Counter<int, FigureSet> Plain(IEnumerable<Said> said, uint[] bits)
    {
        var counter = new Counter<int, FigureSet>();
        foreach (var one in said)
            counter.Apply(one.Child, one.Stamp, new(Bits(one, bits, 0)));
        return counter;
    }

    /// <summary>What one child says of one version is always the same.</summary>
    private static Contribution Contribution(Said one, uint[] bits) => new()
    {
        Stamp = one.Stamp,
        First = new(Bits(one, bits, 0)),
        Later = [.. Enumerable.Range(1, 2).Select(step => new Step(ChangeAt(one, step), new FigureSet(Bits(one, bits, step))))],
    };

    private static DateTimeOffset ChangeAt(Said one, int step) => Zero.AddHours(((int)one.Stamp.Epoch * 7 + one.Child) % 11 + step * 5);

    private static uint Bits(Said one, uint[] bits, int step) =>
        bits[(one.Child * 31 + (int)one.Stamp.Epoch * 7 + (int)one.Stamp.Sequence * 3 + step) % bits.Length];

    private static long[] Fold(IEnumerable<Said> newest, uint[] bits, DateTimeOffset now)
    {
        var sums = new long[Tally.Size];
        foreach (var one in newest)
        {
            var step = ChangeAt(one, 2) <= now ? 2 : ChangeAt(one, 1) <= now ? 1 : 0;
            for (var figure = 0; figure < sums.Length; figure++)
                sums[figure] += Bits(one, bits, step) >> figure & 1;
        }

        return sums;
    }

    private static long[] Counts(Tally tally) => [.. Enumerable.Range(0, Tally.Size).Select(figure => tally[(Figure)figure])];

    private sealed record Said(int Child, Stamp Stamp, int Pause);
}
