using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Rectification.Calendars;
using Rectification.Orders;
using Rectification.Storage;

namespace Rectification.Tests.Cluster;

/// <summary>Working days that ops change while the cluster runs. 8 February 2027 is a Monday. Measure 1 is led by c2.</summary>
public sealed class CalendarTests
{
    private static readonly DateTimeOffset Friday = new(2027, 2, 5, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Monday = new(2027, 2, 8);

    private static readonly CalendarYear Spring = new()
    {
        Year = 2027,
        Source = "通知",
        Holidays = [.. Enumerable.Range(0, 5).Select(Monday.AddDays)],
        Workdays = [Monday.AddDays(5)],
    };

    [Fact]
    public async Task A_year_that_is_brought_in_is_counted_with_in_every_silo_and_what_was_provisional_before_is_counted_anew()
    {
        await using var town = await Town.Open(silos: 2, at: Friday);
        var plan = await town.Import(id => Documents.City(id));
        var orders = town.Grains.GetGrain<IOrderGrain>(plan);
        await Issue(orders, "k1");
        var before = Assert.Single((await orders.List(new()).InTime()).Items);
        Assert.Equal((Monday, true), (before.Due, before.DueIsProvisional));

        await Put(town, "c1", Spring);
        foreach (var silo in town.Cluster.Silos)
        {
            await Eventually.Becomes(() => !Office(silo).Days.IsWorkingDay(Monday));
            Assert.True(Office(silo).Days.IsWorkingDay(Monday.AddDays(5)));
        }

        await Issue(orders, "k2");
        await orders.Wake().InTime();
        await Eventually.Becomes(() => orders.List(new()), page => page.Items.All(order => order.Due == Monday.AddDays(5) && !order.DueIsProvisional));
    }

    [Fact]
    public async Task A_silo_that_starts_later_counts_with_it_from_its_first_moment()
    {
        await using var town = await Town.Open();
        await Put(town, "c1", Spring);

        var silo = await town.Cluster.StartSiloAsync(1, town.Cluster.Options).InTime();

        Assert.False(Office(silo).Days.IsWorkingDay(Monday));
    }

    [Fact]
    public async Task A_silo_that_cannot_read_what_was_brought_in_does_not_start_with_another_calendar()
    {
        await using var town = await Town.Open();
        town.Rows.ReadsFail = (state, _) => state == CalendarRow.StateName;

        await Assert.ThrowsAnyAsync<Exception>(() => town.Cluster.StartSiloAsync(1, town.Cluster.Options).InTime());

        town.Rows.ReadsFail = (_, _) => false;
        Assert.Single(town.Cluster.Silos);
    }

    [Fact]
    public async Task A_year_whose_write_nobody_knows_of_is_counted_with_once_it_is_there()
    {
        await using var town = await Town.Open();
        town.Rows.FailNext(Fault.UnknownCommitted, (state, _) => state == CalendarRow.StateName);
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => Calendars(town).Put(Command("c1", Spring)).InTime());

        await Eventually.Becomes(() => !Office(town.Cluster.Silos[0]).Days.IsWorkingDay(Monday));
        var again = await Eventually.Becomes(() => Calendars(town).Put(Command("c1", Spring)), outcome => outcome.Refusal is null);
        Assert.Equal((true, 1L), (again.Repeated, again.Calendar!.Version));
    }

    private static ICalendarGrain Calendars(Town town) => town.Grains.GetGrain<ICalendarGrain>(ICalendarGrain.Key);

    private static PutCalendar Command(string id, CalendarYear calendar) => new() { Id = id, By = "ops", Calendar = calendar };

    private static async Task Put(Town town, string id, CalendarYear calendar) =>
        Assert.Null((await Calendars(town).Put(Command(id, calendar)).InTime()).Refusal?.Code);

    private static async Task Issue(IOrderGrain orders, string id)
    {
        var issue = new IssueOrder { Unit = "c2", Measures = [1], Demand = "限期完成", DueInWorkingDays = 1 };
        Assert.Null((await orders.Submit(new() { Id = id, Actor = People.Reviewer, No = 0, Command = issue }).InTime()).Refusal?.Code);
    }

    private static OfficeCalendar Office(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<OfficeCalendar>();
}
