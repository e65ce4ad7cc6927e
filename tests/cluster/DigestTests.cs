using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Digests;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Tests.Cluster;

/// <summary>每周汇总 over the clock and whatever dies over it. 9 March 2026 is a Monday; measure n is led by c2, c3, d1, c1 in turn.</summary>
public sealed class DigestTests
{
    private static readonly DateTimeOffset Wednesday = At(3, 4, 9);
    private static readonly DateOnly Monday = new(2026, 3, 9);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_Monday_at_eight_freezes_the_week_once()
    {
        await using var town = await Town.Open(at: Wednesday);
        var plan = await Planned(town);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 30 });
        await town.SignOff(plan, Documents.City(plan).Measures[1]);

        town.Clock!.SetUtcNow(At(3, 9, 8) + Settled - TimeSpan.FromTicks(1));
        await Remind(town, plan);
        Assert.Empty((await Grain(town, plan).List(null, 10).InTime()).Items);
        town.Clock.SetUtcNow(At(3, 9, 8) + Settled);
        var entry = (await Frozen(town, plan, 1))[0];
        await Remind(town, plan);
        await Remind(town, plan);

        var digest = await Content(town, plan, entry);
        Assert.Equal((Monday, At(3, 2, 8), At(3, 9, 8)), (digest.Period, digest.From, digest.To));
        Assert.Equal((1, 6, 0, 1), (digest.Headline.Measures.Done, digest.Headline.Measures.Total, digest.Headline.Measures.DoneBefore,
            digest.Headline.Measures.Change));
        Assert.Equal([2], digest.SignedOff.Select(line => line.Measure.No));
        Assert.Equal(
            [("c1", ReportingState.Missing), ("c2", ReportingState.Partly), ("c3", ReportingState.Partly), ("d1", ReportingState.Partly)],
            digest.Reporting.Select(line => (line.Unit.Id, line.State)));
        Assert.Equal((1, 6), (digest.Categories.Sum(part => part.Done), digest.Categories.Sum(part => part.Total)));
        var seal = (await town.Grains.GetGrain<Rectification.Trails.ISealGrain>(plan).Get(digest.Trail.Seal).InTime())!;
        Assert.Equal((seal.Root, true), (digest.Trail.Root, seal.At >= digest.Moment));
        Assert.Equal(1, (await Grain(town, plan).GetHead().InTime()).Version);
        await Told(town, plan, 1);
        await Recounted(town, plan);
    }

    [Fact]
    public async Task A_digest_is_of_its_moment_though_everybody_slept_over_it_and_each_missed_week_has_its_own()
    {
        await using var town = await Town.Open(at: Wednesday);
        var plan = await Planned(town);
        var measures = Documents.City(plan).Measures;
        await town.SignOff(plan, measures[0]);
        town.Clock!.SetUtcNow(At(3, 10, 12));
        await town.SignOff(plan, measures[1]);

        town.Clock.SetUtcNow(At(3, 24, 15));
        await Remind(town, plan);
        var frozen = await Frozen(town, plan, 3);

        Assert.Equal([new DateOnly(2026, 3, 23), new(2026, 3, 16), Monday], frozen.Select(entry => entry.Period));
        Assert.Equal([At(3, 23, 8), At(3, 16, 8), At(3, 9, 8)], frozen.Select(entry => entry.To));
        Assert.Equal([2L, 2, 1], frozen.Select(entry => entry.Done));
        var empty = await Content(town, plan, frozen[0]);
        Assert.Equal((0, 0L), (empty.SignedOff.Count, empty.Headline.Measures.Change));
        Assert.Equal([At(3, 16, 8)], new[] { empty.Before });
        await Told(town, plan, 3);
        await Recounted(town, plan);
    }

    [Fact]
    public async Task Two_Mondays_in_one_holiday_are_two_digests_on_the_first_day_worked()
    {
        await using var town = await Town.Open(at: At(2, 9, 9));
        var spring = new CalendarYear
        {
            Year = 2026,
            Source = "通知",
            Holidays = [.. Enumerable.Range(15, 9).Select(day => new DateOnly(2026, 2, day))],
            Workdays = [new(2026, 2, 14)],
        };
        var put = await town.Grains.GetGrain<ICalendarGrain>(ICalendarGrain.Key).Put(new() { Id = "y", By = "ops", Calendar = spring }).InTime();
        Assert.Null(put.Refusal?.Code);
        var plan = await Planned(town);

        town.Clock!.SetUtcNow(At(2, 24, 8) + Settled);
        var frozen = await Frozen(town, plan, 2);

        Assert.Equal([new DateOnly(2026, 2, 23), new(2026, 2, 16)], frozen.Select(entry => entry.Period));
        Assert.All(frozen, entry => Assert.Equal(At(2, 24, 8), entry.Moment));
        Assert.Equal((At(2, 16, 8), At(2, 24, 8)), (frozen[0].From, frozen[0].To));
        Assert.False((await Content(town, plan, frozen[0])).Provisional);
    }

    [Fact]
    public async Task Every_silo_was_down_over_the_moment_and_the_next_one_up_freezes_it_as_of_then()
    {
        await using var town = await Town.Open(silos: 2, at: Wednesday);
        var plan = await Planned(town);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 30 });
        town.Clock!.SetUtcNow(At(3, 8, 22));
        foreach (var silo in town.Cluster.Silos.ToList())
            await town.Cluster.KillSiloAsync(silo).InTime();

        town.Clock.SetUtcNow(At(3, 9, 11));
        await town.Cluster.StartSiloAsync(2, town.Cluster.Options).InTime();
        await Insist(() => Remind(town, plan));
        var entry = (await Frozen(town, plan, 1))[0];

        Assert.Equal((At(3, 9, 8), At(3, 9, 8), true), (entry.To, entry.Moment, entry.FrozenAt >= At(3, 9, 11)));
        await Recounted(town, plan);
    }

    [Fact]
    public async Task A_week_in_which_everything_happened_is_told_part_by_part()
    {
        await using var town = await Town.Open(at: Wednesday);
        var document = Documents.City("busy") with
        {
            Categories = [new() { No = 1, Title = "党的建设" }],
            Rules = new() { Digest = new() { ReportBy = new(), RankFrom = 1 } },
        };
        document = document with
        {
            Problems = [.. document.Problems.Select(problem => problem.No == 1 ? problem with { Category = 1 } : problem)],
            Measures = [.. document.Measures.Select(measure => measure.No switch
            {
                1 => measure with { Deadline = new(2026, 3, 6) },
                3 => measure with { Deadline = new(2026, 3, 1) },
                5 => measure with { Deadline = new(2026, 3, 12), Cadence = Cadence.Monthly },
                6 => measure with { Deadline = new(2026, 2, 1) },
                _ => measure,
            })],
        };
        await town.Import(document);
        var plan = document.Id;
        await Remind(town, plan);
        var orders = town.Grains.GetGrain<Rectification.Orders.IOrderGrain>(plan);

        // Measure 2 is returned; 1 has nothing new; 3 waits on others; 6 asks for time; an order goes unanswered.
        await town.Request(plan, document.Measures[1]);
        await town.Review(plan, 2, People.Leader, Decision.Return);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 0 });
        await town.Accepted(plan, 3, People.Of("d1"), new ClaimMeasure { Unit = "d1" });
        await town.Accepted(plan, 3, People.Of("d1"), new RequestWaiting { With = "省厅", Since = new(2026, 3, 2), Sent = "请示", Until = new(2026, 4, 1) });
        await town.Accepted(plan, 3, People.Reviewer, new ReviewWaiting { Decision = Decision.Approve });
        await town.Accepted(plan, 6, People.Of("c3"), new ClaimMeasure { Unit = "c3" });
        await town.Accepted(plan, 6, People.Of("c3"), new RequestExtension { Until = new(2026, 6, 30), Reason = "资金未到位" });
        var issue = new Rectification.Orders.IssueOrder { Unit = "c2", Measures = [1], Demand = "限期完成", Due = new(2026, 3, 6) };
        Assert.Null((await orders.Submit(new() { Id = "o1", Actor = People.Reviewer, Command = issue }).InTime()).Refusal?.Code);
        town.Clock!.SetUtcNow(At(3, 7, 9));
        await Eventually.Becomes(() => orders.Get(2), order => order is not null);
        await town.Accepted(plan, 4, People.Of("c1"), new ReportProgress { Unit = "c1", Percent = 50 });

        town.Clock.SetUtcNow(At(3, 9, 8) + Settled);
        var digest = await Content(town, plan, (await Frozen(town, plan, 1))[0]);

        Assert.Equal(At(3, 6, 17), digest.ReportBy);
        Assert.Equal(
            [(6, 36, TurnOf.Reviewer), (3, 8, TurnOf.Outside), (1, 3, TurnOf.Unit)],
            digest.Overdue.Select(line => (line.Measure.No, line.Days, line.Turn.Of)));
        Assert.Equal(("省厅", ReviewStep.Office), (digest.Overdue[1].Turn.With, digest.Overdue[0].Turn.Step));
        Assert.Equal([5], digest.DueNext.Select(line => line.Measure.No));
        Assert.Equal([(2, ReturnedMatter.SignOff, "证据不全")], digest.Returns.Select(line => (line.Measure.No, line.What, line.Reason)));
        Assert.Equal([(6, false, 4, "资金未到位")], digest.Extensions.Select(line => (line.Measure.No, line.Granted, line.DaysWaited, line.Reason)));
        Assert.Equal(
            [(1, Rectification.Orders.OrderStatus.Late, 3), (2, Rectification.Orders.OrderStatus.Open, 0)],
            digest.Orders.Select(order => (order.No, order.Status, order.LateDays)));
        Assert.All(digest.Overdue, line => Assert.Contains(line.Measure.No, digest.Lights.Where(lit => lit.Light == Light.Red).Select(lit => lit.Measure.No)));
        Assert.Equal(LightKind.Overdue, digest.Lights[0].Reasons[0].Kind);
        Assert.Equal([(1, "党的建设", 2L), (null, "未分类", 4L)], digest.Categories.Select(part => (part.Category, part.Title, part.Total)));
        Assert.Equal([(1, "d1", 1L), (2, "c1", 0), (2, "c2", 0), (2, "c3", 0)], digest.Ranking!.Select(line => (line.Rank, line.Unit.Id, line.Done)));
        Assert.Equal(
            [("c1", ReportingState.Late), ("c2", ReportingState.Partly), ("c3", ReportingState.Partly)],
            digest.Reporting.Take(3).Select(line => (line.Unit.Id, line.State)));
        await Recounted(town, plan);
    }

    [Fact]
    public async Task Sources_and_figures_of_the_week_are_those_of_its_moment_and_add_up()
    {
        await using var town = await Town.Open(at: Wednesday);
        var document = Documents.City("figures") with
        {
            FiguresJson = """{"stations":10,"rate":50,"most":60,"asked":3,"name":7}""",
            FigureSourcesJson = """
                {"stations":{"unit":"个","what":"站点","bound":"atLeast","from":{"sum":[{"measure":1}]}},
                 "rate":{"unit":"%","from":{"ratio":{"of":{"count":"measuresSignedOff"},"to":{"count":"measures"}}}},
                 "most":{"unit":"%","bound":"atMost","from":{"ratio":{
                    "of":{"sum":[{"measure":1,"quantity":"spent"}]},"to":{"sum":[{"measure":1,"quantity":"paid"}]}}}},
                 "asked":{"from":{"leastReports":2}}}
                """,
        };
        document = document with
        {
            Problems = [.. document.Problems.Select(problem => problem with { Source = problem.No switch { 1 => "巡视反馈", 2 => null, _ => "审计" } })],
            Measures = [.. document.Measures.Select(measure => measure.No switch
            {
                1 => measure with
                {
                    Target = new() { Value = 10, Unit = "个", What = "站点" },
                    Quantities = [new() { Name = "spent", Unit = "万元" }, new() { Name = "paid", Unit = "万元" }],
                },
                2 => measure with { Cadence = Cadence.Weekly },
                _ => measure,
            })],
        };
        await town.Import(document);
        var plan = document.Id;
        await Remind(town, plan);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress
        {
            Unit = "c2",
            Percent = 30,
            Quantity = 4,
            Metrics = new Dictionary<string, decimal> { ["spent"] = 12, ["paid"] = 20 },
        });
        await town.SignOff(plan, document.Measures[4]);
        town.Clock!.SetUtcNow(At(3, 9, 8) + Settled);
        var first = await Content(town, plan, (await Frozen(town, plan, 1))[0]);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 90, Quantity = 11 });
        town.Clock.SetUtcNow(At(3, 16, 8) + Settled);
        var second = await Content(town, plan, (await Frozen(town, plan, 2))[0]);

        Assert.Equal(
            [("巡视反馈", 1L, 2L, 0L), ("审计", 1, 2, 1), (null, 1, 2, 0)],
            first.Sources!.Select(part => (part.Source, part.Problems, part.Total, part.Done)));
        Assert.Equal(
            [("stations", 4m, 0m, false), ("rate", 16.666667m, 0m, false), ("most", 60m, null, true), ("asked", 0, 0, false)],
            first.Figures!.Select(figure => (figure.Name, figure.Value, figure.Before, figure.Holds)));
        Assert.Equal([("stations", 11m, 4m, true), ("rate", 16.666667m, 16.666667m, false)],
            second.Figures!.Take(2).Select(figure => (figure.Name, figure.Value, figure.Before, figure.Holds)));
        Assert.Equal(("16.7%", "16.7%"), (second.Figures![1].Text, second.Figures[1].BeforeText));
        var told = (await Told(town, plan, 2)).Select(notification => notification.Zh).ToList();
        Assert.Contains("量化数字 1/4 项相符", told[0], StringComparison.Ordinal);
        await Recounted(town, plan);

        // Where the plan says a source otherwise since, nothing can be said of that part, and all others are compared.
        await town.Amended(plan, new() { Problems = [new() { No = 1, Source = "巡视反馈（更正）" }] });
        await Recounted(town, plan);

        // One that was frozen before there were such parts is computed again without them.
        var frozen = (await Grain(town, plan).Get(Monday).InTime())!;
        var old = System.Text.Json.Nodes.JsonNode.Parse(frozen.Content)!.AsObject();
        Assert.True(old.Remove("sources") && old.Remove("sourcesOf") && old.Remove("figures") && old.Remove("figuresOf"));
        await new DigestRows(Rows(town)).Write(plan, Monday, frozen.Entry.Sha256, System.Text.Encoding.UTF8.GetBytes(old.ToJsonString()));
        Assert.Empty((await Grain(town, plan).Recount(Monday).InTime())!.Differences);
    }

    [Fact]
    public async Task Of_three_silos_one_dies_a_second_before_and_there_is_one_digest()
    {
        await using var town = await Town.Open(silos: 3, at: Wednesday);
        var plan = await Planned(town);
        await town.Accepted(plan, 1, People.Of("c2"), new ReportProgress { Unit = "c2", Percent = 30 });

        town.Clock!.SetUtcNow(At(3, 9, 7, 59, 59));
        await town.Kill(town.Home(Grain(town, plan)));
        town.Clock.SetUtcNow(At(3, 9, 8) + Settled);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Remind(town, plan)));
        var entry = (await Frozen(town, plan, 1))[0];

        Assert.Equal(At(3, 9, 8), entry.To);
        Assert.Equal(1, (await Grain(town, plan).GetHead().InTime()).Version);
        await Told(town, plan, 1);
        await Recounted(town, plan);
    }

    [Fact]
    public async Task A_silo_that_dies_between_freezing_and_telling_is_followed_by_one_that_tells()
    {
        await using var town = await Town.Open(at: Wednesday);
        var plan = await Planned(town);
        town.Rows.ReadsFail = (state, id) => state == ChainRow.StateName && id.Type.ToString() == "outbox";
        town.Clock!.SetUtcNow(At(3, 9, 8) + Settled);
        await Remind(town, plan);
        await Eventually.Becomes(() => town.Rows.Writes(ChainRow.StateName, Grain(town, plan).GetGrainId()) == 1);
        await town.Cluster.DeactivateAsync(Grain(town, plan)).InTime();
        town.Rows.ReadsFail = (_, _) => false;

        await Remind(town, plan);
        await Told(town, plan, 1);
        Assert.Single(await Frozen(town, plan, 1));
    }

    [Fact]
    public async Task A_write_whose_outcome_is_unknown_does_not_make_a_second_digest()
    {
        await using var town = await Town.Open(at: Wednesday);
        var plan = await Planned(town);
        town.Rows.FailNext(Fault.UnknownCommitted, (state, id) => state == ChainRow.StateName && id == Grain(town, plan).GetGrainId());
        town.Clock!.SetUtcNow(At(3, 9, 8) + Settled);
        await Remind(town, plan);
        await Eventually.Becomes(() => town.Rows.Writes(ChainRow.StateName, Grain(town, plan).GetGrainId()) == 1);

        await Remind(town, plan);
        Assert.Single(await Frozen(town, plan, 1));
        await Told(town, plan, 1);
    }

    [Fact]
    public async Task A_figure_that_was_changed_in_the_store_is_found_by_the_recount()
    {
        await using var town = await Town.Open(at: Wednesday);
        var plan = await Planned(town);
        town.Clock!.SetUtcNow(At(3, 9, 8) + Settled);
        var entry = (await Frozen(town, plan, 1))[0];
        var rows = new DigestRows(Rows(town));
        var content = await rows.Read(plan, Monday, entry.Sha256);
        var forged = System.Text.Encoding.UTF8.GetString(content).Replace("\"done\":0,\"total\":6", "\"done\":5,\"total\":6", StringComparison.Ordinal);
        await rows.Write(plan, Monday, entry.Sha256, System.Text.Encoding.UTF8.GetBytes(forged));

        var recount = (await Grain(town, plan).Recount(Monday).InTime())!;

        Assert.False(recount.BytesMatch);
        Assert.Contains("/headline/measures/done", recount.Differences.Select(difference => difference.Pointer));
    }

    private static RowStore Rows(Town town) => (RowStore)town.Cluster.Silos[0].ServiceProvider.GetService(typeof(RowStore))!;

    /// <summary>A plan whose digests have begun: the reminder came once.</summary>
    [Fact]
    public async Task A_plan_that_was_closed_before_its_digest_was_due_is_late_with_none()
    {
        await using var town = await Town.Open(at: Wednesday);
        var plan = await town.Import(id => Documents.City(id) with { Rules = new() { Amendments = new() { Chain = [] } } });
        await Remind(town, plan);
        await Eventually.Becomes(() => Task.FromResult(Late(plan)), late => late is [0]);
        MeasureExplanation[] explained = [.. Documents.City(plan).Measures.Select(measure => new MeasureExplanation { No = measure.No, Text = "转入常态" })];
        Assert.Null((await town.Grains.GetGrain<IPlanGrain>(plan).Close(explained, town.Source()).InTime()).Refusal);

        town.Clock!.SetUtcNow(At(3, 9, 12));
        await Eventually.Becomes(
            async () =>
            {
                await Remind(town, plan);
                return Late(plan);
            },
            late => late.Count == 0);
        await Remind(town, plan);
        Assert.Empty(Late(plan));
        Assert.Empty((await Grain(town, plan).List(null, 10).InTime()).Items);
    }

    /// <summary>By how many seconds the meter says that the plan's next digest is late.</summary>
    private static List<double> Late(string plan)
    {
        var late = new List<double>();
        using var meter = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "rectification.digest.late")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            if (tags is [{ Value: string of }] && of == plan)
            {
                late.Add(seconds);
            }
        });
        meter.Start();
        meter.RecordObservableInstruments();
        return late;
    }

    private static async Task<string> Planned(Town town)
    {
        var plan = await town.Import(id => Documents.City(id));
        await Remind(town, plan);
        Assert.NotNull(await Grain(town, plan).Next().InTime());
        return plan;
    }

    private static async Task Recounted(Town town, string plan)
    {
        foreach (var entry in (await Grain(town, plan).List(null, 50).InTime()).Items)
        {
            var recount = (await Grain(town, plan).Recount(entry.Period).InTime())!;
            Assert.True(recount.BytesMatch);
            Assert.Empty(recount.Differences);
            Assert.True(recount.Checked > 20);
        }
    }

    private static async Task<Digest> Content(Town town, string plan, DigestEntry entry)
    {
        var frozen = (await Grain(town, plan).Get(entry.Period).InTime())!;
        Assert.Equal(entry.Sha256, Convert.ToHexStringLower(SHA256.HashData(frozen.Content)));
        return JsonSerializer.Deserialize(frozen.Content, DigestJson.Canonical.Digest)!;
    }

    /// <summary>The reminder comes, and so many are frozen.</summary>
    private static async Task<IReadOnlyList<DigestEntry>> Frozen(Town town, string plan, int count)
    {
        await Remind(town, plan);
        return (await Eventually.Becomes(() => Grain(town, plan).List(null, 50), page => page.Items.Count == count)).Items;
    }

    /// <summary>One notification for each digest, and no other.</summary>
    private static async Task<IReadOnlyList<Notification>> Told(Town town, string plan, int count)
    {
        var outbox = town.Grains.GetGrain<IOutboxGrain>(plan);
        var told = await Eventually.Becomes(
            async () => (await outbox.Read(0, 500)).Items.Select(item => item.Notification).Where(one => one.Kind == NotificationKind.DigestFrozen).ToList(),
            told => told.Count == count);
        Assert.All(told, one => Assert.Equal([Audience.Office, Audience.Leader(People.LeaderId)], one.Audience));
        return told;
    }

    /// <summary>Asks until a silo that has just started answers.</summary>
    private static Task<bool> Insist(Func<Task> ask) => Eventually.Becomes(
        async () =>
        {
            try
            {
                await ask();
                return true;
            }
            catch (Exception problem) when (problem is TimeoutException or OrleansException)
            {
                return false;
            }
        },
        asked => asked);

    /// <summary>What the plan's reminder does every minute.</summary>
    private static Task Remind(Town town, string plan) =>
        town.Grains.GetGrain<IPlanGrain>(plan).AsReference<IRemindable>().ReceiveReminder("awake", default).InTime();

    private static IDigestGrain Grain(Town town, string plan) => town.Grains.GetGrain<IDigestGrain>(plan);

    private static DateTimeOffset At(int month, int day, int hour, int minute = 0, int second = 0) =>
        new(2026, month, day, hour, minute, second, TimeSpan.FromHours(8));
}
