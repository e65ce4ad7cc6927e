using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Orders;

internal sealed partial class OrderGrain
{
    /// <summary>What happened within this time before an activation is told again: the one before may have died over it.</summary>
    private static readonly TimeSpan ToldAgain = TimeSpan.FromDays(1);

    /// <summary>Most lines told again.</summary>
    private const int MaxToldAgain = 1_000;

    /// <summary>Per order, the version of the line that issued it.</summary>
    private readonly List<long> _issuedAt = [];
    private readonly Queue<ChainEntry<OrderEvent>> _recent = [];

    /// <summary>By the clock alone: what is to be told again, and the orders that went unanswered.</summary>
    private async Task Look()
    {
        await _gate.WaitAsync();
        try
        {
            if (await _plans.Frames.Get(Plan) is not { } frame)
            {
                DeactivateOnIdle();
                return;
            }

            while (_recent.TryDequeue(out var entry))
            {
                await Tell(frame, entry);
            }

            await PlanAnew(frame);
            await Repeat(frame);
            _alarm.Set(NextDue(frame));
        }
        catch (Exception problem)
        {
            // What failed is done by the next activation, which the plan's reminder makes within a minute.
            LogLookFailed(problem, Plan);
            DeactivateOnIdle();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task PlanAnew(PlanFrame frame)
    {
        var context = await Context(frame, []);
        foreach (var planned in _orders.Select(order => OrderDecider.PlanAnew(context, order)).OfType<OrderDuePlanned>().ToList())
        {
            await Tell(frame, await Append(frame, ByTheClock, $"plan.{planned.Order}.{planned.Due:yyyyMMdd}.{Chain.Head.Version}", "", planned));
        }
    }

    private async Task Repeat(PlanFrame frame)
    {
        var today = Today(frame);
        foreach (var order in _orders.Where(order => order.IsLate(today)).ToList())
        {
            if (OrderDecider.Repeat(await Context(frame, []), order) is { Count: > 0 } events)
            {
                await Tell(frame, await Append(frame, ByTheClock, $"repeat.{order.No}", "", [.. events]));
            }
        }
    }

    /// <summary>When the next order will be late that has not been asked again; <see langword="null"/> if none will.</summary>
    private DateTimeOffset? NextDue(PlanFrame frame)
    {
        var today = Today(frame);
        var waiting = _orders.Where(order => order.IsOpen && !order.IsLate(today) && order.RepeatedBy is null).Select(order => order.Due).ToList();
        return waiting.Count == 0 ? null : PlanCalendar.Of(frame.TimeZone).EndOf(waiting.Min());
    }

    private static readonly Actor ByTheClock = new() { Account = ChainEntries.System };

    private async Task<ChainEntry<OrderEvent>> Append(PlanFrame frame, Actor actor, string id, string body, params OrderEvent[] events)
    {
        var at = PlanCalendar.Of(frame.TimeZone).Local(NotBefore(_plans.Clock.GetUtcNow()));
        var entry = await Append(actor.Account, actor.OnBehalfOf, id, body, at, events);
        _alarm.Set(NextDue(frame));
        return entry;
    }

    /// <summary>The act is durable already: the caller is answered, and the next activation repeats failed notifications.</summary>
    private async Task Tell(PlanFrame frame, ChainEntry<OrderEvent> entry)
    {
        try
        {
            var notices = new List<Notification>();
            foreach (var happened in entry.Events)
            {
                var order = Find(happened.Order)!;
                if (OrderNotice.Of(order, happened, entry, await Leaders(frame, order)) is { } notice)
                {
                    notices.Add(notice);
                }
            }

            await GrainFactory.GetGrain<IOutboxGrain>(Plan).Post(notices);
        }
        catch (Exception problem)
        {
            LogNotTold(problem, Plan, entry.Version);
            DeactivateOnIdle();
        }
    }

    private async Task<IEnumerable<string>> Leaders(PlanFrame frame, OrderState order) =>
        (await Context(frame, order.Issued.Measures)).Measures.Values.Select(measure => measure.Leader).Distinct();

    /// <summary>The newest lines, as far as they are told again.</summary>
    private async Task Recall()
    {
        var since = _plans.Clock.GetUtcNow() - ToldAgain;
        foreach (var entry in await Chain.Entries(Chain.Head.Version - MaxToldAgain, MaxToldAgain))
        {
            if (entry.At > since)
            {
                _recent.Enqueue(entry);
            }
        }
    }

    protected override void Fold(ChainEntry<OrderEvent> entry)
    {
        foreach (var happened in entry.Events)
        {
            var next = OrderState.Apply(Find(happened.Order), happened, entry.By, entry.For, entry.At, entry.Version);
            if (happened.Order > _orders.Count)
            {
                _orders.Add(next);
                _issuedAt.Add(entry.Version);
            }
            else
            {
                _orders[happened.Order - 1] = next;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order check failed for plan {Plan}; retrying within a minute.")]
    private partial void LogLookFailed(Exception problem, string plan);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notification failed for line {Version} of the orders of plan {Plan}; retrying.")]
    private partial void LogNotTold(Exception problem, string plan, long version);
}
