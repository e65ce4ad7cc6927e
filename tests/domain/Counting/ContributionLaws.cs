using CsCheck;

namespace Rectification.Tests.Counting;

public sealed class ContributionLaws
{
    private static readonly DateTimeOffset Day = new(2024, 10, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Contribution> Any = Gen.Int[1, 5].Array[0, 6].Select(gaps =>
    {
        var at = 0;
        return new Contribution
        {
            Stamp = new(1, 1),
            First = new(1),
            Later = [.. gaps.Select((gap, i) => new Step(Day.AddDays(at += gap), new((uint)i + 2)))],
        };
    });

    [Fact]
    public void Between_a_moment_and_the_next_change_nothing_changes() => Gen.Select(Any, Gen.Int[-2, 40]).Sample((contribution, days) =>
    {
        var now = Day.AddDays(days);
        var next = contribution.NextAfter(now);
        return next is null
            ? contribution.At(now) == contribution.At(DateTimeOffset.MaxValue)
            : next > now && contribution.At(next.Value.AddTicks(-1)) == contribution.At(now) && contribution.At(next.Value) != contribution.At(now);
    });
}
