using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;

namespace Rectification.Rosters;

/// <summary>What a grain of a plan takes from its silo: the plan as it is, the store, the clock of the field, and the real time, in which it waits.</summary>
internal sealed record PlanServices(
    PlanFrames Frames, RosterReader Rosters, RowStore Rows, [FromKeyedServices(Clocks.Key)] TimeProvider Clock, TimeProvider Real);
