namespace Rectification.Figures;

/// <summary>What is said of a number that is stated: 超 60 is true of another value than 60 is. One rule for plans, targets and notices.</summary>
[GenerateSerializer, Alias("bound")]
public enum Bound
{
    /// <summary>Just that.</summary>
    Exact = 1,

    /// <summary>超、超过、逾、突破：more.</summary>
    Over = 2,

    /// <summary>近：less, by at most a fifth.</summary>
    Nearly = 3,

    /// <summary>余、多、以上、不少于、至少、达到：that or more.</summary>
    AtLeast = 4,

    /// <summary>不超过、不高于、以下、以内、至多：that or less.</summary>
    AtMost = 5,

    /// <summary>低于、不足、不到、不满：less.</summary>
    Below = 6,

    /// <summary>约：within a tenth.</summary>
    About = 7,

    /// <summary>The number is part of a name and says nothing of any value: 十大举措.</summary>
    Name = 8,

    /// <summary>As <see cref="Exact"/>; the number stands nowhere, it was counted from what is listed.</summary>
    Counted = 9,
}

public static class Bounds
{
    /// <summary>Whether words with a number are true of a value, compared without rounding; <see langword="null"/> where they say nothing of one.</summary>
    public static bool? Holds(Bound bound, Amount stated, Amount value) => bound switch
    {
        Bound.Exact or Bound.Counted => value == stated,
        Bound.Over => value > stated,
        Bound.Nearly => value < stated && value >= stated * Fifths,
        Bound.AtLeast => value >= stated,
        Bound.AtMost => value <= stated,
        Bound.Below => value < stated,
        Bound.About => value >= stated * Nine && value <= stated * Eleven,
        Bound.Name => null,
        _ => throw new ArgumentOutOfRangeException(nameof(bound), bound, "A bound without a rule."),
    };

    private static readonly Amount Fifths = Amount.Of(0.8m);
    private static readonly Amount Nine = Amount.Of(0.9m);
    private static readonly Amount Eleven = Amount.Of(1.1m);
}
