using Rectification.Gateway.Auth;
using Rectification.Gateway.Orders.Pages;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Review.Pages;
using Rectification.Gateway.Tasks.Pages;

namespace Rectification.Gateway.Work.Pages;

/// <summary>What waits for a person in a plan.</summary>
/// <param name="Tasks">Tasks that are not done.</param>
/// <param name="Overdue">How many of them are past their deadline.</param>
/// <param name="Reviews">What waits for the person's decision.</param>
/// <param name="Orders">Orders in which the next act is the person's.</param>
public sealed record PlanWork(int Tasks, int Overdue, int Reviews, int Orders)
{
    public static readonly PlanWork None = new(0, 0, 0, 0);

    public bool IsAny => Tasks + Reviews + Orders > 0;
}

/// <summary>Finds in which plans something waits for a person: the same lists that the pages of tasks, reviews and orders show.</summary>
internal sealed class PlanWorkReader(IGrainFactory grains, PlanCache frames, TaskReader tasks, ReviewQueue queue)
{
    /// <summary>By plan; a plan in which nothing waits may be left out.</summary>
    public async Task<IReadOnlyDictionary<string, PlanWork>> Read(Caller caller)
    {
        var open = tasks.Read(caller);
        var reviews = queue.For(caller);
        var orders = OrderList.Waiting(grains, frames, caller);
        await Task.WhenAll(open, reviews, orders);
        var work = new Dictionary<string, PlanWork>(StringComparer.Ordinal);
        foreach (var plan in (await open).Open.GroupBy(one => one.Frame.Plan, StringComparer.Ordinal))
        {
            work[plan.Key] = PlanWork.None with { Tasks = plan.Count(), Overdue = plan.Count(one => one.Task.Overdue) };
        }

        foreach (var plan in (await reviews).GroupBy(item => item.Frame.Plan, StringComparer.Ordinal))
        {
            work[plan.Key] = work.GetValueOrDefault(plan.Key, PlanWork.None) with { Reviews = plan.Count() };
        }

        foreach (var (plan, count) in (await orders).Where(pair => pair.Value > 0))
        {
            work[plan] = work.GetValueOrDefault(plan, PlanWork.None) with { Orders = count };
        }

        return work;
    }
}
