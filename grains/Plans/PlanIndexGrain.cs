using Rectification.Storage;

namespace Rectification.Plans;

[GrainType("plan-index")]
internal sealed class PlanIndexGrain([PersistentState("plans-v1")] IPersistentState<NameListRow> stored) : Grain, IPlanIndexGrain
{
    public Task Add(string plan) => stored.AddName(plan);

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>(stored.State.Names);
}
