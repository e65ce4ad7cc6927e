using CsCheck;
using Rectification.Documents.Figures;
using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Figures;

/// <summary>Figures are what was reported, added up in one unit and compared without rounding.</summary>
public sealed class FigureSumsTests
{
    private static readonly string[] Units = ["元", "万元", "亿元"];

    [Fact]
    public void Money_of_any_measures_in_any_units_adds_up_to_the_cent() => Gen.Select(Gen.Long[0, 99_999_999], Gen.Int[0, 2]).List[1, 12].Sample(reports =>
    {
        // The oracle counts in hundredths of 元.
        var measures = reports.Select((report, i) => Measure(i + 1, Units[report.Item2], null, [("u1", report.Item1 / 100m)])).ToList();
        var cents = reports.Sum(report => report.Item1 * (report.Item2 switch { 0 => 1L, 1 => 10_000L, _ => 100_000_000L }));

        var view = Only($$$$"""{"money":{"unit":"元","what":"钱","from":{"sum":[{{{{Terms(reports.Count)}}}}]}}}""", "{\"money\":1}", measures);
        Assert.Equal(cents / 100m, view.Value);
        Assert.False(view.Rounded);
        Assert.Equal(cents / 1_000_000m, Only($$$$"""{"money":{"unit":"万元","from":{"sum":[{{{{Terms(reports.Count)}}}}]}}}""", null, measures).Value);
    });

    [Fact]
    public void The_sum_of_the_units_counts_whoever_reported_what_part() => Gen.Int[0, 1_000].Array[1, 8].Sample(parts =>
    {
        var split = Measure(1, "家", null, [.. parts.Select((part, i) => ($"u{i}", (decimal)part))]);
        var view = Only("""{"rooms":{"unit":"家","bound":"atLeast","from":{"sum":[{"measure":1}]}}}""", "{\"rooms\":24}", [split]);

        Assert.Equal((parts.Sum(), parts.Sum() >= 24), (view.Value, view.Holds));
        Assert.Equal(parts.Select((part, i) => new FigureShare($"u{i}", part)), view.Terms[0].Shares);
    });

    [Theory]
    [InlineData(412.6, 730.2, 60, "atMost", "56.5%", true)]
    [InlineData(60, 100, 60, "atMost", "60.0%", true)]
    [InlineData(60.000001, 100, 60, "atMost", "60.0%", false)]
    [InlineData(999.999, 1000, 100, "exact", "99.9%", false)]
    [InlineData(0, 0, 60, "atMost", null, null)]
    [InlineData(150, 100, 60, "atMost", "150%", false)]
    public void A_ceiling_is_held_against_the_share_itself_and_not_against_what_is_printed(
        double of, double to, int stated, string bound, string? text, bool? holds)
    {
        var measure = Measure(1, "万元", null, [], ("a", "万元", (decimal)of), ("b", "万元", (decimal)to));
        var view = Only(
            """{"share":{"unit":"%","bound":"BOUND","from":{"ratio":{"of":{"sum":[SUM"a"}]},"to":{"sum":[SUM"b"}]}}}}}"""
                .Replace("SUM", "{\"measure\":1,\"quantity\":", StringComparison.Ordinal)
                .Replace("BOUND", bound, StringComparison.Ordinal),
            $$"""{"share":{{stated}}}""", [measure]);

        Assert.Equal((text, holds), (view.Text, view.Holds));
        Assert.Equal([false, true], view.Terms.Select(term => term.Divides));
    }

    [Fact]
    public void People_by_events_is_a_figure_of_its_own_unit()
    {
        var measure = Measure(1, "场", null, [("u1", 210)], ("people", "万人次", 103.6m));
        var view = Only(
            """{"each":{"unit":"人次/场","from":{"ratio":{"of":{"sum":[{"measure":1,"quantity":"people"}]},"to":{"sum":[{"measure":1}]}}}}}""", null, [measure]);
        Assert.Equal((4933.333333m, true), (view.Value, view.Rounded));
    }

