using Rectification.Plans;

namespace Rectification.Tests.Cluster;

/// <summary>The plan changes while it is being reported on.</summary>
public sealed class RosterChangeTests
{
    [Fact]
    public async Task A_measure_that_a_new_roster_does_not_concern_is_counted_as_before()
    {
        await using var town = await Town.Open();
        var document = Documents.City("untouched");
        await town.Import(document);
        await town.Accepted(document.Id, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });

        await town.Import(document.With(4, measure => measure with { Units = [.. measure.Units, "c3"] }));
        await town.Accepted(document.Id, 1, People.Of("c2"), new ProposeBasicallyDone { Reason = "等候验收", ExpectedBy = Documents.Deadline });
        await town.Accepted(document.Id, 1, People.Reviewer, new ReviewBasicallyDone { Decision = Decision.Approve });
        Assert.Equal(1, (await town.Unit(document.Id, "c2").GetSheet()).Measures.BasicallyDone);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_unit_added_to_a_measure_counts_its_assignment_and_reports_on_it()
    {
        await using var town = await Town.Open();
        var document = Documents.City("joined");
        await town.Import(document);
        await town.Accepted(document.Id, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 10 });
        var before = (await town.Unit(document.Id, "d1").GetSheet()).Assignments.Total;

        var changed = await town.Import(document.With(1, measure => measure with { Units = [.. measure.Units, "d1"] }));
        Assert.Equal(ImportResult.Changed, changed.Result);
        Assert.Equal(before + 1, (await town.Unit(document.Id, "d1").GetSheet()).Assignments.Total);
        await town.Accepted(document.Id, 1, People.Of("d1"), new ReportProgress { Unit = "d1", Percent = 100 });
        var confirmed = await town.Accepted(document.Id, 1, People.Of("c2"), new ConfirmAssignment { Unit = "d1" });
        Assert.Equal(1, (await town.Unit(document.Id, "d1").GetSheet()).Assignments.Done);
        Assert.Equal(1, (await town.Query(document.Id).RatesAtLeast(confirmed.Token!))!.Assignments.Done);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task What_moves_a_duty_waits_for_approval_and_changes_nothing_before()
    {
        await using var town = await Town.Open();
        var document = Documents.City("kept");
        await town.Import(document);
        await town.Accepted(document.Id, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });

        var sheet = await town.Rollup(document.Id).GetSheet();
        PlanDocument[] others =
        [
            document with { Measures = [.. document.Measures.Skip(1)] },
            document.With(1, measure => measure with { Deadline = Documents.Deadline.AddDays(1) }),
            document.With(1, measure => measure with { Units = [] }),
            document.With(2, measure => measure with { LeadUnit = "d1", Units = ["c3"] }),
        ];
        foreach (var other in others)
        {
            var outcome = await town.Import(other);
            Assert.Equal((ImportResult.Proposed, 1), (outcome.Result, outcome.Plan!.Version));
            Assert.Equal(sheet.Measures, (await town.Rollup(document.Id).GetSheet()).Measures);
        }

