using Rectification.Plans;
using Rectification.Rollups;

namespace Rectification.Tests.Cluster;

/// <summary>The clock alone changes counts, in the unit and in the city, without a report and without a question.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 9, 0, 0, Zone);

    /// <summary>The first instant after the deadline's day.</summary>
    private static readonly DateTimeOffset Late = new(2027, 1, 1, 0, 0, 0, Zone);

    [Fact]
    public async Task Yellow_overdue_and_red_follow_the_clock_up_to_the_city()
    {
        await using var town = await Town.Open(at: Start);
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 90 });
        await town.Settled(plan);
        Assert.Equal((0, 0, 0), await Lights(town, plan));

        // Behind the pace by 20 points from day 73 on, lit after 14 more days; the one at 90 % never is.
        town.Clock!.SetUtcNow(new DateTimeOffset(2026, 1, 1, 0, 0, 0, Zone).AddDays(73 + 14).AddMilliseconds(-1));
        await town.Settled(plan);
        Assert.Equal((0, 0, 0), await Lights(town, plan));
        town.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.Becomes(() => Lights(town, plan), lights => lights == (5, 0, 0));

        town.Clock.SetUtcNow(Late.AddMilliseconds(-1));
        await town.Settled(plan);
        Assert.Equal((5, 0, 0), await Lights(town, plan));
        town.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.Becomes(() => Lights(town, plan), lights => lights == (0, 6, 6));
        var unit = (await town.Query(plan).Units()).Single(unit => unit.Unit.Id == "c2").Sheet;
        Assert.Equal((2, 2), (unit.Measures.Overdue, unit.Measures.Red));
        await town.Settled(plan);
    }

    [Fact]
    public async Task Counts_follow_the_clock_after_the_units_memory_was_lost_too()
    {
        await using var town = await Town.Open(at: Start);
        var plan = await town.Import(id => Documents.City(id));
        await town.Cluster.DeactivateAsync(town.Unit(plan, "c2")).InTime();
        await town.Settled(plan);
        town.Clock!.SetUtcNow(Late);
        await Eventually.Becomes(() => Lights(town, plan), lights => lights == (0, 6, 6));
        await town.Settled(plan);
    }

    [Fact]
    public async Task A_pending_requests_clock_stands_still_the_reviewers_clock_runs_and_a_return_after_the_deadline_is_overdue_at_once()
    {
        await using var town = await Town.Open(at: Start);
        var document = Documents.City("pending", measures: 2);
        await town.Import(document);
        town.Clock!.SetUtcNow(Late.AddDays(-2));
        await town.Request(document.Id, document.Measures[0]);

        town.Clock.SetUtcNow(Late.AddDays(1));
        await Eventually.Becomes(() => City(town, document.Id), sheet => (sheet.Measures.Overdue, sheet.Measures.ReviewLate) == (1, 0));
        town.Clock.SetUtcNow(Late.AddDays(3));
        await Eventually.Becomes(() => City(town, document.Id), sheet => (sheet.Measures.Overdue, sheet.Measures.ReviewLate) == (1, 1));

        var returned = await town.Review(document.Id, 1, People.Leader, Decision.Return);
        var sheet = (await town.Query(document.Id).RatesAtLeast(returned.Token!))!;
        Assert.Equal((2, 2, 0, 0), (sheet.Measures.Overdue, sheet.Measures.Red, sheet.Measures.ReviewLate, sheet.Measures.SignOffRequested));
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_standing_measures_check_falls_due_by_the_clock_and_one_that_fails_takes_it_out_of_the_numerator()
    {
        await using var town = await Town.Open(at: Start);
        var document = Documents.City("standing", measures: 2).With(1, measure => measure with { LongTerm = true });
        await town.Import(document);
        await town.Request(document.Id, document.Measures[0]);
        var lead = People.Of(document.Measures[0].LeadUnit);
        await town.Accepted(document.Id, 1, lead, new WithdrawSignOff());
        await town.Accepted(document.Id, 1, lead, new RequestSignOff
        {
            Person = "处长",
            Act = "建立台账",
            Result = "全部完成",
            Standing = new() { Basis = "制度规定", Cadence = Cadence.Weekly },
        });
        await town.Review(document.Id, 1, People.Leader);
        await town.Review(document.Id, 1, People.Reviewer);

        town.Clock!.Advance(TimeSpan.FromDays(7));
        await Eventually.Becomes(() => City(town, document.Id), sheet => (sheet.Measures.Standing, sheet.Measures.StandingDue) == (1, 1));
        await town.Settled(document.Id);
        var passed = await town.Accepted(document.Id, 1, People.Reviewer, new RecordStandingCheck { Passed = true, Note = "仍在执行" });
        Assert.Equal(0, (await town.Query(document.Id).RatesAtLeast(passed.Token!))!.Measures.StandingDue);
        var failed = await town.Accepted(
            document.Id, 1, People.Reviewer, new RecordStandingCheck { Passed = false, Note = "未再执行", Until = Documents.Deadline });
        var sheet = (await town.Query(document.Id).RatesAtLeast(failed.Token!))!;
        Assert.Equal((0, 0, 0, 1), (sheet.Measures.SignedOff, sheet.Measures.Standing, sheet.Measures.StandingDue, sheet.Measures.Reopened));
        await town.Settled(document.Id);
    }

    private static Task<RateSheet> City(Town town, string plan) => town.Rollup(plan).GetSheet();

    private static async Task<(long Yellow, long Overdue, long Red)> Lights(Town town, string plan)
    {
        var measures = (await City(town, plan)).Measures;
        return (measures.Yellow, measures.Overdue, measures.Red);
    }
}
