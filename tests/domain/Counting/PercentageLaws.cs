using System.Globalization;
using System.Numerics;
using CsCheck;

namespace Rectification.Tests.Counting;

/// <summary>百分数：rounded half up as offices do, less than all never 100, more than none never 0, parts of a whole together 100.</summary>
public sealed class PercentageLaws
{
    private static readonly Gen<(long Part, long Whole, int Decimals)> Fractions = Gen.Select(
        Gen.OneOf(Gen.Long[0, 1_000], Gen.Long[0, 1_000_000_000_000]), Gen.OneOf(Gen.Long[0, 1_000], Gen.Long[0, 1_000_000_000_000]), Gen.Int[0, 3],
        (one, other, decimals) => (Math.Min(one, other), Math.Max(one, other), decimals));

    [Theory]
    [InlineData(550, 579, 0, "95%")]
    [InlineData(385, 405, 1, "95.1%")]
    [InlineData(410, 452, 2, "90.71%")]
    [InlineData(688, 697, 2, "98.71%")]
    [InlineData(453, 471, 2, "96.18%")]
    [InlineData(1, 8, 0, "13%")]
    [InlineData(1, 8, 2, "12.50%")]
    [InlineData(93, 94, 1, "98.9%")]
    [InlineData(9_999, 10_000, 1, "99.9%")]
    [InlineData(1, 10_000, 1, "0.1%")]
    [InlineData(0, 7, 1, "0.0%")]
    [InlineData(7, 7, 0, "100%")]
    [InlineData(9, 7, 1, "128.6%")]
    [InlineData(0, 0, 1, "–")]
    public void A_percentage_reads_as_offices_write_it(long part, long whole, int decimals, string text) =>
        Assert.Equal(text, Percentages.Of(part, whole, decimals));

    [Fact]
    public void It_is_half_up_of_the_exact_fraction_but_for_the_two_ends() => Fractions.Where(of => of.Whole > 0).Sample(of =>
    {
        var all = 100 * BigInteger.Pow(10, of.Decimals);
        var exact = ((2 * all * of.Part) + of.Whole) / (2 * (BigInteger)of.Whole);
        var expected = of.Part == 0 ? 0 : of.Part == of.Whole ? all : BigInteger.Max(1, BigInteger.Min(all - 1, exact));
        Assert.Equal(expected, Steps(Percentages.Of(of.Part, of.Whole, of.Decimals), of.Decimals));
    });

    [Fact]
    public void Parts_of_a_whole_make_100_and_none_is_off_by_more_than_rounding_takes() =>
        Gen.Select(Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 1_000_000]).Array[1, 40], Gen.Int[0, 3]).Where(of => of.Item1.Sum() > 0).Sample((parts, decimals) =>
        {
            var steps = Percentages.Shares(parts, decimals).Select(text => Steps(text, decimals)).ToList();
            var all = 100 * BigInteger.Pow(10, decimals);
            Assert.Equal(all, steps.Aggregate(BigInteger.Add));
            Assert.All(parts.Zip(steps), of => Assert.Equal(of.First == 0, of.Second.IsZero));
            Assert.All(parts.Zip(steps).Where(of => of.First < parts.Sum()), of => Assert.NotEqual(all, of.Second));
            if (parts.All(part => part == 0 || part * all >= parts.Sum()))
            {
                Assert.All(parts.Zip(steps), of => Assert.True(BigInteger.Abs((of.Second * parts.Sum()) - (all * of.First)) < parts.Sum()));
            }
        });

    [Theory]
    [InlineData(new long[] { 453, 18 }, 2, "96.18% 3.82%")]
    [InlineData(new long[] { 1, 1, 1 }, 1, "33.4% 33.3% 33.3%")]
    [InlineData(new long[] { 9_999, 1 }, 0, "99% 1%")]
    [InlineData(new long[] { 0, 5 }, 0, "0% 100%")]
    [InlineData(new long[] { 0, 0 }, 1, "– –")]
    public void Shares_read_together(long[] parts, int decimals, string text) => Assert.Equal(text, string.Join(' ', Percentages.Shares(parts, decimals)));

    [Fact]
    public void More_parts_than_can_be_shown_are_not_shown() =>
        Assert.All(Percentages.Shares([.. Enumerable.Repeat(1L, 101)], 0), text => Assert.Equal(Percentages.None, text));

    [Fact]
    public void What_rules_and_people_state_keeps_its_digits()
    {
        Assert.Equal(("35%", "12.5%", "20%"), (Percentages.Stated(35), Percentages.Stated(0.125m), Percentages.Stated(0.2m)));
        Assert.Equal(("35%", "99.9%", "-3%"), (Percentages.Value(35.0m), Percentages.Value(99.99m), Percentages.Value(-3)));
        Assert.Equal((0.989m, null), (Percentages.Fraction(93, 94), Percentages.Fraction(0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentages.Of(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentages.Of(1, 2, 4));
    }

    private static BigInteger Steps(string text, int decimals)
    {
        Assert.EndsWith("%", text, StringComparison.Ordinal);
        Assert.Equal(decimals, text.Contains('.', StringComparison.Ordinal) ? text[..^1].Split('.')[1].Length : 0);
        return BigInteger.Parse(text[..^1].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
