using CsCheck;
using Rectification.Figures;

namespace Rectification.Tests.Figures;

/// <summary>What words say of a number, and arithmetic without rounding.</summary>
public sealed class BoundLaws
{
    private static readonly Gen<decimal> Numbers = Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 6],
        (mantissa, scale) => mantissa / Power(scale));

    [Theory]
    [InlineData(Bound.Exact, 60, 60, true)]
    [InlineData(Bound.Exact, 60, 60.000001, false)]
    [InlineData(Bound.Over, 60, 58, false)]
    [InlineData(Bound.Over, 60, 60, false)]
    [InlineData(Bound.Over, 60, 60.000001, true)]
    [InlineData(Bound.Nearly, 100, 100, false)]
    [InlineData(Bound.Nearly, 100, 99.999999, true)]
    [InlineData(Bound.Nearly, 100, 80, true)]
    [InlineData(Bound.Nearly, 100, 79.999999, false)]
    [InlineData(Bound.AtLeast, 210, 210, true)]
    [InlineData(Bound.AtLeast, 210, 209.999999, false)]
    [InlineData(Bound.AtMost, 60, 60, true)]
    [InlineData(Bound.AtMost, 60, 60.000001, false)]
    [InlineData(Bound.Below, 10, 10, false)]
    [InlineData(Bound.Below, 10, 9.999999, true)]
    [InlineData(Bound.About, 100, 90, true)]
    [InlineData(Bound.About, 100, 110.000001, false)]
    [InlineData(Bound.Name, 10, 3, null)]
    public void Words_are_true_of_a_value_by_one_rule(Bound bound, double stated, double value, bool? holds) =>
        Assert.Equal(holds, Bounds.Holds(bound, Amount.Of((decimal)stated), Amount.Of((decimal)value)));

    [Fact]
    public void More_and_at_most_and_less_and_at_least_are_opposites() => Gen.Select(Numbers, Numbers).Sample((stated, value) =>
    {
        var (one, other) = (Amount.Of(stated), Amount.Of(value));
        Assert.NotEqual(Bounds.Holds(Bound.Over, one, other), Bounds.Holds(Bound.AtMost, one, other));
        Assert.NotEqual(Bounds.Holds(Bound.Below, one, other), Bounds.Holds(Bound.AtLeast, one, other));
        Assert.Equal(stated == value, Bounds.Holds(Bound.Exact, one, other));
    });

    [Fact]
    public void Amounts_are_added_multiplied_and_compared_as_decimals_are_where_those_do_not_round() => Gen.Select(Numbers, Numbers).Sample((one, other) =>
    {
        Assert.Equal(one + other, (Amount.Of(one) + Amount.Of(other)).Shown);
        Assert.Equal(one.CompareTo(other), Amount.Of(one).CompareTo(Amount.Of(other)));
        Assert.Equal(one == other, Amount.Of(one) == Amount.Of(other));
        if (other != 0)
        {
            Assert.Equal(Amount.Of(one), Amount.Of(one) / Amount.Of(other) * Amount.Of(other));
        }
    });

    [Fact]
    public void Thirds_add_up_to_one_and_are_shown_rounded()
    {
        var third = Amount.Of(1) / Amount.Of(3);
        Assert.Equal(Amount.Of(1), third + third + third);
        Assert.Equal((0.333333m, false), (third.Shown, third.IsShownWhole));
        Assert.Equal(-0.666667m, (Amount.Of(-2) / Amount.Of(3)).Shown);
        Assert.Equal((0m, true, true), (default(Amount).Shown, default(Amount).IsZero, default(Amount) == Amount.Of(0)));
    }

    [Theory]
    [InlineData("元", "元", 1)]
    [InlineData("万元", "元", 10_000)]
    [InlineData("亿元", "元", 100_000_000)]
    [InlineData("百万元", "元", 1_000_000)]
    [InlineData("万人次", "人次", 10_000)]
    [InlineData("场", "场", 1)]
    [InlineData("千克", "克", 1_000)]
    public void A_unit_is_a_base_and_how_often_it_is_taken(string unit, string kind, long times) =>
        Assert.Equal(new(kind, times), CountingUnit.Of(unit));

    [Fact]
    public void There_and_back_an_amount_is_the_same() => Gen.Select(Numbers, Gen.Int[0, 2].Select(i => new[] { "元", "万元", "亿元" }[i])).Sample((value, unit) =>
    {
        var of = CountingUnit.Of(unit);
        Assert.Equal(Amount.Of(value), of.FromBase(of.ToBase(Amount.Of(value))));
    });

    private static decimal Power(int scale) => Enumerable.Repeat(10m, scale).Aggregate(1m, (all, ten) => all * ten);
}
