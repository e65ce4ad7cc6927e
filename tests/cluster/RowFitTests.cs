using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Seals;

namespace Rectification.Tests.Cluster;

/// <summary>Full pages, of the longest that anybody may write, and the keys of all rows fit every store.</summary>
public sealed class RowFitTests
{
    private const int LongestText = 500;
    private const int MostUnits = 200;
    private static readonly Serializer Bytes = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
    private static readonly string[] Units = [.. Enumerable.Range(0, MostUnits).Select(i => Id(i))];

    [Fact]
    public void The_types_of_all_grains_are_kept_apart_by_every_store()
    {
        var types = typeof(PlanRow).Assembly.GetTypes().Select(type => type.GetCustomAttribute<GrainTypeAttribute>()).OfType<GrainTypeAttribute>()
            .Select(type => type.GetGrainType(null!, null!)).ToList();
        Assert.True(types.Count > 20);
        foreach (var type in types)
            RowFit.Require("state-v1", GrainId.Create(type, IdSpan.Create(new NameKey(Id(1), Id(2)).ToString())), 0);
    }

    [Fact]
    public void Keys_of_the_longest_names_fit()
    {
        var (plan, unit) = (Id(1), Id(2));
        string[] keys =
        [
            new NameKey(plan, unit).ToString(), new NumberKey(plan, int.MaxValue).ToString(), RosterKeys.Index(plan, int.MaxValue),
            RosterKeys.Page(plan, new(int.MaxValue, int.MaxValue)), RosterKeys.Unit(plan, unit, new(int.MaxValue, int.MaxValue)), new('f', 64),
            MeasureTrail.PageId(new(plan, int.MaxValue), int.MaxValue).Key.ToString()!,
        ];
        foreach (var key in keys)
            RowFit.Require("state-v1", GrainId.Create("measure-evidence-list", key), 0);
    }

    [Fact]
    public void A_row_of_another_key_or_more_bytes_would_be_seen()
    {
        Assert.Throws<ArgumentException>(() => RowFit.Require("state-v1", GrainId.Create("a_type", "key"), 0));
        Assert.Throws<ArgumentException>(() => RowFit.Require("state-v1", GrainId.Create("type", "a/b"), 0));
        Assert.Throws<ArgumentException>(() => RowFit.Require("state-v1", GrainId.Create("type", "key"), RowFit.MostBytes + 1));
        Assert.True(RowFit.MostBytes < RowFit.StoreBytes);
    }

    [Fact]
    public void A_roster_page_fits() =>
        Fits(new MeasureRosterPage { Measures = [.. Enumerable.Range(1, RosterWriter.PageSize).Select(Longest)] });

    /// <summary>The columns an office keeps beside ours are as long as its forms allow.</summary>
    [Fact]
    public void Roster_pages_of_long_columns_fit_and_none_is_lost()
    {
        Dictionary<string, string> Columns(int no) => Enumerable.Range(0, 2).ToDictionary(column => Text((no * 10) + column)[..PlanLimits.MaxExtraName],
            column => Text((no * 10) + column).PadRight(PlanLimits.MaxExtraText, '改'));
        MeasureDefinition Long(int no) => Longest(no) with { Extra = Columns(no) };
        var measures = Enumerable.Range(1, RosterWriter.PageSize * 2).Select(no => Long(no) with
        {
            Change = no % 2 == 0 ? null : new() { Roster = 2, Amendment = 1, By = Id(5), Former = Long(-no), Reason = Text(no) },
        }).ToList();
        var problems = measures.Select(measure => new ProblemRosterLine
        {
            Problem = new() { No = measure.No, Title = measure.Text, LeadUnit = Units[0], Leader = Id(4), Extra = measure.Extra, Cause = Text(measure.No) },
            Measures = [.. Enumerable.Range(1, 2_000)],
        }).ToList();

        var pages = RosterPaging.Pages(measures, RosterWriter.PageSize, RosterPaging.Bytes).ToList();
        var ofProblems = RosterPaging.Pages(problems, RosterWriter.PageSize, RosterPaging.Bytes).ToList();

        Assert.Equal(measures, pages.SelectMany(page => page));
        Assert.Equal(problems, ofProblems.SelectMany(page => page));
        pages.ForEach(page => Fits(new MeasureRosterPage { Measures = [.. page] }));
        ofProblems.ForEach(page => Fits(new ProblemRosterPage { Problems = [.. page] }));
        Assert.All(pages.SelectMany(page => page), measure => Assert.Null(RosterWriter.Bare(measure).Extra));
        Assert.Equal(2, RosterPaging.Pages(measures.Select(RosterWriter.Bare), RosterWriter.PageSize, static _ => 1).Count());
    }

