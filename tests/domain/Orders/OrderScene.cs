using Rectification.Calendars;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Tests.Rules;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Orders;

/// <summary>A plan's orders for an example: measure 12 with its lead and supporting unit, measure 13 of somebody else.</summary>
internal sealed class OrderScene
{
    public static readonly Actor Reporter = Scene.LeadReporter;
    public static readonly Actor Office = Cast.Reviewer();
    public static readonly AnswerOrder Answer = new() { Text = "已完成整改" };
    public static readonly CloseOrder Close = new() { Result = "整改到位" };

    private static readonly Dictionary<int, MeasureDefinition> Roster = new()
    {
        [12] = Scene.Plain,
        [13] = Scene.Plain with { No = 13, LeadUnit = "elsewhere", Units = [] },
    };

    private long _version;

    /// <summary>A Friday.</summary>
    public DateOnly Today { get; set; } = new(2024, 11, 1);

    /// <summary>Some instant of the first day.</summary>
    public static DateTimeOffset Begin => new OrderScene().Now;

    public WorkingDays Days { get; set; } = WorkingDays.MondayToFriday;

    public DateTimeOffset Now => PlanCalendar.Of("Asia/Shanghai").StartOf(Today).AddHours(9);

    public List<OrderState> Orders { get; } = [];

    public HashSet<string> Heard { get; } = [];

    public IssueOrder Issue => new() { Unit = Worlds.Lead, Measures = [12], Demand = "限期完成", Due = Today.AddDays(3) };

    public ReturnOrder Return => new() { Reason = "佐证不足", Due = Today.AddDays(5) };

    public OrderState Order => Orders[0];

    public OrderContext Context => new(unit => unit is Worlds.Lead or Scene.Supporting, Roster, Days, Today, Orders.Count + 1);

    public Refusal? Ask(Actor actor, OrderCommand command, OrderState? order = null) =>
        OrderDecider.Decide(Context, order ?? Orders.FirstOrDefault(), command, actor).Refusal;

    public OrderScene Accepted(Actor actor, OrderCommand command)
    {
        var verdict = OrderDecider.Decide(Context, Orders.FirstOrDefault(), command, actor);
        Assert.Null(verdict.Refusal);
        return Apply(verdict.Event!, actor.Account, actor.OnBehalfOf);
    }

    public OrderScene Refused(Refusal refusal, Actor actor, OrderCommand command, string? pointer = null)
    {
        var told = Ask(actor, command);
        Assert.Equal((refusal.Code, pointer ?? refusal.Pointer), (told?.Code, told?.Pointer));
        Heard.Add(refusal.Code);
        return this;
    }

    public OrderScene After(int days)
    {
        Today = Today.AddDays(days);
        return this;
    }

    /// <summary>What the clock does to every order now.</summary>
    public IReadOnlyList<OrderEvent> ByTheClock()
    {
        var all = new List<OrderEvent>();
        foreach (var order in Orders.ToList())
        {
            foreach (var happened in OrderDecider.Repeat(Context, Orders[order.No - 1]))
            {
                Apply(happened, "-");
                all.Add(happened);
            }
        }

        return all;
    }

    private OrderScene Apply(OrderEvent happened, string by, string? onBehalfOf = null)
    {
        var known = happened.Order <= Orders.Count ? Orders[happened.Order - 1] : null;
        var next = OrderState.Apply(known, happened, by, onBehalfOf, Now, ++_version);
        if (known is null)
        {
            Orders.Add(next);
        }
        else
        {
            Orders[happened.Order - 1] = next;
        }

        return this;
    }
}
