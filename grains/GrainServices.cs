using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Counting;
using Rectification.Denials;
using Rectification.Digests;
using Rectification.Drafts;
using Rectification.Escalations;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Notifications;
using Rectification.Opinions;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Seals;
using Rectification.Signals;
using Rectification.Storage;
using Rectification.Telemetry;
using Rectification.Trails;
using Rectification.Units;
using Rectification.Waiting;

namespace Rectification;

/// <summary>What the grains need of their silo beside its storage and reminders.</summary>
public static class GrainServices
{
    /// <summary>
    /// Adds it. The field's clock may be given under <see cref="Clocks.Key"/>; otherwise it is the real one; so may the files of working days,
    /// otherwise there are none.
    /// </summary>
    public static IServiceCollection AddRectificationGrains(this IServiceCollection services)
    {
        services.TryAddKeyedSingleton(Clocks.Key, TimeProvider.System);
        services.TryAddSingleton(new OfficeCalendar([]));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CalendarWatch>();
        services.AddKeyedSingleton(Clocks.Key, static (provider, key) => new AlarmClock(provider.GetRequiredKeyedService<TimeProvider>(key)));
        services.AddSingleton(static provider => new AlarmClock(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IMailSender, NoMail>();
        return services
            .AddSingleton<RowStore>()
            .AddSingleton<PlanFrames>()
            .AddSingleton<RosterReader>()
            .AddSingleton<PlanServices>()
            .AddSingleton<PlanTexts>()
            .AddSingleton<KnownMeasures>()
            .AddSingleton<UnitSweep>()
            .AddSingleton<UnitServices>()
            .AddSingleton<Replay>()
            .AddSingleton<KnownPast>()
            .AddSingleton<RosterLines>()
            .AddSingleton<SealRows>()
            .AddSingleton<WholeTrails>()
            .AddSingleton<PaperScan>()
            .AddSingleton<CandidateReader>()
            .AddSingleton<PointRows>()
            .AddSingleton<DigestReader>()
            .AddSingleton<DigestRows>()
            .AddSingleton<LocalCounters>()
            .AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>()
            .AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>()
            .AddSingleton<WebhookNetworks>()
            .AddSingleton<OutboxBoard>()
            .AddSingleton<ReaderServices>()
            .AddSingleton<WebhookSender>()
            .AddSingleton<IAudienceDirectory, AudienceDirectory>()
            .AddSingleton<FigureBoard>()
            .AddSingleton<PlanBoard>()
            .AddSingleton<UnitTraffic>()
            .AddChains();
    }

    /// <summary>What seals fix and exports contain.</summary>
    private static IServiceCollection AddChains(this IServiceCollection services) => services
        .AddPlanChain<IPlanGrain>(PlanGrain.ChainName)
        .AddPlanChain<IPlanDraftGrain>(PlanDraftGrain.ChainName, whereUsed: true)
        .AddPlanChain<IDenialGrain>(DenialGrain.ChainName)
        .AddPlanChain<ISealGrain>(SealGrain.ChainName)
        .AddPlanChain<IEscalationGrain>(EscalationGrain.ChainName)
        .AddPlanChain<IOrderGrain>(OrderGrain.ChainName)
        .AddPlanChain<ILookBackGrain>(LookBackGrain.ChainName)
        .AddPlanChain<IDigestGrain>(DigestGrain.ChainName, whereUsed: true)
        .AddPlanChain<IPaperGrain>(PaperGrain.ChainName, whereUsed: true)
        .AddPlanChain<INoticeGrain>(NoticeGrain.ChainName, whereUsed: true)
        .AddPlanChain<IOpinionGrain>(OpinionGrain.ChainName, whereUsed: true)
        .AddSingleton<IChainSource, ProblemChains>()
        .AddSingleton<IChainSource, MeasureChains>();

    private static IServiceCollection AddPlanChain<TGrain>(this IServiceCollection services, string name, bool whereUsed = false)
        where TGrain : IChainGrain =>
        services.AddSingleton<IChainSource>(grains => new PlanChain<TGrain>(grains.GetRequiredService<IGrainFactory>(), name, whereUsed));
}