        await town.Import(document, ImportResult.Unchanged);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task Rules_of_a_plan_that_is_reported_on_change_from_the_next_day_and_what_was_stays()
    {
        var noon = new DateTimeOffset(2026, 2, 10, 12, 0, 0, TimeSpan.FromHours(8));
        var midnight = noon.AddHours(12);
        await using var town = await Town.Open(silos: 2, at: noon);
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 90 });
        await town.Accepted(plan, 2, People.Of("c3"), new ReportProgress { Unit = "c3", Percent = 1 });
        var before = (await town.Grains.GetGrain<IPlanGrain>(plan).Get())!.Rules;

        // At noon 40 of 365 days are over: five measures are more than 5 points behind, the one at 90 % is not.
        var saved = await Ruled(town, plan, before with { Lights = [Behind(5)] });
        Assert.Equal(midnight, Assert.Single(saved.Plan!.FormerRules!).Until);
        await town.Settled(plan);
        Assert.Equal(0, (await town.Rollup(plan).GetSheet()).Measures.Yellow);

        town.Clock!.SetUtcNow(midnight.AddMilliseconds(-1));
        await town.Settled(plan);
        Assert.Equal(0, (await town.Rollup(plan).GetSheet()).Measures.Yellow);
        town.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Measures.Yellow == 5);
        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.Accepted(plan, 2, People.Of("c3"), new ReportProgress { Unit = "c3", Percent = 50 });
        await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Measures.Yellow == 4);
        await town.Settled(plan);
        Assert.Equal(0, (await town.Query(plan).RatesAsOf(midnight.AddTicks(-1), null, exact: true)).Measures.Yellow);
        Assert.Equal(5, (await town.Query(plan).RatesAsOf(midnight, null, exact: true)).Measures.Yellow);
    }

    [Fact]
    public async Task A_change_of_rules_that_is_not_in_force_yet_is_taken_back_by_the_next_one()
    {
        var noon = new DateTimeOffset(2026, 2, 10, 12, 0, 0, TimeSpan.FromHours(8));
        await using var town = await Town.Open(at: noon);
        var id = await town.Import(name => Documents.City(name));
        var plan = town.Grains.GetGrain<IPlanGrain>(id);
        await town.Accepted(id, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        var before = (await plan.Get())!.Rules;

        await Ruled(town, id, before with { Lights = [Behind(5)] });
        var changed = await Ruled(town, id, before with { Lights = [Behind(7)] });
        Assert.Equal(20, Assert.Single(changed.Plan!.FormerRules!).Rules.Lights[1].Points);
        Assert.Null((await Ruled(town, id, before)).Plan!.FormerRules);

        var shorter = await plan.ReplaceRules(before with { SignOffChain = [ReviewStep.Office] }, town.Source()).InTime();
        Assert.Equal(AmendmentRefusals.RulesStay.Code, shorter.Refusal?.Code);

        // In the last hour of a day it is too late for the next one.
        town.Clock!.SetUtcNow(noon.AddHours(11.5));
        var late = await Ruled(town, id, before with { ReviewDays = 9 });
        Assert.Equal(noon.AddHours(36), Assert.Single(late.Plan!.FormerRules!).Until);
    }

    private static async Task<ImportOutcome> Ruled(Town town, string plan, PlanRules rules) =>
        await town.Approved(plan, await town.Grains.GetGrain<IPlanGrain>(plan).ReplaceRules(rules, town.Source()).InTime());

    private static LightRule Behind(int points) => new() { Light = Light.Yellow, Kind = LightKind.BehindPace, Points = points, ForDays = 0 };

    [Fact]
    public async Task A_measure_that_a_document_leaves_out_is_not_carried_out_any_more_and_nobody_counts_it()
    {
        await using var town = await Town.Open();
        var document = Documents.City("free");
        await town.Import(document);
        await town.Settled(document.Id);

        var changed = await town.Amended(document with { Measures = [.. document.Measures.Skip(1).Select(measure => measure with { Units = [] })] });
        Assert.Equal(ImportResult.Changed, changed.Result);
        await Eventually.Becomes(
            () => town.Rollup(document.Id).GetSheet(),
            sheet => (sheet.Measures.Total, sheet.Measures.Rescinded, sheet.Assignments.Total) == (5, 1, 5));
        Assert.Equal(MeasureRefusals.IsRescinded.Code, (await town.Submit(document.Id, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" })).Refusal!.Code);
        Assert.Equal(MeasureStatus.Rescinded, (await town.Measure(document.Id, 1).Get())!.Status);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_change_whose_announcement_was_interrupted_is_announced_by_the_same_import_once_more()
    {
        await using var town = await Town.Open();
        var document = Documents.City("interrupted");
        await town.Import(document);
        await town.Accepted(document.Id, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        await town.Settled(document.Id);
        var grown = document.With(1, measure => measure with { Units = [.. measure.Units, "d1"] });
        await town.Cluster.DeactivateAsync(town.Measure(document.Id, 1)).InTime();
        town.Rows.ReadsFail = (state, id) =>
            state == MeasureRow.StateName && id == MeasureRow.Id(document.Id, 1) && town.Rows.Writes("plan-v1", GrainId.Create("plan", document.Id)) > 2;

        await Assert.ThrowsAnyAsync<OrleansException>(() => town.Import(grown));
        town.Rows.ReadsFail = (_, _) => false;
        await town.Import(grown, ImportResult.Unchanged);
        await town.Accepted(document.Id, 1, People.Of("d1"), new ReportProgress { Unit = "d1", Percent = 100 });
        Assert.Equal(4, (await town.Unit(document.Id, "d1").GetSheet()).Assignments.Total);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_version_of_the_plan_whose_write_failed_is_shown_to_nobody()
    {
        await using var town = await Town.Open();
        var document = Documents.City("unwritten");
        await town.Import(document);
        using var hold = town.Rows.HoldWrites(afterCommit: false, (state, _) => state == "plan-v1");
        town.Rows.FailNext(Fault.Refused, (state, _) => state == "plan-v1");

        var import = town.Import(document with { Title = "另一标题" });
        await hold.Arrived;
        Assert.Equal(1, (await town.Grains.GetGrain<IPlanGrain>(document.Id).GetFrame(0, 0))!.RosterVersion);
        hold.Dispose();
        await Assert.ThrowsAnyAsync<OrleansException>(() => import);
        Assert.Equal("整改方案", (await town.Grains.GetGrain<IPlanGrain>(document.Id).Get())!.Title);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_plan_that_grows_in_the_middle_of_reports_loses_none_of_them()
    {
        await using var town = await Town.Open(silos: 2);
        var document = Documents.City("growing", measures: 12);
        await town.Import(document);
        using var grown = new CancellationTokenSource();
        var reporters = document.Measures.Select(measure => ReportUntil(town, document.Id, measure, grown.Token)).ToList();

        for (var no = 13; no <= 18; no++)
        {
            document = document with
            {
                Problems = [.. document.Problems.Where(problem => problem.No != (no + 1) / 2), Documents.Problem((no + 1) / 2, "c1")],
                Measures = [.. document.Measures, Documents.Measure(no, "c1", "c2", "d1")],
            };
            document = document.With(no - 12, measure => measure with { Units = [.. measure.AllUnits().Append("c1").Append("d1").Distinct().Skip(1)] });
            await town.Import(document, ImportResult.Changed);
        }

        await grown.CancelAsync();
        var accepted = await Task.WhenAll(reporters).InTime();
        await town.Settled(document.Id);
        for (var i = 0; i < accepted.Length; i++)
        {
            var trail = await town.Measure(document.Id, i + 1).Verified();
            Assert.Equal(accepted[i], trail.Count(line => !line.Entry.Contains("replanned", StringComparison.Ordinal)));
        }

        var sheet = await town.Rollup(document.Id).GetSheet();
        Assert.Equal((18, 12, 9), (sheet.Measures.Total, sheet.Measures.InProgress, sheet.Problems.Total));
    }

    private static async Task<int> ReportUntil(Town town, string plan, MeasureDefinition measure, CancellationToken grown)
    {
        var accepted = 0;
        do
        {
            var report = new ReportProgress { Unit = measure.LeadUnit, Percent = Math.Min(100, accepted) };
            await town.Accepted(plan, measure.No, People.Of(measure.LeadUnit), report);
            accepted++;
        }
        while (!grown.IsCancellationRequested);

        return accepted;
    }
}
