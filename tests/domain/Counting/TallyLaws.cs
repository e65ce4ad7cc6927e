using CsCheck;

namespace Rectification.Tests.Counting;

/// <summary>A tally is a commutative group; adding a leaf or a tally to running sums is its plus and minus.</summary>
public sealed class TallyLaws
{
    private static readonly Gen<Tally> AnyTally = Gen.Long[-1_000_000, 1_000_000].Array[Tally.Size].Select(counts => new Tally(counts));
    private static readonly Gen<FigureSet> AnyLeaf = Gen.UInt[0, (1u << Tally.Size) - 1].Select(bits => new FigureSet(bits));

    [Fact]
    public void Order_does_not_matter() => Gen.Select(AnyTally, AnyTally).Sample((a, b) => (a + b).Equals(b + a));

    [Fact]
    public void Grouping_does_not_matter() => Gen.Select(AnyTally, AnyTally, AnyTally).Sample((a, b, c) => (a + b + c).Equals(a + (b + c)));

    [Fact]
    public void Zero_adds_nothing() => AnyTally.Sample(a => (a + Tally.Zero).Equals(a) && (a - Tally.Zero).Equals(a));

    [Fact]
    public void What_is_taken_away_is_gone() => Gen.Select(AnyTally, AnyTally).Sample((a, b) => (a - a).Equals(Tally.Zero) && (a + b - b).Equals(a));

    [Fact]
    public void Equal_tallies_have_equal_hashes() =>
        AnyTally.Sample(a => a.GetHashCode() == (a + Tally.Zero).GetHashCode() && a.Equals((object)(a + Tally.Zero)) && !a.Equals(null));

    [Fact]
    public void Every_figure_is_counted_on_its_own() =>
        Gen.Select(AnyTally, AnyTally).Sample((a, b) =>
            Enum.GetValues<Figure>().All(figure => (a + b)[figure] == a[figure] + b[figure] && (a - b)[figure] == a[figure] - b[figure]));

    [Fact]
    public void A_tally_from_before_a_figure_existed_counts_nothing_in_it() =>
        Assert.Equal((3, 0), (new Tally([3])[Figure.MeasureTotal], new Tally([3])[Figure.InstitutionRegistered]));

    [Fact]
    public void A_leaf_counts_one_in_each_of_its_figures() => AnyLeaf.Sample(leaf =>
    {
        var sums = new long[Tally.Size];
        leaf.AddTo(sums, +1);
        Assert.All(Enum.GetValues<Figure>(), figure => Assert.Equal(leaf.Has(figure) ? 1 : 0, sums[(int)figure]));
        leaf.AddTo(sums, -1);
        Assert.All(sums, sum => Assert.Equal(0, sum));
    });

    [Fact]
    public void A_leaf_has_what_it_was_given() => Gen.Select(AnyLeaf, Gen.Enum<Figure>(), Gen.Enum<Figure>()).Sample((leaf, given, other) =>
        leaf.With(given).Has(given)
        && leaf.With(given, present: false) == leaf
        && leaf.With(given).With(given) == leaf.With(given)
        && leaf.With(given).Has(other) == (other == given || leaf.Has(other)));

    [Fact]
    public void Every_figure_has_its_own_bit_and_fits() =>
        Assert.Equal(Enumerable.Range(0, Tally.Size), Enum.GetValues<Figure>().Select(figure => (int)figure));

    [Fact]
    public void A_running_sum_is_the_sum_over_the_latest_leaves() => AnyLeaf.Array[0, 30].Sample(leaves =>
    {
        var running = new long[Tally.Size];
        var latest = default(FigureSet);
        foreach (var leaf in leaves)
        {
            latest.AddTo(running, -1);
            leaf.AddTo(running, +1);
            latest = leaf;
        }

        var sums = new long[Tally.Size];
        latest.AddTo(sums, +1);
        Assert.Equal(sums, running);
    });
}
