namespace Rectification.Tests.Cluster.Once;

/// <summary>A write that fails, a write of which nobody knows, and a write that arrives late: each command counts once or not at all.</summary>
public sealed class StorageOutcomeTests
{
    private static readonly Actor Reporter = People.Of("c2");
    private static readonly ClaimMeasure Claim = new() { Unit = "c2" };

    [Fact]
    public async Task A_definite_failure_changes_nothing_and_the_same_command_works_afterwards()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        town.Rows.FailNext(Fault.Refused, Row(plan));

        Assert.Equal(CommandRefusals.StoreUnavailable.Code, (await town.Submit(plan, 1, Reporter, Claim, "k")).Refusal!.Code);
        Assert.Equal((0L, MeasureStatus.Unclaimed), await Seen(town, plan));
        await town.Settled(plan);

        var outcome = await town.Accepted(plan, 1, Reporter, Claim, "k");
        Assert.Equal((1L, false), (outcome.Version, outcome.Repeated));
        await CountedOnce(town, plan);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_write_of_unknown_outcome_that_went_through_is_found_and_counted_once(bool theStoreSaysSo)
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        town.Rows.FailNext(theStoreSaysSo ? Fault.UnknownCommitted : Fault.Unexplained, Row(plan));

        Assert.Equal(CommandRefusals.OutcomeUnknown.Code, (await town.Submit(plan, 1, Reporter, Claim, "k")).Refusal!.Code);
        var outcome = await town.Accepted(plan, 1, Reporter, Claim, "k");
        Assert.Equal((1L, true), (outcome.Version, outcome.Repeated));
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_write_of_unknown_outcome_is_resolved_without_anybody_asking_again()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        town.Rows.FailNext(Fault.UnknownCommitted, Row(plan));

        await town.Submit(plan, 1, Reporter, Claim, "k");
        await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Measures.InProgress == 1);
        await CountedOnce(town, plan);
    }

    [Fact]
    public async Task A_lost_write_is_fenced_before_the_next_one_so_that_it_never_arrives()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, Reporter, Claim, "first");
        town.Rows.FailNext(Fault.UnknownLost, Row(plan));
        var report = new ReportProgress { Unit = "c2", Percent = 40 };

        Assert.Equal(CommandRefusals.OutcomeUnknown.Code, (await town.Submit(plan, 1, Reporter, report, "k")).Refusal!.Code);
        var outcome = await town.Accepted(plan, 1, Reporter, report, "k");
        Assert.Equal((2L, false), (outcome.Version, outcome.Repeated));
        Assert.Equal(0, town.Rows.DeliverLate());
        Assert.Equal(["first", "k"], (await town.Measure(plan, 1).Verified()).Ids());
        await town.Settled(plan);
    }

    [Fact]
    public async Task A_first_write_that_was_lost_is_fenced_too_and_leaves_the_plan_free_to_change()
    {
        await using var town = await Town.Open();
        var document = Documents.City("lost-first");
        await town.Import(document);
        town.Rows.FailNext(Fault.UnknownLost, Row(document.Id));

        await town.Submit(document.Id, 1, Reporter, Claim, "k");
        await Eventually.Becomes(() => town.Rows.Writes(MeasureRow.StateName, MeasureRow.Id(document.Id, 1)) == 1);
        Assert.Equal(0, town.Rows.DeliverLate());
        Assert.Equal((0L, MeasureStatus.Unclaimed), await Seen(town, document.Id));
        var changed = await town.Import(document.With(1, measure => measure with { Text = "另一措辞" }));
        Assert.Equal(Plans.ImportResult.Changed, changed.Result);
        // The measure has taken the amendment over before.
        Assert.Equal(2, (await town.Accepted(document.Id, 1, Reporter, Claim, "k")).Version);
        await town.Settled(document.Id);
    }

    [Fact]
    public async Task A_store_that_fails_over_and_over_ends_in_one_command()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        foreach (var fault in (Fault[])[Fault.UnknownLost, Fault.UnknownLost, Fault.Refused, Fault.UnknownCommitted, Fault.Refused])
            town.Rows.FailNext(fault, Row(plan));

        await Eventually.Becomes(() => town.Submit(plan, 1, Reporter, Claim, "k"), outcome => outcome.Refusal is null);
        town.Rows.DeliverLate();
        await CountedOnce(town, plan);
    }

    private static Func<string, GrainId, bool> Row(string plan) => (state, id) => state == MeasureRow.StateName && id == MeasureRow.Id(plan, 1);

    private static async Task<(long, MeasureStatus)> Seen(Town town, string plan)
    {
        var view = (await town.Measure(plan, 1).Get())!;
        return (view.Version, view.Status);
    }

    private static async Task CountedOnce(Town town, string plan)
    {
        Assert.Equal(["k"], (await town.Measure(plan, 1).Verified()).Ids());
        Assert.Equal(1, (await town.Unit(plan, "c2").GetSheet()).Measures.InProgress);
        await town.Settled(plan);
    }
}
