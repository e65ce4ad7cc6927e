using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Signals;
using Rectification.Tests.Rules;

namespace Rectification.Tests.LookBacks;

/// <summary>The draw follows from its seed as the reference says, and a measure weighs what its trail shows.</summary>
public sealed class DrawTests
{
    private static readonly Gen<(string Seed, DrawCandidate[] Candidates, int Count)> Any =
        from seed in Gen.String[Gen.Char['!', '~'], 1, 40]
        from weights in Gen.Int[1, 8].Array[1, 60]
        from step in Gen.Int[1, 5]
        from count in Gen.Int[0, weights.Length]
        select (seed, weights.Select((weight, i) => Candidate((i * step) + 1, weight)).ToArray(), count);

    [Fact]
    public void The_draw_is_the_one_that_the_reference_describes() => Any.Sample(
        draw => Assert.Equal(Repeat(draw.Seed, draw.Candidates, draw.Count), Draw.Choose(draw.Seed, draw.Candidates, draw.Count)));

    [Fact]
    public void The_example_of_the_reference_is_drawn() => Assert.Equal(
        Example, Draw.Choose("seed-1", [Candidate(3, 1), Candidate(12, 3), Candidate(17, 1), Candidate(20, 6), Candidate(41, 2)], 3));

    [Fact]
    public void Nobody_is_drawn_twice_and_all_are_drawn_in_the_end() => Any.Sample(
        draw => Assert.Equal(draw.Candidates.Select(candidate => candidate.Measure), Draw.Choose(draw.Seed, draw.Candidates, draw.Candidates.Length).Order()));

    [Fact]
    public void What_weighs_more_is_drawn_more_often()
    {
        DrawCandidate[] candidates = [Candidate(1, 1), Candidate(2, 7)];
        var heavy = Enumerable.Range(0, 8_000).Count(seed => Draw.Choose($"s{seed}", candidates, 1)[0] == 2);
        Assert.InRange(heavy, 6_850, 7_150);
    }

    [Theory]
    [InlineData(94, "0.2", 5, 19)]
    [InlineData(95, "0.2", 5, 19)]
    [InlineData(96, "0.2", 5, 20)]
    [InlineData(10, "0.2", 5, 5)]
    [InlineData(3, "0.2", 5, 3)]
    [InlineData(7, "1", 0, 7)]
    [InlineData(20000, "0.000001", 0, 1)]
    public void The_share_is_rounded_up_and_the_minimum_holds_as_far_as_there_are_candidates(int candidates, string share, int minimum, int drawn) =>
        Assert.Equal(drawn, Draw.Count(candidates, decimal.Parse(share, CultureInfo.InvariantCulture), minimum));

    [Fact]
    public void A_measure_signed_off_in_time_weighs_one()
    {
        Assert.Equal((1, ""), Weigh(Signed(Scene.Plain.Deadline)));
        Assert.Equal((1, ""), Weigh(Signed(Scene.Plain.Deadline, hour: 23)));
    }

    [Fact]
    public void Late_is_after_the_end_of_the_first_deadlines_day_whatever_was_extended()
    {
        Assert.Equal((3, "late"), Weigh(Signed(Scene.Plain.Deadline.AddDays(1), hour: 0)));
        Assert.Equal((4, "late,extended"), Weigh(Signed(Scene.Plain.Deadline.AddDays(1)) with { Deadline = Scene.Plain.Deadline.AddDays(30) }));
        Assert.Equal((2, "extended"), Weigh(Signed(Scene.Plain.Deadline) with { Deadline = Scene.Plain.Deadline.AddDays(30) }));
    }

    [Fact]
    public void Returns_and_kinds_of_signals_add_and_signals_at_most_three()
    {
        var state = Signed(Scene.Plain.Deadline);
        Assert.Equal((2, "returned"), Weigh(state, returned: true));
        Assert.Equal((3, "returned,sameEvidence"), Weigh(state, returned: true, PaperSignalKind.SameEvidence, PaperSignalKind.SameEvidence));
        Assert.Equal((4, "sameEvidence,oneJump,lastDays,sameNotes,hastySignOff"), Weigh(state, returned: false, Enum.GetValues<PaperSignalKind>()));
    }

    private static readonly int[] Example = [3, 41, 20];

    /// <summary>The reference, word for word and slowly.</summary>
    private static List<int> Repeat(string seed, IEnumerable<DrawCandidate> candidates, int count)
    {
        var remaining = candidates.OrderBy(candidate => candidate.Measure).ToList();
        var drawn = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(seed + ":" + i.ToString(CultureInfo.InvariantCulture)));
            var number = hash[..8].Aggregate(BigInteger.Zero, (sum, part) => (sum * 256) + part);
            var rest = number % remaining.Sum(candidate => candidate.Weight);
            var running = BigInteger.Zero;
            var chosen = remaining.First(candidate => (running += candidate.Weight) > rest);
            remaining.Remove(chosen);
            drawn.Add(chosen.Measure);
        }

        return drawn;
    }

    private static (int Weight, string Reasons) Weigh(MeasureState state, bool returned = false, params PaperSignalKind[] signals)
    {
        var context = new MeasureContext(Scene.Plain, new PlanRules(), PlanCalendar.Of("Asia/Shanghai"), null);
        var candidate = Draw.Weigh(context, state, returned, signals);
        return (candidate.Weight, string.Join(',', candidate.Reasons));
    }

    private static MeasureState Signed(DateOnly day, int hour = 10) => new()
    {
        Status = MeasureStatus.SignedOff,
        SignedOffAt = PlanCalendar.Of("Asia/Shanghai").StartOf(day).AddHours(hour),
    };

    private static DrawCandidate Candidate(int measure, int weight) => new() { Measure = measure, Weight = weight, Reasons = [] };
}
