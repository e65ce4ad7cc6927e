using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Orders;

namespace Rectification.Tests.Cluster;

/// <summary>Supervision orders over the clock, repeats and restarts. Measure 1 is led by c2.</summary>
public sealed class OrderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly IssueOrder Issue = new() { Unit = "c2", Measures = [1], Demand = "限期完成", Due = new(2026, 3, 4) };

    [Fact]
    public async Task An_unanswered_order_is_asked_again_once_by_the_clock_over_restarts()
    {
        await using var town = await Town.Open(at: Start);
        var plan = await town.Import(id => Documents.City(id));
        var grain = town.Grains.GetGrain<IOrderGrain>(plan);
        await Accepted(grain, 0, People.Reviewer, Issue, "k1");

        town.Clock!.SetUtcNow(new(2026, 3, 4, 23, 59, 59, TimeSpan.FromHours(8)));
        await Restart(town, grain);
        Assert.Equal(OrderStatus.Open, (await grain.Get(1).InTime())!.Status);
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        var first = await Eventually.Becomes(() => grain.Get(1), order => order?.RepeatedBy is not null);
        Assert.Equal((OrderStatus.Late, 2), (first!.Status, first.RepeatedBy));

        await Restart(town, grain);
        town.Clock.Advance(TimeSpan.FromDays(30));
        await grain.Wake().InTime();
        await Accepted(grain, 1, People.Of("c2"), new AnswerOrder { Text = "已完成" }, "k2");
        var orders = (await grain.List(new()).InTime()).Items;
        Assert.Equal([(1, OrderStatus.Answered, 1), (2, OrderStatus.Late, 2)], orders.Select(order => (order.No, order.Status, order.Round)));
        Assert.Equal((1, new DateOnly(2026, 3, 7), "-"), (orders[1].Repeats, orders[1].Due, orders[1].IssuedBy));

        // Issued, asked again, answered: one line and one notification each, however often the grain was started.
        Assert.Equal(3, (await grain.GetHead().InTime()).Version);
        await Eventually.Becomes(() => Written(town, plan) == 3);
    }

    [Fact]
    public async Task A_repeated_command_is_known_after_a_restart_and_the_same_key_with_another_body_is_refused()
    {
        await using var town = await Town.Open(at: Start);
        var plan = await town.Import(id => Documents.City(id));
        var grain = town.Grains.GetGrain<IOrderGrain>(plan);
        Assert.False((await Accepted(grain, 0, People.Reviewer, Issue, "k1")).Repeated);
        await Restart(town, grain);

        var again = await Accepted(grain, 0, People.Reviewer, Issue, "k1");
        Assert.Equal((true, 1), (again.Repeated, again.Order!.No));
        Assert.Equal("command.key-reused", (await Submit(grain, 0, People.Reviewer, Issue with { Demand = "另一要求" }, "k1")).Refusal?.Code);
        Assert.Equal(2, (await Accepted(grain, 0, People.Reviewer, Issue, "k2")).Order!.No);

        // The key's scope is the order: the same key answers another one.
        await Accepted(grain, 1, People.Of("c2"), new AnswerOrder { Text = "已完成" }, "k1");
        await Accepted(grain, 2, People.Of("c2"), new AnswerOrder { Text = "已完成" }, "k1");
        Assert.Equal(
            "order.version-stale", (await grain.Submit(Envelope(1, People.Reviewer, new CloseOrder { Result = "到位" }, "k3") with { IfVersion = 1 }).InTime())
                .Refusal?.Code);
        await Accepted(grain, 1, People.Reviewer, new CloseOrder { Result = "到位" }, "k3");
        Assert.Equal([2], (await grain.List(new() { Status = OrderStatus.Answered }).InTime()).Items.Select(order => order.No));
    }

    [Fact]
    public async Task An_order_whose_write_fails_is_refused_and_taken_when_it_is_sent_again()
    {
        await using var town = await Town.Open(at: Start);
        var plan = await town.Import(id => Documents.City(id));
        var grain = town.Grains.GetGrain<IOrderGrain>(plan);
        town.Rows.FailNext(Fault.UnknownCommitted, (state, id) => state == ChainRow.StateName && id == grain.GetGrainId());

        Assert.Equal("store.outcome-unknown", (await Submit(grain, 0, People.Reviewer, Issue, "k1")).Refusal?.Code);
        var again = await Eventually.Becomes(() => Submit(grain, 0, People.Reviewer, Issue, "k1"), outcome => outcome.Refusal is null);
        Assert.Equal((true, 1), (again.Repeated, again.Order!.No));
        Assert.Single((await grain.List(new()).InTime()).Items);
        await Eventually.Becomes(() => Written(town, plan) == 1);
    }

    private static OrderEnvelope Envelope(int no, Actor actor, OrderCommand command, string id) => new() { Id = id, Actor = actor, Command = command, No = no };

    private static Task<OrderOutcome> Submit(IOrderGrain grain, int no, Actor actor, OrderCommand command, string id) =>
        grain.Submit(Envelope(no, actor, command, id)).InTime();

    private static async Task<OrderOutcome> Accepted(IOrderGrain grain, int no, Actor actor, OrderCommand command, string id)
    {
        var outcome = await Submit(grain, no, actor, command, id);
        Assert.Null(outcome.Refusal?.Code);
        return outcome;
    }

    private static async Task Restart(Town town, IOrderGrain grain)
    {
        await town.Cluster.DeactivateAsync(grain).InTime();
        await grain.Wake().InTime();
    }

    /// <summary>What the outbox took: one write a notification.</summary>
    private static int Written(Town town, string plan) => town.Rows.Writes(ChainRow.StateName, town.Grains.GetGrain<IOutboxGrain>(plan).GetGrainId());
}
