using Rectification.Rollups;

namespace Rectification.Tests.Cluster;

/// <summary>The trail costs little, proves itself, and answers for every past moment.</summary>
public sealed class TrailTests
{
    /// <summary>Largest row of a measure, in bytes: a state, and an open page that is trimmed at about 3 KB.</summary>
    private const int LargestRow = 6 * 1024;

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_report_costs_one_write_of_a_small_row_however_long_the_history()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        var row = MeasureRow.Id(plan, 1);
        foreach (var length in (int[])[10, 100, 1_000])
        {
            for (var i = town.Rows.Writes(MeasureRow.StateName, row); i < length; i++)
            {
                await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = i / 10, Note = "本周完成现场核查" });
                Assert.Equal(i + 1, town.Rows.Writes(MeasureRow.StateName, row));
            }

            Assert.InRange(town.Rows.Size(MeasureRow.StateName, row), 1, LargestRow);
        }

        Assert.InRange(town.Rows.Rows("trail-page-v1", _ => true), 50, 200);
        var trail = await town.Measure(plan, 1).Verified(limit: 77);
        Assert.Equal(1_000, trail.Count);
        var middle = (await town.Measure(plan, 1).GetTrail(after: 498, limit: 3))!;
        Assert.Equal(trail.Skip(498).Take(3), middle.Entries);
    }

    [Fact]
    public async Task A_page_that_cannot_be_sealed_stays_open_and_nothing_of_it_is_lost()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        for (var i = 0; i < 5; i++)
            town.Rows.FailNext(i % 2 == 0 ? Fault.Refused : Fault.UnknownCommitted, (state, _) => state == "trail-page-v1");
        for (var i = 0; i < 100; i++)
            await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = i });

        Assert.Equal(100, (await town.Measure(plan, 1).Verified()).Count);
        await town.Cluster.DeactivateAsync(town.Measure(plan, 1)).InTime();
        Assert.Equal(100, (await town.Measure(plan, 1).Verified()).Count);
        Assert.True(town.Rows.Rows("trail-page-v1", _ => true) > 3);
    }

    [Fact]
    public async Task Figures_as_of_a_past_moment_are_those_the_city_showed_at_that_moment()
    {
        await using var town = await Town.Open(at: Start);
        var document = Documents.City("past", measures: 8);
        await town.Import(document);
        var random = new Random(20260102);
        List<(DateTimeOffset At, RateSheet Sheet)> shown = [];
        for (var round = 0; round < 24; round++)
        {
            town.Clock!.Advance(TimeSpan.FromHours(random.Next(1, 800)));
            for (var i = 0; i < 4; i++)
                await Something(town, document.Id, document.Measures[random.Next(8)], random);
            await town.Settled(document.Id);
            shown.Add((town.Clock.GetUtcNow(), await town.Rollup(document.Id).GetSheet()));
        }

        Assert.Contains(shown, moment => moment.Sheet.Measures.SignedOff > 0);
        Assert.Contains(shown, moment => moment.Sheet.Measures.Overdue > 0);
        foreach (var (at, sheet) in shown)
        {
            var past = await town.Query(document.Id).RatesAsOf(at, knownAt: null, exact: true);
            Assert.Equal(
                (sheet.Measures, sheet.Assignments, sheet.Problems, sheet.Institutions), (past.Measures, past.Assignments, past.Problems, past.Institutions));
        }
    }

    [Fact]
    public async Task History_counts_at_its_own_time_and_for_who_asks_what_was_known_then_not_before_it_was_recorded()
    {
        await using var town = await Town.Open(at: Start.AddDays(100));
        var plan = await town.Import(id => Documents.City(id));
        var happened = Start.AddDays(10);
        var claimed = town.Envelope(People.Of("c2"), new ClaimMeasure { Unit = "c2" }, historicalAt: happened);
        Assert.Null((await town.Measure(plan, 1).Submit(claimed).InTime()).Refusal);
        var recorded = town.Clock!.GetUtcNow();

        async Task<long> Claimed(DateTimeOffset asOf, DateTimeOffset? knownAt) =>
            (await town.Query(plan).RatesAsOf(asOf, knownAt, exact: true)).Measures.InProgress;
        Assert.Equal(0, await Claimed(happened.AddTicks(-1), null));
        Assert.Equal(1, await Claimed(happened, null));
        Assert.Equal(0, await Claimed(happened, recorded.AddTicks(-1)));
        Assert.Equal(1, await Claimed(happened, recorded));
        Assert.Single(await town.Measure(plan, 1).Verified());
    }

    [Fact]
    public async Task Points_rebuilt_after_an_import_of_history_are_the_figures_of_each_days_end_also_for_a_roll_up_that_was_just_activated()
    {
        await using var town = await Town.Open(at: Start.AddDays(20));
        var plan = await town.Import(id => Documents.City(id));
        for (var no = 1; no <= 3; no++)
        {
            var lead = (await town.Measure(plan, no).Get())!.LeadUnit;
            var past = town.Envelope(People.Of(lead), new ClaimMeasure { Unit = lead }, historicalAt: Start.AddDays(no * 3));
            Assert.Null((await town.Measure(plan, no).Submit(past).InTime()).Refusal);
        }

        await town.Cluster.DeactivateAsync(town.Rollup(plan)).InTime();
        await town.Grains.GetGrain<Plans.IPlanGrain>(plan).HistoryChanged().InTime();
        await town.Cluster.DeactivateAsync(town.Rollup(plan)).InTime();
        var (from, to) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 22));
        var points = await town.Rollup(plan).GetPoints(from, to).InTime();
        Assert.Equal([0L, 1, 2, 3], points.Select(point => point.Tally[Figure.InProgress]));

        var history = await town.Query(plan).RatesHistory(from, to);
        Assert.Equal(22, history.Count);
        Assert.All(history, day => Assert.Equal(points.Last(point => point.At <= day.AsOf).Tally[Figure.InProgress], day.Measures.InProgress));
    }

    private static async Task Something(Town town, string plan, Plans.MeasureDefinition measure, Random random)
    {
        var view = (await town.Measure(plan, measure.No).Get())!;
        var report = new ReportProgress { Unit = measure.LeadUnit, Percent = Math.Min(100, view.Percent + random.Next(40)) };
        Task<MeasureOutcome> next = (view.Status, random.Next(3)) switch
        {
            (MeasureStatus.SignedOff, _) => town.Accepted(
                plan, measure.No, People.Reviewer, new ReopenMeasure { Reason = "反弹", Until = DateOnly.FromDateTime(town.Clock!.GetUtcNow().AddDays(9).Date) }),
            (MeasureStatus.SignOffRequested, var choice) => town.Review(
                plan, measure.No, view.SignOff!.Steps.Count == 0 ? People.Leader : People.Reviewer, choice == 0 ? Decision.Return : Decision.Approve),
            (_, 0) => town.Request(plan, measure),
            _ => town.Accepted(plan, measure.No, People.Of(measure.LeadUnit), report),
        };
        await next;
    }
}
