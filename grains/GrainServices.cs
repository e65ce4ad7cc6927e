using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rectification.Counting;
using Rectification.LookBacks;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Signals;
using Rectification.Storage;
using Rectification.Telemetry;
using Rectification.Trails;
using Rectification.Units;

namespace Rectification;

/// <summary>What the grains need of their silo beside its storage and reminders.</summary>
public static class GrainServices
{
    /// <summary>Adds it. The field's clock may be given under <see cref="Clocks.Key"/>; otherwise it is the real one.</summary>
    public static IServiceCollection AddRectificationGrains(this IServiceCollection services)
    {
        services.TryAddKeyedSingleton(Clocks.Key, TimeProvider.System);
        return services
            .AddSingleton<RowStore>()
            .AddSingleton<PlanFrames>()
            .AddSingleton<RosterReader>()
            .AddSingleton<UnitSweep>()
            .AddSingleton<UnitServices>()
            .AddSingleton<Replay>()
            .AddSingleton<WholeTrails>()
            .AddSingleton<PaperScan>()
            .AddSingleton<CandidateReader>()
            .AddSingleton<PointRows>()
            .AddSingleton<LocalCounters>()
            .AddSingleton<FigureBoard>();
    }
}
