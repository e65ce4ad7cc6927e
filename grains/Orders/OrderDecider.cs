using System.Globalization;
using Rectification.Calendars;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rules;
using static Rectification.Orders.OrderRefusals;

namespace Rectification.Orders;

/// <summary>What stands around an order while its rules are applied.</summary>
/// <param name="IsUnit">Whether the plan has the unit.</param>
/// <param name="Measures">The measures a command names, as far as the plan has them.</param>
/// <param name="Days">The working days.</param>
/// <param name="Today">The plan's day.</param>
/// <param name="NextNo">The number of the next order.</param>
public sealed record OrderContext(Func<string, bool> IsUnit, IReadOnlyDictionary<int, MeasureDefinition> Measures, WorkingDays Days, DateOnly Today,
    int NextNo);

/// <summary>What the rules say to a command: a refusal, or the event that follows from it.</summary>
public readonly record struct OrderVerdict(Refusal? Refusal, OrderEvent? Event)
{
    public static implicit operator OrderVerdict(Refusal refusal) => new(refusal, null);

    public static implicit operator OrderVerdict(OrderEvent happened) => new(null, happened);
}

/// <summary>
/// The rules of a supervision order as one pure function, each command checked in one order: right, shape, state.
/// <c>docs/reference/orders.md</c> says the same in words.
/// </summary>
public static class OrderDecider
{
    public const int MaxMeasures = 200;
    public const int MaxWorkingDays = 60;
    public const int MaxReturns = 20;

    /// <summary>Most orders of a plan.</summary>
    public const int MaxOrders = 10_000;

    /// <summary>An order is asked again by the clock only once.</summary>
    private const int LastRound = 2;

    private static readonly FourEyesRefusals Breaches = new()
    {
        IsAsker = ReviewerAnswered,
        IsOfLeadUnit = ReviewerIsOfUnit,
        IsOfOtherUnit = ReviewerIsOfUnit,
        WasOfLeadUnit = ReviewerWasOfUnit,
        WasOfOtherUnit = ReviewerWasOfUnit,
        IsReviewer = ReviewerAnswered,
    };

    /// <param name="context">What the plan says.</param>
    /// <param name="order">The order as it is; none when one is issued, or when there is none of that number.</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who wants it.</param>
    public static OrderVerdict Decide(OrderContext context, OrderState? order, OrderCommand command, Actor actor) =>
        Right(order, command, actor) is { } no ? no : command switch
        {
            IssueOrder c => Issue(context, c),
            _ when order is null => Unknown,
            AnswerOrder c => Answer(order, c),
            ReturnOrder c => Return(context, order, c),
            CloseOrder c => Close(order, c),
            _ => throw new InvalidOperationException($"No rule for the command {command.GetType().Name}."),
        };

    /// <summary>Why somebody may not send a command, whatever stands in it; none if he may. Of an order that is not there only the role is asked.</summary>
    public static Refusal? Right(OrderState? order, OrderCommand command, Actor actor) => command switch
    {
        IssueOrder => MayIssue(actor),
        AnswerOrder => !actor.Is(Roles.Reporter) ? NotReporter : order is null || actor.ActsForUnit(order.Issued.Unit) ? null : NotOfUnit,
        ReturnOrder or CloseOrder => !actor.Is(Roles.Reviewer) ? NotReviewer : order is null ? null : FourEyes.Breach(actor, ReviewOf(order), Breaches),
        _ => throw new InvalidOperationException($"No right for the command {command.GetType().Name}."),
    };

    /// <summary>Why somebody may issue no order, were it in shape; none if he may.</summary>
    public static Refusal? MayIssue(Actor actor, int nextNo) => MayIssue(actor) ?? (nextNo > MaxOrders ? TooManyOrders : null);

    private static Refusal? MayIssue(Actor actor) => actor.Is(Roles.Reviewer) ? null : NotReviewer;

    /// <summary>What an actor may do about an order: every act of <see cref="OrderActs"/>, put as well as it can be put.</summary>
    public static IReadOnlyDictionary<string, Refusal?> Allowed(OrderContext context, OrderState order, Actor actor)
    {
        Refusal? Ask(OrderCommand command) => Decide(context, order, command, actor).Refusal;
        return new Dictionary<string, Refusal?>(StringComparer.Ordinal)
        {
            [OrderActs.Answer] = Ask(new AnswerOrder { Text = "-" }),
            [OrderActs.Return] = Ask(new ReturnOrder { Reason = "-", Due = context.Today }),
            [OrderActs.Close] = Ask(new CloseOrder { Result = "-", Reason = "-" }),
            [OrderActs.CloseWithoutReason] = Ask(new CloseOrder { Result = "-" }),
        };
    }

    /// <summary>Whether the next act about an order is the actor's: the answer to an open one, the decision about one that is answered.</summary>
    public static bool WaitsFor(OrderState order, Actor actor) => order.Closed is null
        && Right(order, order.IsOpen ? new AnswerOrder { Text = "-" } : new ReturnOrder { Reason = "-" }, actor) is null;

    /// <summary>再次督办：what the clock alone does to an order that went unanswered; nothing if there is nothing to do.</summary>
    public static IReadOnlyList<OrderEvent> Repeat(OrderContext context, OrderState order)
    {
        if (!order.IsLate(context.Today) || order.RepeatedBy is not null || order.Issued.Round >= LastRound || context.NextNo > MaxOrders)
        {
            return [];
        }

        var due = order.WorkingDays is { } days ? CountedDay.After(context.Today, days, context.Days)
            : new(context.Today.AddDays(order.Due.DayNumber - order.Asked.DayNumber), null);
        var again = order.Issued with
        {
            Order = context.NextNo,
            Label = Label(context),
            Asked = context.Today,
            Due = due.Day,
            Provisional = due.Provisional,
            WorkingDays = order.WorkingDays,
            Round = order.Issued.Round + 1,
            Repeats = order.No,
        };
        return [new OrderRepeated { Order = order.No, RepeatedBy = again.Order }, again];
    }

