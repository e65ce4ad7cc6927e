using System.Text.Json;
using Rectification.Calendars;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Amendments;

/// <summary>A plan is closed with figures that stay, when nothing of it is left open in silence. 11 January 2027 is a Monday.</summary>
public sealed class ClosingTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 11, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] Reasons = ["整改完成", "上级要求继续督办"];

    [Fact]
    public async Task A_plan_is_closed_once_everything_is_settled_and_keeps_the_figures_of_then()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("closed", measures: 4);
        await town.Import(document);
        await town.SignOff("closed", document.Measures[0]);
        await town.SignOff("closed", document.Measures[1]);
        await town.Amended("closed", new AmendmentDraft { Rescind = [new() { No = 3, Authority = "市委", Reason = "机构撤销" }] });
        await town.Settled("closed");
        var plan = town.Grains.GetGrain<IPlanGrain>("closed");

        Assert.Equal("closing.unsettled", (await Close(town)).Refusal?.Code);
        Assert.Equal("closing.explanation-missing", (await Close(town, (4, " "))).Refusal?.Code);
        Assert.Equal("closing.measure-unknown", (await Close(town, (9, "无"))).Refusal?.Code);
        Assert.Equal("closing.not-office", (await plan.Close([], town.Source(People.Of("c1"))).InTime()).Refusal?.Code);
        var proposed = await Close(town, (4, "系统建设跨年度，转入常态推进"));
        Assert.Equal((ImportResult.Proposed, null), (proposed.Result, proposed.Plan!.Closed));
        var ofUnit = town.Source(People.Leader with { Units = ["c1"] });
        Assert.Equal(AmendmentRefusals.ReviewerIsOfUnit, (await plan.Review(Approval(proposed), ofUnit).InTime()).Refusal);
        await town.Approved("closed", proposed);

        var closed = (await plan.Get())!.Closed!;
        Assert.Equal((3L, 2L, 1L), (closed.Figures["measureTotal"], closed.Figures["signedOff"], closed.Figures["rescinded"]));
        Assert.Equal(("the-leader", Reasons[0], 4), (closed.By, closed.Reason, closed.Explanations.Single().No));
        Assert.Equal(closed.Figures, (await town.Grains.GetGrain<ISealGrain>("closed").Get(closed.Seal))!.City);

        // What was explained rests; what was signed off is checked and reopened as ever, and counts beside the frozen figures.
        var report = new ReportProgress { Unit = "c1", Percent = 5 };
        Assert.Equal(ClosingRefusals.MeasureRests.Code, (await town.Submit("closed", 4, People.Of("c1"), report)).Refusal?.Code);
        Assert.Equal(ClosingRefusals.Closed, (await plan.Amend(new() { Measures = [new() { No = 4, Text = "另一内容" }] }, town.Source()).InTime()).Refusal);
        var lead = document.Measures[0].LeadUnit;
        await town.Accepted("closed", 1, People.Reviewer, new ReopenMeasure { Until = new(2027, 6, 30), Reason = "反弹" });
        await town.Accepted("closed", 1, People.Of(lead), new ReportProgress { Unit = lead, Percent = 100 });
        await town.Settled("closed");
        Assert.Equal((1L, 2L), ((await town.Rollup("closed").GetSheet()).Measures.SignedOff, (await plan.Get())!.Closed!.Figures["signedOff"]));

        Assert.Equal("closing.reason-missing", (await plan.Reopen(town.Source(reason: null)).InTime()).Refusal?.Code);
        Assert.Null((await plan.Reopen(town.Source(reason: Reasons[1])).InTime()).Plan!.Closed);
        Assert.Equal("closing.not-closed", (await plan.Reopen(town.Source()).InTime()).Refusal?.Code);
        await town.Accepted("closed", 4, People.Of("c1"), report);
        Assert.Equal("closing.unsettled", (await Close(town)).Refusal?.Code);

        // Who had no right to it is on record.
        Assert.Equal("closing.not-office", (await plan.Reopen(town.Source(People.Of("c1"))).InTime()).Refusal?.Code);
        AmendmentDraft other = new() { Measures = [new() { No = 4, Text = "另" }] };
        Assert.Equal("amendment.not-office", (await plan.Amend(other, town.Source(People.Of("c1"))).InTime()).Refusal?.Code);
        var denied = (await town.Grains.GetGrain<IDenialGrain>("closed").GetTrail(0, 10).InTime()).Entries
            .Select(line => JsonDocument.Parse(line.Entry).RootElement.GetProperty("events")[0])
            .Select(denied => $"{denied.GetProperty("subject")} {denied.GetProperty("command")} {denied.GetProperty("code")}");
        Assert.Equal(
            ["plan closePlan closing.not-office", "amendment:2 approveAmendment amendment.reviewer-is-of-unit", "plan reopenPlan closing.not-office",
                "plan amendPlan amendment.not-office"],
            denied);
    }

    [Fact]
    public async Task Anybody_may_object_for_so_many_working_days_before_a_plan_is_closed()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("closed", measures: 2);
        await town.Import(document with { Rules = document.Rules with { Closing = new() { ObjectionDays = 3 }, Amendments = new() { Chain = [] } } });
        var year = new CalendarYear { Year = 2027, Source = "通知", Holidays = [new(2027, 1, 13)], Workdays = [] };
        await town.Grains.GetGrain<ICalendarGrain>(ICalendarGrain.Key).Put(new() { Id = "y", By = "ops", Calendar = year }).InTime();
        (int, string)[] all = [(1, "另行处理"), (2, "另行处理")];

        var opened = await Close(town, all);
        Assert.Equal(new DateOnly(2027, 1, 15), opened.Plan!.Objection!.LastDay);
        Assert.Equal("closing.objection-runs", (await Close(town, all)).Refusal?.Code);
        town.Clock!.Advance(TimeSpan.FromDays(4));
        Assert.Equal("closing.objection-runs", (await Close(town, all)).Refusal?.Code);
        town.Clock.Advance(TimeSpan.FromDays(1));
        var closed = await Close(town, all);

        Assert.Equal((ImportResult.Changed, 2L), (closed.Result, closed.Plan!.Closed!.Figures["measureTotal"]));
        Assert.Equal(ClosingRefusals.Closed, (await Close(town, all)).Refusal);
    }

    private static Task<ImportOutcome> Close(Town town, params (int No, string Text)[] explained) => town.Grains.GetGrain<IPlanGrain>("closed").Close(
        [.. explained.Select(line => new MeasureExplanation { No = line.No, Text = line.Text })], town.Source(reason: Reasons[0])).InTime();

    private static AmendmentReview Approval(ImportOutcome outcome) =>
        new() { No = outcome.Amendment!.No, Act = AmendmentAct.Approve, Fingerprint = outcome.Amendment.Fingerprint };
}