    [Fact]
    public void A_units_roster_pages_fit_and_are_as_few_as_can_be()
    {
        var usual = Enumerable.Range(1, RosterWriter.UnitPageSize * 2)
            .Select(no => Longest(no) with { Text = "", Outcome = null, Source = null, Target = null, Institution = null });
        Assert.Equal(2, RosterWriter.Pages(usual).Count);
        Assert.Single(RosterWriter.Pages([]));
        var longest = Enumerable.Range(1, RosterWriter.UnitPageSize).Select(no => Longest(no) with { Text = "", Outcome = null, Source = null }).ToList();
        foreach (var page in RosterWriter.Pages(usual).Concat(RosterWriter.Pages(longest)))
            Fits(new UnitRosterPage { Measures = [.. page], LedProblems = [.. Enumerable.Range(1, 50_000)], Pages = int.MaxValue });
        Assert.Equal(longest, RosterWriter.Pages(longest).SelectMany(page => page));
    }

    [Fact]
    public void A_page_of_problems_fits() => Fits(new ProblemRosterPage
    {
        Problems =
        [
            .. Enumerable.Range(1, RosterWriter.PageSize).Select(no => new ProblemRosterLine
            {
                Problem = new() { No = no, Title = Text(no), Source = Text(-no), Category = int.MaxValue, LeadUnit = Units[0], Leader = Id(4) },
                Measures = [.. Enumerable.Range(no * 2_000, 2_000)],
            }),
        ],
    });

    /// <summary>An entry is appended to a page that is not full yet.</summary>
    [Fact]
    public void Pages_of_trails_and_chains_fit()
    {
        Fits(new TrailPage { FirstVersion = long.MaxValue, PreviousHash = TrailPage.NoHash, Lines = new byte[MeasureTrail.HardCapBytes * 2] });
        Fits(new TrailPage { FirstVersion = long.MaxValue, PreviousHash = TrailPage.NoHash, Lines = new byte[ChainKinds.PageBytes + 512 * 1024] });
    }

    [Fact]
    public void Pages_of_seals_fit()
    {
        var figures = string.Join(',', SealDraft.Figures.Select(figure => $"\"{figure.Name}\":{int.MaxValue}"));
        var longest = $"{SealDraft.TallyLeaf}{Id(1)}:{Id(2)} {{{figures}}}\n";
        Fits(new SealPage { Lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(longest, SealDraft.PageSpan))) });
    }

    [Fact]
    public void A_day_of_points_fits()
    {
        var at = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(8));
        var points = Enumerable.Range(0, (int)(TimeSpan.FromDays(1) / PointBook.Period))
            .Select(minute => new TallyPoint
            {
                At = at + minute * PointBook.Period,
                Tally = new([.. Enumerable.Range(0, Tally.Size).Select(figure => 2_000_000L + minute + figure)]),
            });
        Fits(new PointPage { Points = [.. points] });
    }

    private static MeasureDefinition Longest(int no) => new()
    {
        No = int.MaxValue - no,
        Problem = int.MaxValue,
        Text = Text(no),
        LeadUnit = Units[0],
        Units = [.. Units.Skip(1)],
        Leader = Id(1),
        Start = new(2026, 1, 5),
        Deadline = new(2026, 12, 31),
        Cadence = Cadence.Weekly,
        Target = new() { Value = decimal.MaxValue, Unit = Text(no + 1_000_000), What = Text(no + 2_000_000) },
        Institution = new() { Kind = InstitutionKind.New, Title = Text(no + 3_000_000) },
        Outcome = Text(no + 4_000_000),
        LongTerm = true,
        Source = Text(no + 5_000_000),
    };

    /// <summary>The longest text, three bytes a character, and no other like it.</summary>
    private static string Text(int no) => no.ToString("D10", CultureInfo.InvariantCulture).PadRight(LongestText, '改');

    private static string Id(int no) => no.ToString(CultureInfo.InvariantCulture).PadLeft(Ids.MaxLength, 'z');

    private static void Fits<T>(T row) => Assert.InRange(Bytes.SerializeToArray(row).Length, 0, RowFit.MostBytes);
}