    /// <summary>
    /// 暂定的期限：counted anew once the working days are known in which it lies, and as often as they change until then. Nothing for a day that was certain
    /// when it was set, or for an order that waits for no answer.
    /// </summary>
    public static OrderDuePlanned? PlanAnew(OrderContext context, OrderState order)
    {
        if (!order.Provisional || !order.IsOpen || order.RepeatedBy is not null || order.WorkingDays is not { } days)
        {
            return null;
        }

        var due = CountedDay.After(order.Asked, days, context.Days);
        return due.Day == order.Due && due.Provisional is true ? null : new() { Order = order.No, Due = due.Day, Provisional = due.Provisional };
    }

    private static OrderVerdict Issue(OrderContext context, IssueOrder command) =>
        Shape(context, command).FirstOrDefault() is { } wrong ? wrong
            : context.NextNo > MaxOrders ? TooManyOrders
            : OrderIssued.Of(command, context.NextNo, Label(context), context.Today, DueOf(context, command.Due, command.DueInWorkingDays));

    /// <summary>Everything in which an order to be issued is out of shape, in the order in which it is checked.</summary>
    public static IEnumerable<Refusal> Shape(OrderContext context, IssueOrder command)
    {
        var isUnit = context.IsUnit(command.Unit);
        if (!isUnit)
        {
            yield return UnitUnknown;
        }

        foreach (var wrong in MeasuresShape(context, command, isUnit))
        {
            yield return wrong;
        }

        if (!IsText(command.Demand))
        {
            yield return DemandMissing;
        }

        if (DueShape(context, command.Due, command.DueInWorkingDays) is { } no)
        {
            yield return no;
        }
    }

    private static OrderVerdict Answer(OrderState order, AnswerOrder command) =>
        !IsText(command.Text) ? TextMissing
        : command.Evidence.Count > MeasureDecider.MaxEvidence ? TooMuchEvidence
        : command.Evidence.Any(evidence => !MeasureDecider.IsEvidence(evidence, historical: false)) ? CommandRefusals.EvidenceMalformed
        : order.Closed is not null ? IsClosed
        : !order.IsOpen ? IsAnswered
        : new OrderAnswered { Order = order.No, Text = command.Text, Evidence = command.Evidence };

    private static OrderVerdict Return(OrderContext context, OrderState order, ReturnOrder command) =>
        !IsText(command.Reason) ? ReasonMissing
        : DueShape(context, command.Due, command.DueInWorkingDays) is { } no ? no
        : order.Closed is not null ? IsClosed
        : order.IsOpen ? NotAnswered
        : order.Returned.Length >= MaxReturns ? TooManyReturns
        : Returned(order, command, context.Today, DueOf(context, command.Due, command.DueInWorkingDays));

    private static OrderReturned Returned(OrderState order, ReturnOrder command, DateOnly today, CountedDay due) => new()
    {
        Order = order.No,
        Reason = command.Reason,
        Asked = today,
        Due = due.Day,
        WorkingDays = command.DueInWorkingDays,
        Provisional = due.Provisional,
    };

    private static OrderVerdict Close(OrderState order, CloseOrder command) =>
        !IsText(command.Result) ? ResultMissing
        : command.Reason is { } reason && !IsText(reason) ? ReasonMissing
        : order.Closed is not null ? IsClosed
        : order.IsOpen && command.Reason is null ? UnansweredNeedsReason
        : new OrderClosed { Order = order.No, Result = command.Result, Reason = command.Reason };

    /// <summary>Issuing the order asks the unit, and every answer asks the office.</summary>
    private static Reviewed ReviewOf(OrderState order) => new(order.Issued.Unit, [])
    {
        AskedBy = [.. order.Answers.Select(answer => new Party(answer.By, answer.OnBehalfOf))],
        AskedAt = order.IssuedAt,
    };

    private static IEnumerable<Refusal> MeasuresShape(OrderContext context, IssueOrder command, bool isUnit)
    {
        if (command.Measures.Count is < 1 or > MaxMeasures)
        {
            yield return MeasuresCount;
            yield break;
        }

        var seen = new HashSet<int>();
        for (var i = 0; i < command.Measures.Count; i++)
        {
            var no = command.Measures[i];
            var wrong = !seen.Add(no) ? MeasureRepeated
                : context.Measures.GetValueOrDefault(no) is not { } measure ? MeasureUnknown
                : isUnit && !measure.Involves(command.Unit) ? MeasureOfAnotherUnit
                : null;
            if (wrong is not null)
            {
                yield return wrong with { Pointer = string.Create(CultureInfo.InvariantCulture, $"/measures/{i}") };
            }
        }
    }

    private static Refusal? DueShape(OrderContext context, DateOnly? due, int? workingDays) =>
        due is null == workingDays is null ? DueMissing
        : due < context.Today ? DuePast
        : due > context.Today.AddYears(1) ? DueTooFar
        : workingDays is < 1 or > MaxWorkingDays ? WorkingDaysOutOfRange
        : null;

    private static CountedDay DueOf(OrderContext context, DateOnly? due, int? workingDays) =>
        due is { } day ? new(day, null) : CountedDay.After(context.Today, workingDays!.Value, context.Days);

    private static string Label(OrderContext context) => string.Create(CultureInfo.InvariantCulture, $"督办〔{context.Today.Year}〕{context.NextNo}号");

    private static bool IsText(string? text) => MeasureDecider.IsText(text, MeasureDecider.MaxText);
}