    [Fact]
    public void Counts_are_the_plans_and_a_rate_of_them_is_never_100_before_all_are_done()
    {
        const string Sources = """{"rate":{"unit":"%","from":{"ratio":{"of":{"count":"measuresSignedOff"},"to":{"count":"measures"}}}}}""";
        var counts = new Dictionary<FigureCount, long> { [FigureCount.Measures] = 100_000, [FigureCount.MeasuresSignedOff] = 99_999 };
        var view = FigureSums.Of(FigureReader.Read("{\"rate\":100}", Sources)[0], Facts([], counts));
        Assert.Equal(("99.9%", 99.999m, false), (view.Text, view.Value, view.Holds));
    }

    [Fact]
    public void A_figure_without_an_origin_is_only_stated_and_what_an_amendment_took_away_is_named()
    {
        Assert.Equal((false, null, null), Told(Only("""{"x":{"quote":"10余次","why":"没有措施跟踪"}}""", "{\"x\":10}", [])));
        var gone = Only("""{"x":{"unit":"家","from":{"sum":[{"measure":1,"quantity":"gone"}]}}}""", "{\"x\":10}", [Measure(1, "家", null, [("u1", 3)])]);
        Assert.Equal((true, null, "plan.figure-quantity-unknown"), Told(gone));
        var other = Only("""{"x":{"unit":"人次","from":{"sum":[{"measure":1}]}}}""", "{\"x\":10}", [Measure(1, "场", null, [("u1", 3)])]);
        Assert.Equal((true, null, "plan.figure-unit-differs"), Told(other));
        Assert.Equal((true, 0m, null), Told(Only("""{"x":{"unit":"家","from":{"sum":[{"measure":9}]}}}""", null, [])));
    }

    [Theory]
    [InlineData("""{"x":"free words"}""")]
    [InlineData("""{"x":{"from":{"sum":"all"}}}""")]
    [InlineData("""{"x":{"from":{"sum":[{"measure":1}],"count":"measures"}}}""")]
    [InlineData("""{"x":{"from":7,"bound":"whatever","quote":5}}""")]
    public void Sources_of_an_earlier_plan_that_say_something_else_are_only_stated(string sources) =>
        Assert.Equal((false, null, null), Told(Only(sources, "{\"x\":10}", [])));

    private static (bool Derived, decimal? Value, string? Trouble) Told(FigureView view) => (view.Derived, view.Value, view.Trouble?.Code);

    private static FigureView Only(string sources, string? stated, IReadOnlyList<(MeasureDefinition Definition, MeasureState State)> measures) =>
        FigureSums.Of(Assert.Single(FigureReader.Read(stated, sources)), Facts(measures, new Dictionary<FigureCount, long>()));

    private static FigureFacts Facts(IReadOnlyList<(MeasureDefinition Definition, MeasureState State)> measures, Dictionary<FigureCount, long> counts) => new()
    {
        Measures = measures.ToDictionary(measure => measure.Definition.No),
        Counts = counts,
        Cadences = new Dictionary<int, CadenceView>(),
        Decimals = 1,
    };

    private static string Terms(int count) => string.Join(',', Enumerable.Range(1, count).Select(no => $$"""{"measure":{{no}}}"""));

    private static (MeasureDefinition Definition, MeasureState State) Measure(
        int no, string unit, string? what, (string Unit, decimal Value)[] reported, params (string Name, string Unit, decimal Value)[] more)
    {
        var state = MeasureState.Initial;
        foreach (var (by, value) in reported)
        {
            state = state.With(new() { Unit = by, Quantity = value });
        }

        return (
            new()
            {
                No = no,
                Problem = 1,
                Text = "整改",
                LeadUnit = "u1",
                Leader = "l",
                Start = new(2024, 1, 1),
                Deadline = new(2024, 12, 31),
                Target = new() { Value = 1, Unit = unit, What = what },
                Quantities = more.Length == 0 ? null : [.. more.Select(own => new MeasureQuantity { Name = own.Name, Unit = own.Unit })],
            },
            more.Length == 0 ? state
                : state.With(state.Assignment("u1") with { Metrics = [.. more.Select(own => new MetricValue(own.Name, own.Value))] }));
    }
}
