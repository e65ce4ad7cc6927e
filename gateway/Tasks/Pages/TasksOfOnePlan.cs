using System.Collections;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Tasks.Pages;

/// <summary>The tasks a person has in one plan, each with the plan.</summary>
internal sealed class TasksOfOnePlan(PlanFrame frame, IReadOnlyList<OpenTask> tasks) : IReadOnlyList<(PlanFrame Frame, OpenTask Task)>
{
    public int Count => tasks.Count;

    public (PlanFrame Frame, OpenTask Task) this[int index] => (frame, tasks[index]);

    public IEnumerator<(PlanFrame Frame, OpenTask Task)> GetEnumerator()
    {
        foreach (var task in tasks)
        {
            yield return (frame, task);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
