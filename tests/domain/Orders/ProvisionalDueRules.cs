using Rectification.Calendars;
using Rectification.Orders;
using Rectification.Plans;

namespace Rectification.Tests.Orders;

/// <summary>Days that were counted in a year whose holidays are not announced yet. 3 February 2027 is a Wednesday.</summary>
public sealed class ProvisionalDueRules
{
    private static readonly CalendarYear Spring = new()
    {
        Year = 2027,
        Source = "通知",
        Holidays = [.. Enumerable.Range(0, 5).Select(new DateOnly(2027, 2, 8).AddDays)],
        Workdays = [new(2027, 2, 7)],
    };

    private static readonly WorkingDays Known = new([new() { Year = 2026, Source = "通知", Holidays = [], Workdays = [] }, Spring]);

    private readonly OrderScene _scene = new() { Today = new(2027, 2, 3), Days = WorkingDays.MondayToFriday };

    [Fact]
    public void A_day_counted_in_a_year_that_is_not_announced_is_provisional_and_counted_anew_once_it_is()
    {
        _scene.Accepted(OrderScene.Office, _scene.Issue with { Due = null, DueInWorkingDays = 4 });
        Assert.Equal((new DateOnly(2027, 2, 9), true), (_scene.Order.Due, _scene.Order.View(_scene.Today).DueIsProvisional));
        Assert.Null(OrderDecider.PlanAnew(_scene.Context, _scene.Order));

        _scene.Days = Known;
        _scene.Orders[0] = Applied(OrderDecider.PlanAnew(_scene.Context, _scene.Order)!);
        Assert.Equal((new DateOnly(2027, 2, 15), false), (_scene.Order.Due, _scene.Order.View(_scene.Today).DueIsProvisional));
        Assert.Null(OrderDecider.PlanAnew(_scene.Context, _scene.Order));
    }

    [Fact]
    public void A_day_that_comes_out_the_same_loses_its_mark_only()
    {
        _scene.Accepted(OrderScene.Office, _scene.Issue with { Due = null, DueInWorkingDays = 2 });
        _scene.Days = Known;
        Assert.Equal(new OrderDuePlanned { Order = 1, Due = new(2027, 2, 5) }, OrderDecider.PlanAnew(_scene.Context, _scene.Order));
    }

    [Fact]
    public void Of_two_years_the_second_keeps_a_day_provisional()
    {
        _scene.Today = new(2026, 12, 30);
        _scene.Days = new([new() { Year = 2026, Source = "通知", Holidays = [], Workdays = [] }]);
        _scene.Accepted(OrderScene.Office, _scene.Issue with { Due = null, DueInWorkingDays = 1 });
        Assert.False(_scene.Order.Provisional);

        _scene.Accepted(OrderScene.Office, _scene.Issue with { Due = null, DueInWorkingDays = 2 });
        Assert.True(_scene.Orders[1].Provisional);
    }

    [Fact]
    public void A_day_that_was_stated_is_certain_and_what_waits_for_no_answer_stays()
    {
        _scene.Accepted(OrderScene.Office, _scene.Issue);
        Assert.False(_scene.Order.Provisional);

        var counted = new OrderScene { Today = new(2027, 2, 3) };
        counted.Accepted(OrderScene.Office, counted.Issue with { Due = null, DueInWorkingDays = 4 }).Accepted(OrderScene.Reporter, OrderScene.Answer);
        counted.Days = Known;
        Assert.Null(OrderDecider.PlanAnew(counted.Context, counted.Order));
        Assert.False(counted.Order.View(counted.Today).DueIsProvisional);

        counted.Accepted(OrderScene.Office, counted.Return with { Due = null, DueInWorkingDays = 4 });
        Assert.False(counted.Order.Provisional);
    }

    [Fact]
    public void The_time_of_objection_is_counted_anew_while_it_runs()
    {
        var today = new DateOnly(2027, 2, 3);
        var state = ClosingState.Open with
        {
            Objection = new() { OpenedAt = default, By = "office", WorkingDays = 4, LastDay = new(2027, 2, 9), LastDayIsProvisional = true },
        };

        Assert.Null(ClosingDecider.PlanAnew(state, _ => today, today, WorkingDays.MondayToFriday));
        Assert.Equal(new ObjectionPlanned { LastDay = new(2027, 2, 15) }, ClosingDecider.PlanAnew(state, _ => today, today, Known));
        Assert.Null(ClosingDecider.PlanAnew(state, _ => today, new(2027, 2, 10), Known));
        Assert.Null(ClosingDecider.PlanAnew(state with { Objection = state.Objection! with { LastDayIsProvisional = false } }, _ => today, today, Known));
    }

    private OrderState Applied(OrderEvent happened) => OrderState.Apply(_scene.Order, happened, "-", null, _scene.Now, version: 9);
}
