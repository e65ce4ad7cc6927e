using System.Text.Json;
using Rectification.Documents;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Amendments;

/// <summary>A plan in force changes only with author, time and reason, and what was stays as it was.</summary>
public sealed class AmendmentTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 11, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Later = new(2027, 12, 31);

    [Fact]
    public async Task Moved_deadlines_change_nothing_before_they_are_approved_and_the_past_never()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("moved");
        await town.Import(document);
        await town.Settled(document.Id);
        Assert.Equal(6, (await Sheet(town, document.Id)).Overdue);
        var sealedBefore = await Seal(town, document.Id);

        town.Clock!.Advance(TimeSpan.FromHours(1));
        var later = document with
        {
            Measures = [.. document.Measures.Select(measure => measure with { Deadline = measure.No == 6 ? measure.Deadline : Later })],
        };
        var without = await Grain(town, document.Id).Import(PlanNormalizer.Normalize(later), town.Source(reason: null)).InTime();
        Assert.Equal((AmendmentRefusals.ReasonMissing.Code, 5), (without.Refusal!.Code, without.Changes.Count));
        var proposed = await town.Import(later);
        var again = await town.Import(later);
        Assert.Equal((ImportResult.Proposed, 1, 1), (again.Result, proposed.Amendment!.No, again.Amendment!.No));
        Assert.Equal(6, (await Sheet(town, document.Id)).Overdue);
        Assert.All(proposed.Changes, change => Assert.Equal(("deadline", "2026-12-31", "2027-12-31"), (change.Field, change.From, change.To)));

        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.Approved(document.Id, proposed);

        // Five measures are not late any more; each unit tells the city in its own time.
        await town.Settled(document.Id);
        Assert.Equal(1, (await Sheet(town, document.Id)).Overdue);
        Assert.Equal(6, (await town.Query(document.Id).RatesAsOf(sealedBefore.At, null, exact: true)).Measures.Overdue);
        Assert.Equal(6, (await town.Query(document.Id).RatesAsOf(Noon.AddHours(1.5), null, exact: true)).Measures.Overdue);
        Assert.Equal(1, (await town.Query(document.Id).RatesAsOf(Noon.AddHours(2), null, exact: true)).Measures.Overdue);
        var view = (await town.Measure(document.Id, 1).Get())!;
        Assert.Equal((Documents.Deadline, Later, MeasureStatus.Unclaimed), (view.FirstDeadline, view.Deadline, view.Status));
        var replanned = JsonDocument.Parse(Assert.Single(await town.Measure(document.Id, 1).Verified()).Entry).RootElement;
        Assert.Equal("the-leader", replanned.GetProperty("by").GetString());
        Assert.Equal("按会议纪要调整", replanned.GetProperty("events")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_measure_moves_to_another_unit_with_all_that_it_counts_for()
    {
        await using var town = await Town.Open(at: Noon.AddYears(-1));
        var document = Documents.City("handed");
        await town.Import(document);
        var moment = town.Clock!.GetUtcNow();
        await town.Accepted(document.Id, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 30 });
        town.Clock.Advance(TimeSpan.FromHours(1));

        await town.Amended(document.Id, new AmendmentDraft { Measures = [new() { No = 1, LeadUnit = "d1", Units = ["c1"] }] });
        await town.Settled(document.Id);
        Assert.Equal((1, 0), await Totals("c2"));
        Assert.Equal((2, 1), await Totals("d1"));
        var former = await town.Submit(document.Id, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 40 });
        Assert.Equal("measure.unit-not-assigned", former.Refusal?.Code);
        await town.Accepted(document.Id, 1, People.Of("d1"), new ReportProgress { Unit = "d1", Percent = 40 });
        await town.Settled(document.Id);

        var then = (await town.Query(document.Id).UnitsAsOf(moment.AddMinutes(1))).ToDictionary(unit => unit.Unit.Id, unit => unit.Sheet.Measures);
        Assert.Equal((2, 1, 1, 0), (then["c2"].Total, then["c2"].InProgress, then["d1"].Total, then["d1"].InProgress));
        var listed = await town.Query(document.Id).Measures(new() { Unit = "c2", Led = true, AsOf = moment.AddMinutes(1), Limit = 10 });
        Assert.Equal([1, 5], listed.Items.Select(measure => measure.No));
        Assert.Equal([5], (await town.Query(document.Id).Measures(new() { Unit = "c2", Led = true, Limit = 10 })).Items.Select(measure => measure.No));

        async Task<(long Total, long InProgress)> Totals(string unit)
        {
            var sheet = (await town.Unit(document.Id, unit).GetSheet()).Measures;
            return (sheet.Total, sheet.InProgress);
        }
    }

    [Fact]
    public async Task What_is_added_counts_from_then_on_and_what_is_left_out_until_then()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("grown");
        await town.Import(document);
        town.Clock!.Advance(TimeSpan.FromHours(1));
        await town.Amended(document.Id, new AmendmentDraft
        {
            Problems = [new() { No = 4, Title = "问题4", Leader = People.LeaderId, LeadUnit = "c3" }],
            Measures = [Patch(Documents.Measure(7, "c3", "c1"))],
            Rescind = [Gone(1), Gone(2)],
        });
        await town.Settled(document.Id);

        var now = await town.Rollup(document.Id).GetSheet();
        Assert.Equal((5, 2, 3), (now.Measures.Total, now.Measures.Rescinded, now.Problems.Total));
        var then = await town.Query(document.Id).RatesAsOf(Noon.AddMinutes(59), null, exact: true);
        Assert.Equal((6, 0, 3), (then.Measures.Total, then.Measures.Rescinded, then.Problems.Total));
        Assert.Equal(now.Measures, (await town.Query(document.Id).RatesAsOf(Noon.AddHours(1), null, exact: true)).Measures);
        Assert.Equal(6, (await town.Query(document.Id).Measures(new() { AsOf = Noon.AddMinutes(59), Limit = 10 })).Items.Count);
        await town.Accepted(document.Id, 7, People.Of("c3"), new ClaimMeasure { Unit = "c3" });
        await Eventually.Becomes(() => town.Unit(document.Id, "c3").GetSheet(), sheet => sheet.Measures.InProgress == 1);
        var made = await Seal(town, document.Id);
        Assert.Equal((5, 2), (Of(made, "measureTotal"), Of(made, "rescinded")));

    }

    [Fact]
    public async Task Of_two_amendments_of_one_line_the_second_is_stale_and_of_different_lines_both_come_into_force()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("twice");
        await town.Import(document);
        var plan = Grain(town, document.Id);
        var first = await plan.Amend(Deadline(1, Later), town.Source()).InTime();
        var second = await plan.Amend(Deadline(1, Later.AddDays(1)), town.Source()).InTime();
        var third = await plan.Amend(Deadline(2, Later), town.Source()).InTime();

        await town.Approved(document.Id, first);
        await town.Approved(document.Id, third);
        var stale = await plan.Review(Approval(second), town.Source(People.Leader)).InTime();
        Assert.Equal(AmendmentRefusals.Stale.Code, stale.Refusal?.Code);
        Assert.Equal(Later, (await town.Measure(document.Id, 1).Get())!.Deadline);
        await plan.Review(new() { No = 2, Act = AmendmentAct.Withdraw }, town.Source()).InTime();
        Assert.Equal(AmendmentStatus.Withdrawn, (await plan.Amendment(2, People.Ops))!.Status);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task An_amendment_in_force_asked_for_again_under_its_id_is_the_same_and_under_another_changes_nothing()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("again");
        await town.Import(document with { Rules = document.Rules with { Amendments = new() { Chain = [] } } });
        var (plan, source) = (Grain(town, document.Id), town.Source());

        var first = await plan.Amend(Deadline(1, Later), source).InTime();
        var again = await plan.Amend(Deadline(1, Later), source).InTime();
        var another = await plan.Amend(Deadline(1, Later), town.Source()).InTime();

        Assert.Equal((ImportResult.Changed, 1, false), (first.Result, first.Amendment!.No, first.Repeated));
        Assert.Equal((ImportResult.Unchanged, 1, true), (again.Result, again.Amendment?.No, again.Repeated));
        Assert.Equal((ImportResult.Unchanged, null), (another.Result, another.Amendment));
    }

    [Fact]
    public async Task An_approval_is_bound_to_what_was_seen_and_to_other_eyes()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("eyes");
        await town.Import(document);
        var plan = Grain(town, document.Id);
        var asked = await plan.Amend(Deadline(1, Later), town.Source()).InTime();
        var both = new Actor { Account = "the-ops", Roles = Roles.Ops | Roles.Leader, Leaders = [People.LeaderId] };
        var ofUnit = People.Leader with { Units = ["c2"] };

        Assert.Equal(AmendmentRefusals.NotPrincipal, (await plan.Review(Approval(asked), town.Source(People.Reviewer)).InTime()).Refusal);
        Assert.Equal(AmendmentRefusals.ReviewerAsked, (await plan.Review(Approval(asked), town.Source(both)).InTime()).Refusal);
        Assert.Equal(AmendmentRefusals.ReviewerIsOfUnit, (await plan.Review(Approval(asked), town.Source(ofUnit)).InTime()).Refusal);
        Assert.Equal(AmendmentRefusals.FingerprintChanged,
            (await plan.Review(Approval(asked) with { Fingerprint = new('0', 64) }, town.Source(People.Leader)).InTime()).Refusal);
        Assert.Equal(AmendmentRefusals.NotOffice, (await plan.Amend(Deadline(2, Later), town.Source(People.Of("c2"))).InTime()).Refusal);
        var returned = await plan.Review(new() { No = 1, Act = AmendmentAct.Return, Reason = "理由不充分" }, town.Source(People.Leader)).InTime();
        Assert.Equal(AmendmentStatus.Returned, returned.Amendment!.Status);
        Assert.Equal(AmendmentRefusals.Decided, (await plan.Review(Approval(asked), town.Source(People.Leader)).InTime()).Refusal);
    }

    [Fact]
    public async Task A_silo_that_dies_between_the_commit_and_its_measures_loses_nothing()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("halfway");
        await town.Import(document);
        await town.Settled(document.Id);
        var proposed = await town.Import(document with { Measures = [.. document.Measures.Select(measure => measure with { Deadline = Later })] });
        town.Rows.ReadsFail = (state, id) => state == MeasureRow.StateName && id != MeasureRow.Id(document.Id, 3);

        await Assert.ThrowsAnyAsync<Exception>(() => town.Approved(document.Id, proposed));
        town.Rows.ReadsFail = (_, _) => false;
        await Grain(town, document.Id).AsReference<IRemindable>().ReceiveReminder("awake", default).InTime();
        await town.Settled(document.Id);
        Assert.Equal(0, (await Sheet(town, document.Id)).Overdue);
        foreach (var measure in document.Measures)
        {
            Assert.Single(await town.Measure(document.Id, measure.No).Verified());
        }
    }

    /// <summary>
    /// Whoever is told asks the plan, whose next activation waits for this one: one that went on telling waited for itself, half a minute and more.
    /// </summary>
    [Fact]
    public async Task A_plan_that_could_not_store_whom_it_has_told_says_so_and_its_next_activation_tells_the_rest()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("untold");
        await town.Import(document with { Rules = document.Rules with { Amendments = new() { Chain = [] } } });
        await town.Settled(document.Id);
        var (source, writes) = (town.Source(), 0);
        town.Rows.FailNext(Fault.Refused, (state, id) =>
            state == PlanRow.StateName && id == Grain(town, document.Id).GetGrainId() && Interlocked.Increment(ref writes) == 2);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Grain(town, document.Id).Amend(Deadline(1, Later), source).InTime());
        var again = await Grain(town, document.Id).Amend(Deadline(1, Later), source).InTime();

        Assert.Equal((1, true), (again.Amendment?.No, again.Repeated));
        Assert.Equal(Later, (await town.Measure(document.Id, 1).Get())!.Deadline);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_sign_off_between_the_decision_not_to_carry_it_out_and_the_measures_hearing_of_it_is_seen_and_counts_until_then()
    {
        await using var town = await Town.Open(at: Noon);
        var document = Documents.City("crossed");
        await town.Import(document);
        await town.Request(document.Id, document.Measures[0]);
        await town.Review(document.Id, 1, People.Leader);
        await town.Settled(document.Id);
        var proposed = await Grain(town, document.Id).Amend(new() { Rescind = [Gone(1)] }, town.Source()).InTime();
        // The next version is written and the plan's commit follows; from then on no measure can read what it became.
        var index = GrainId.Create(RosterKeys.IndexType, RosterKeys.Index(document.Id, 2));
        town.Rows.ReadsFail = (state, id) => state == RosterKeys.StateName && town.Rows.Read(state, index) is not null;
        await Assert.ThrowsAnyAsync<Exception>(() => town.Approved(document.Id, proposed));
        town.Rows.ReadsFail = (_, _) => false;

        town.Clock!.Advance(TimeSpan.FromHours(1));
        await town.Review(document.Id, 1, People.Reviewer);
        Assert.Equal(MeasureStatus.SignedOff, (await town.Measure(document.Id, 1).Get())!.Status);
        town.Clock.Advance(TimeSpan.FromHours(1));
        await Grain(town, document.Id).AsReference<IRemindable>().ReceiveReminder("awake", default).InTime();
        await town.Settled(document.Id);

        var view = (await town.Measure(document.Id, 1).Get())!;
        Assert.Equal((MeasureStatus.Rescinded, Noon.AddHours(1)), (view.Status, view.SignedOffAt));
        var trail = await town.Measure(document.Id, 1).Verified();
        Assert.Equal(["signedOff", "replanned"], trail.TakeLast(2).Select(line =>
            JsonDocument.Parse(line.Entry).RootElement.GetProperty("events").EnumerateArray().Last().GetProperty("type").GetString()));
        var now = await Sheet(town, document.Id);
        Assert.Equal((5, 1, 0, 0), (now.Total, now.Rescinded, now.SignedOff, now.SignedOffLate));
        var then = (await town.Query(document.Id).RatesAsOf(Noon.AddMinutes(90), null, exact: true)).Measures;
        Assert.Equal((6, 0, 1), (then.Total, then.Rescinded, then.SignedOff));
        Assert.Empty((await town.Query(document.Id).Recount()).Mismatches);
        Assert.Equal(1, Of(await Seal(town, document.Id), "rescinded"));
    }

    private static AmendmentDraft Deadline(int no, DateOnly deadline) => new() { Measures = [new() { No = no, Deadline = deadline }] };

    private static RescindedMeasure Gone(int no) => new() { No = no, Authority = "市整改领导小组", Reason = "机构改革" };

    private static MeasurePatch Patch(MeasureDefinition measure) => new()
    {
        No = measure.No,
        Problem = measure.Problem,
        Text = measure.Text,
        LeadUnit = measure.LeadUnit,
        Units = measure.Units,
        Leader = measure.Leader,
        Start = measure.Start,
        Deadline = measure.Deadline,
    };

    private static AmendmentReview Approval(ImportOutcome proposed) =>
        new() { No = proposed.Amendment!.No, Act = AmendmentAct.Approve, Fingerprint = proposed.Amendment.Fingerprint };

    private static async Task<MeasureFigures> Sheet(Town town, string plan) => (await town.Rollup(plan).GetSheet()).Measures;

    private static async Task<SealView> Seal(Town town, string plan) =>
        (await town.Grains.GetGrain<ISealGrain>(plan).Seal("the-auditor", Guid.NewGuid().ToString("N")).InTime()).Seal!;

    private static long Of(SealView made, string figure) =>
        made.Tallies.Single(tally => tally.Scope == $"region:{PlanNormalizer.ImplicitRoot}").Figures.GetValueOrDefault(figure);

    private static IPlanGrain Grain(Town town, string plan) => town.Grains.GetGrain<IPlanGrain>(plan);
}
