using Rectification.Chains;
using Rectification.Escalations;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Tests.Cluster;

/// <summary>Lights are escalated by the clock alone, each step once, whatever dies in between.</summary>
public sealed class EscalationTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 30, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The first instant after the deadline's day.</summary>
    private static readonly DateTimeOffset Late = new(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Every_step_is_fired_once_by_the_clock_over_a_restart_a_return_and_an_extension()
    {
        await using var town = await Town.Open(at: Start);
        var document = OnlyOverdue("chased");
        await town.Import(document);
        await town.Request(document.Id, document.Measures[1]);
        await Watch(town, document.Id);
        Assert.Empty(await Fired(town, document.Id));

        town.Clock!.SetUtcNow(Late);
        await Becomes(town, document.Id, "1 unit 0");
        town.Clock.SetUtcNow(Late.AddDays(2));
        await Restart(town, document.Id);
        Assert.Equal(["1 unit 0"], await Fired(town, document.Id));
        town.Clock.SetUtcNow(Late.AddDays(3));
        await Becomes(town, document.Id, "1 unit 0", "1 office 3");

        // Returned after the deadline: overdue since the deadline, so what is past is told at once, and once.
        await town.Review(document.Id, 2, People.Leader, Decision.Return);
        await Becomes(town, document.Id, "1 unit 0", "1 office 3", "2 unit 0", "2 office 3");
        await town.Accepted(document.Id, 2, People.Of(document.Measures[1].LeadUnit), new RequestSignOff { Person = "处长", Act = "补充台账", Result = "全部完成" });
        town.Clock.SetUtcNow(Late.AddDays(6));

        // Extended before the seventh day: the episode ends, and a new one begins with the new deadline.
        await town.Accepted(
            document.Id, 1, People.Of(document.Measures[0].LeadUnit), new ReportProgress { Unit = document.Measures[0].LeadUnit, Percent = 40 });
        await town.Accepted(document.Id, 1, People.Of(document.Measures[0].LeadUnit), new RequestExtension { Until = new(2027, 1, 20), Reason = "等候批复" });
        await town.Accepted(document.Id, 1, People.Reviewer, new ReviewExtension { Extension = 1, Decision = Decision.Approve });
        town.Clock.SetUtcNow(Late.AddDays(15));
        await Restart(town, document.Id);
        Assert.Equal(4, (await Fired(town, document.Id)).Count);
        town.Clock.SetUtcNow(Late.AddDays(20));
        await Becomes(town, document.Id, "1 unit 0", "1 office 3", "2 unit 0", "2 office 3", "1 unit 0");

        await Told(town, document.Id, expected: 5);
    }

    [Fact]
    public async Task A_step_whose_notification_was_lost_is_told_again_and_heard_once()
    {
        await using var town = await Town.Open(at: Late);
        var document = OnlyOverdue("lost");
        await town.Import(document);
        town.Rows.FailNext(Fault.Refused, (state, id) => state == ChainRow.StateName && id.Type.ToString() == "outbox");
        await town.Grains.GetGrain<IEscalationGrain>(document.Id).Wake().InTime();

        await Becomes(town, document.Id, "1 unit 0", "2 unit 0");
        await Told(town, document.Id, expected: 2);
        await Restart(town, document.Id);
        await Told(town, document.Id, expected: 2);
    }

    [Fact]
    public async Task A_plan_that_was_signed_off_by_history_is_not_escalated()
    {
        await using var town = await Town.Open(at: Start);
        var document = OnlyOverdue("history") with { Measures = [Documents.Measure(1, "c1")] };
        await town.Import(document);
        await town.SignOff(document.Id, document.Measures[0]);
        town.Clock!.SetUtcNow(Late.AddDays(30));
        await Watch(town, document.Id);
        Assert.Empty(await Fired(town, document.Id));
    }

    [Fact]
    public async Task A_waiting_that_ends_on_its_day_is_told_once_by_the_clock_alone()
    {
        await using var town = await Town.Open(at: Start);
        var document = OnlyOverdue("waited");
        await town.Import(document);
        var (lead, until) = (document.Measures[0].LeadUnit, new DateOnly(2027, 1, 5));
        await town.Accepted(document.Id, 1, People.Of(lead), new ClaimMeasure { Unit = lead });
        var asked = new RequestWaiting { With = "省厅", Since = new(2026, 12, 30), Sent = "请示", Until = until };
        await town.Accepted(document.Id, 1, People.Of(lead), asked);
        await town.Accepted(document.Id, 1, People.Reviewer, new ReviewWaiting { Decision = Decision.Approve });
        await Watch(town, document.Id);
        Assert.Empty(await Over());

        town.Clock!.SetUtcNow(new DateTimeOffset(2027, 1, 6, 0, 0, 0, TimeSpan.FromHours(8)));
        await Eventually.Becomes(
            async () =>
            {
                town.Clock.Advance(TimeSpan.FromSeconds(10));
                await town.Grains.GetGrain<IEscalationGrain>(document.Id).Wake().InTime();
                return await Over();
            },
            over => over.Count > 0);
        await Restart(town, document.Id);

        var told = Assert.Single(await Over());
        Assert.Equal([Audience.Office, Audience.Unit(lead), Audience.Leader(People.LeaderId)], told.Audience);
        Assert.Equal((1, "第1条措施等待外部（省厅）已到期（至 2027-01-05），重新计时。"), (told.Measure, told.Zh));

        async Task<IReadOnlyList<Notification>> Over() =>
            [.. (await town.Grains.GetGrain<IOutboxGrain>(document.Id).Read(0, 100).InTime()).Items.Select(item => item.Notification)
                .Where(notification => notification.Kind == NotificationKind.WaitingEnded)];
    }

    [Fact]
    public async Task In_a_closed_plan_nobody_is_chased_for_what_was_explained()
    {
        await using var town = await Town.Open(at: Start);
        var document = OnlyOverdue("closed") with { Rules = OnlyOverdue("closed").Rules with { Amendments = new() { Chain = [] } } };
        await town.Import(document);
        await Watch(town, document.Id);
        var plan = town.Grains.GetGrain<IPlanGrain>(document.Id);
        MeasureExplanation[] explained = [new() { No = 1, Text = "转入常态" }, new() { No = 2, Text = "转入常态" }];
        Assert.Null((await plan.Close(explained, town.Source()).InTime()).Refusal);

        town.Clock!.SetUtcNow(Late.AddDays(10));
        await Watch(town, document.Id);
        Assert.Empty(await Fired(town, document.Id));

        Assert.Null((await plan.Reopen(town.Source()).InTime()).Refusal);
        town.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.Becomes(
            async () =>
            {
                town.Clock.Advance(TimeSpan.FromSeconds(10));
                await town.Grains.GetGrain<IEscalationGrain>(document.Id).Wake().InTime();
                return await Fired(town, document.Id);
            },
            fired => fired.Count == 6);
    }

    [Fact]
    public async Task A_list_is_paged_and_shows_each_what_it_may_see()
    {
        await using var town = await Town.Open(at: Late);
        var document = OnlyOverdue("listed");
        await town.Import(document);
        await Becomes(town, document.Id, "1 unit 0", "2 unit 0");
        var grain = town.Grains.GetGrain<IEscalationGrain>(document.Id);

        var first = await grain.List(new() { Limit = 1 }).InTime();
        Assert.Equal((1, 1), (Assert.Single(first.Items).No, first.Next));
        var second = await grain.List(new() { Limit = 1, After = 1 }).InTime();
        Assert.Equal((2, null), (Assert.Single(second.Items).No, second.Next));
        Assert.Equal([2], (await grain.List(new() { Measure = 2 }).InTime()).Items.Select(item => item.Measure));
        Assert.Equal([1], (await grain.List(new() { VisibleUnits = ["c2"] }).InTime()).Items.Select(item => item.Measure));
        Assert.Equal(2, (await grain.List(new() { VisibleUnits = [], VisibleLeaders = [People.LeaderId] }).InTime()).Items.Count);
        Assert.Empty((await grain.List(new() { VisibleUnits = ["elsewhere"] }).InTime()).Items);
    }

    /// <summary>Measure 1 is led by c2 and supported by c3, measure 2 by c3 and d1.</summary>
    private static PlanDocument OnlyOverdue(string id) => Documents.City(id, measures: 2) with
    {
        Rules = new() { Lights = [new() { Light = Light.Red, Kind = LightKind.Overdue }] },
    };

    /// <summary>Wakes until the grain has looked: quiet figures, and a look after them.</summary>
    private static async Task Watch(Town town, string plan)
    {
        await town.Settled(plan);
        for (var wake = 0; wake < 5; wake++)
            await town.Grains.GetGrain<IEscalationGrain>(plan).Wake().InTime();
    }

    /// <summary>The escalations become exactly these, in order.</summary>
    private static Task<string> Becomes(Town town, string plan, params string[] expected) => Eventually.Becomes(
        async () =>
        {
            town.Clock!.Advance(TimeSpan.FromSeconds(10));
            await town.Grains.GetGrain<IEscalationGrain>(plan).Wake();
            return string.Join(", ", await Fired(town, plan));
        },
        fired => fired == string.Join(", ", expected));

    private static async Task<IReadOnlyList<string>> Fired(Town town, string plan) =>
        [.. (await town.Grains.GetGrain<IEscalationGrain>(plan).List(new()).InTime()).Items.Select(item =>
            $"{item.Measure} {char.ToLowerInvariant(item.To.ToString()[0])}{item.To.ToString()[1..]} {item.After}")];

    private static async Task Restart(Town town, string plan)
    {
        await town.Cluster.DeactivateAsync(town.Grains.GetGrain<IEscalationGrain>(plan)).InTime();
        await Watch(town, plan);
    }

    /// <summary>The outbox holds so many notifications of escalations, each once.</summary>
    private static async Task Told(Town town, string plan, int expected)
    {
        var outbox = town.Grains.GetGrain<IOutboxGrain>(plan);
        var told = await Eventually.Becomes(
            async () =>
            {
                await town.Grains.GetGrain<IEscalationGrain>(plan).Wake();
                return (await outbox.Read(0, 100)).Items.Where(item => item.Notification.Kind == NotificationKind.Escalated).ToList();
            },
            told => told.Count >= expected);
        Assert.Equal(expected, told.DistinctBy(item => item.Notification.Id).Count());
        Assert.Equal(expected, told.Count);
    }
}
