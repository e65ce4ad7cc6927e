using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Storage;

namespace Rectification.Tests.Cluster.Notifications;

/// <summary>What people should hear of reaches the plan's outbox, whatever dies on the way; nothing else does.</summary>
public sealed class OutboxTests
{
    private static readonly RequestExtension Later = new() { Until = new(2027, 6, 30), Reason = "上级文件尚未印发" };

    [Fact]
    public async Task The_life_of_a_measure_is_told_in_order_and_plain_reports_are_not()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        var measure = Documents.City(plan).Measures[0];
        await town.SignOff(plan, measure);
        await town.Accepted(plan, 1, People.Reviewer, new ReopenMeasure { Reason = "反弹", Until = new(2027, 3, 31) });

        var items = await Posted(town, plan, 6);

        Assert.Equal([1L, 2, 3, 4, 5, 6], items.Select(item => item.Position));
        Assert.Equal(
            [NotificationKind.SupportDone, NotificationKind.SignOffRequested, NotificationKind.SignOffStepApproved, NotificationKind.SignOffStepApproved,
                NotificationKind.SignedOff, NotificationKind.Reopened],
            items.Select(item => item.Notification.Kind));
        var last = (await town.Measure(plan, 1).Get())!.Version;
        Assert.Equal(
            [$"measure.1.{last - 3}", $"measure.1.{last - 2}", $"measure.1.{last - 1}.1", $"measure.1.{last - 1}.2", $"measure.1.{last}"],
            items.Skip(1).Select(item => item.Notification.Id));
        Assert.Equal([Audience.Unit("c2")], items[0].Notification.Audience);
        Assert.Equal("第1条措施“完善制度之1”（牵头单位：c2）：配合单位c3已填报 100%，请牵头单位核实后确认完成。", items[0].Notification.Zh);
        var asked = items[1].Notification;
        Assert.Equal([Audience.Leader(People.LeaderId)], asked.Audience);
        Assert.Equal("第1条措施“完善制度之1”（牵头单位：c2）由c2申请销号，请审核。", asked.Zh);
        Assert.Equal([Audience.Unit("c2"), Audience.Unit("c3"), Audience.Leader(People.LeaderId)], items[5].Notification.Audience);
    }

    [Fact]
    public async Task A_silo_that_dies_between_write_and_post_leaves_it_to_the_sweep()
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        town.Rows.ReadsFail = (state, id) => state == ChainRow.StateName && id.Type.ToString() == "outbox";
        await town.Accepted(plan, 1, People.Of("c2"), Later);

        await town.Kill(town.Home(town.Measure(plan, 1)));
        town.Rows.ReadsFail = (_, _) => false;

        var only = Assert.Single(await Posted(town, plan, 1));
        Assert.Equal((NotificationKind.ExtensionRequested, "measure.1.2"), (only.Notification.Kind, only.Notification.Id));
    }

    [Fact]
    public async Task A_measure_that_dies_alone_between_write_and_post_is_woken_by_its_units_sweep_and_then_rests()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        town.Rows.ReadsFail = (state, id) => state == ChainRow.StateName && id.Type.ToString() == "outbox";
        await town.Accepted(plan, 1, People.Of("c2"), Later);
        await town.Cluster.DeactivateAsync(town.Measure(plan, 1)).InTime();
        town.Rows.ReadsFail = (_, _) => false;
        await town.Unit(plan, "c2").Sweep().InTime();
        await Posted(town, plan, 1);

        // Once told and remembered, no later sweep wakes the measure for nothing.
        await Eventually.Becomes(() => town.Rows.Writes(MeasureRow.StateName, MeasureRow.Id(plan, 1)) == 3);
        await town.Cluster.DeactivateAsync(town.Measure(plan, 1)).InTime();
        await town.Unit(plan, "c2").Sweep().InTime();
        Assert.False(town.Cluster.TryGetGrainContext(MeasureRow.Id(plan, 1), out _));
        Assert.Single((await town.Grains.GetGrain<IOutboxGrain>(plan).Read(0, 10)).Items);
    }

    [Fact]
    public async Task A_dead_outbox_neither_fails_nor_holds_up_a_command_and_gets_everything_once_when_it_is_back()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        town.Rows.ReadsFail = (state, id) => state == ChainRow.StateName && id.Type.ToString() == "outbox";
        await town.SignOff(plan, Documents.City(plan).Measures[0]);
        town.Rows.ReadsFail = (_, _) => false;

        await Posted(town, plan, 5);
    }

    [Fact]
    public async Task One_write_a_command_and_none_for_the_marker()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, People.Of("c2"), new ClaimMeasure { Unit = "c2" });
        await town.Accepted(plan, 1, People.Of("c2"), Later);
        await Posted(town, plan, 1);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 10 });

        Assert.Equal(3, town.Rows.Writes(MeasureRow.StateName, MeasureRow.Id(plan, 1)));
        await town.Cluster.DeactivateAsync(town.Measure(plan, 1)).InTime();
        await town.Unit(plan, "c2").Sweep().InTime();
        Assert.False(town.Cluster.TryGetGrainContext(MeasureRow.Id(plan, 1), out _));
    }

    [Fact]
    public async Task History_that_is_brought_in_tells_nobody()
    {
        await using var town = await Town.Open(at: new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var plan = await town.Import(id => Documents.City(id));
        var then = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (command, days) in new (MeasureCommand, int)[] { (new ClaimMeasure { Unit = "c2" }, 0), (Later, 1) })
            Assert.Null((await town.Measure(plan, 1).Submit(town.Envelope(People.Of("c2"), command, historicalAt: then.AddDays(days)))).Refusal);
        await town.Accepted(plan, 1, People.Reviewer, new ReviewExtension { Extension = 1, Decision = Decision.Approve });

        var only = Assert.Single(await Posted(town, plan, 1));
        Assert.Equal(NotificationKind.ExtensionApproved, only.Notification.Kind);
    }

    [Fact]
    public async Task A_problem_signed_off_is_told_to_the_office_and_its_lead_unit_even_if_it_dies_first()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        foreach (var measure in Documents.City(plan).Measures.Where(measure => measure.Problem == 1))
            await town.SignOff(plan, measure);
        var before = (await Posted(town, plan, 10)).Count;
        town.Rows.FailNext(Fault.Refused, (state, id) => state == ChainRow.StateName);
        var outcome = await town.Problem(plan, 1).SignOff(new() { Id = "k", Actor = People.Leader, Command = new() { Statement = "已全部整改" } }).InTime();
        Assert.Null(outcome.Refusal);
        await town.Cluster.DeactivateAsync(town.Problem(plan, 1)).InTime();
        await town.Problem(plan, 1).Get().InTime();

        var told = (await Posted(town, plan, before + 1))[^1].Notification;
        Assert.Equal(("problem.1.1", NotificationKind.ProblemSignedOff), (told.Id, told.Kind));
        Assert.Equal([Audience.Office, Audience.Unit("c2")], told.Audience);
    }

    [Fact]
    public async Task An_outbox_is_read_from_any_position_and_knows_repeats_after_a_new_start()
    {
        await using var town = await Town.Open();
        var outbox = town.Grains.GetGrain<IOutboxGrain>("any");
        for (var from = 0; from < 400; from += 50)
            await outbox.Post([.. Enumerable.Range(from, 50).Select(Numbered)]).InTime();

        await town.Cluster.DeactivateAsync(outbox).InTime();
        await outbox.Post([Numbered(0), Numbered(399), Numbered(400)]).InTime();

        var tail = await outbox.Read(398, 10).InTime();
        Assert.Equal(401, tail.Last);
        Assert.Equal([(399L, "n.398"), (400L, "n.399"), (401L, "n.400")], tail.Items.Select(item => (item.Position, item.Notification.Id)));
        var middle = await outbox.Read(100, 150).InTime();
        Assert.Equal(Enumerable.Range(101, 150), middle.Items.Select(item => (int)item.Position));
        Assert.Equal((0L, 401L), (await outbox.LastBefore(DateTimeOffset.UnixEpoch), await outbox.LastBefore(DateTimeOffset.MaxValue)));
    }

    private static Notification Numbered(int n) => new()
    {
        Id = $"n.{n}",
        Kind = NotificationKind.SignedOff,
        At = DateTimeOffset.UnixEpoch,
        Audience = [Audience.Office],
        Zh = "已销号。",
        En = "Signed off.",
    };

    /// <summary>The whole outbox once it holds so many; a moment later it still holds no more.</summary>
    private static async Task<IReadOnlyList<OutboxItem>> Posted(Town town, string plan, int count)
    {
        var outbox = town.Grains.GetGrain<IOutboxGrain>(plan);
        var slice = await Eventually.Becomes(
            async () =>
            {
                try
                {
                    return await outbox.Read(0, 100);
                }
                catch (Exception problem) when (problem is SiloUnavailableException or OrleansMessageRejectionException or StorageUnavailableException)
                {
                    return new() { Items = [], Last = 0 };
                }
            },
            slice => slice.Items.Count >= count);
        Assert.Equal(count, slice.Items.Count);
        return slice.Items;
    }
}
