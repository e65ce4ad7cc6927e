using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Orleans.TestingHost;
using Rectification.Documents;
using Rectification.Hosting;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Units;

namespace Rectification.Tests.Cluster.Support;

/// <summary>A cluster over one data base, and short ways to its grains.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static int _plans;
    private int _commands;

    private Town(InProcessTestCluster cluster, SharedRows rows, FakeTimeProvider? clock) => (Cluster, Rows, Clock) = (cluster, rows, clock);

    public InProcessTestCluster Cluster { get; }

    public SharedRows Rows { get; }

    /// <summary>The field's clock where the test moves it.</summary>
    public FakeTimeProvider? Clock { get; }

    public IGrainFactory Grains => Cluster.Client;

    /// <param name="silos">How many silos.</param>
    /// <param name="at">Where the field's clock stands, if the test moves it.</param>
    /// <param name="watched">Whether the store tells of every write, as the embedded one does.</param>
    public static async Task<Town> Open(short silos = 1, DateTimeOffset? at = null, bool watched = false)
    {
        var rows = new SharedRows();
        var clock = at is { } start ? new FakeTimeProvider(start) : null;
        var field = (TimeProvider?)clock ?? new RunningClock();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.Services.AddLogging(logging => logging.ClearProviders());
            silo.Services.AddKeyedSingleton<IGrainStorage>("Default", (services, _) => new SharedStorage(
                rows, services.GetRequiredService<Serializer>(), services.GetRequiredService<IActivatorProvider>(), watched));
            silo.Services.AddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>("Default"));
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DepartureWatch>();
            silo.Services.Configure<ClusterMembershipOptions>(options =>
            {
                // Sooner than in the field, and not so soon that a busy machine has silos given up that live.
                (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(2), 3, 1);
            });
            silo.Services.AddKeyedSingleton<TimeProvider>(Clocks.Key, field);
            silo.Services.AddRectificationGrains();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync().InTime();
        return new(cluster, rows, clock);
    }

    /// <summary>Brings a plan of the test's own in; returns its id.</summary>
    public async Task<string> Import(Func<string, PlanDocument> plan)
    {
        var document = plan($"plan{Interlocked.Increment(ref _plans)}");
        await Import(document, ImportResult.Created);
        return document.Id;
    }

    public Task<ImportOutcome> Import(PlanDocument document) =>
        Grains.GetGrain<IPlanGrain>(document.Id).Import(PlanNormalizer.Normalize(document), Source()).InTime();

    /// <summary>A change of a plan by ops, with what every change needs.</summary>
    public PlanSource Source(Actor? by = null, string? reason = "按会议纪要调整") => new()
    {
        Actor = by ?? People.Ops,
        Id = Interlocked.Increment(ref _commands).ToString(CultureInfo.InvariantCulture),
        Reason = reason,
        Document = "会议纪要第 3 期",
    };

    /// <summary>The document, brought in and, where it waits for that, approved by the principal leader.</summary>
    public async Task<ImportOutcome> Amended(PlanDocument document) => await Approved(document.Id, await Import(document));

    /// <summary>Single lines of a plan, changed and, where they wait for that, approved.</summary>
    public async Task<ImportOutcome> Amended(string plan, AmendmentDraft draft) =>
        await Approved(plan, await Grains.GetGrain<IPlanGrain>(plan).Amend(draft, Source()).InTime());

    /// <summary>What waits for approval is approved by the principal leader.</summary>
    public async Task<ImportOutcome> Approved(string plan, ImportOutcome outcome)
    {
        Assert.Null(outcome.Refusal);
        if (outcome.Result != ImportResult.Proposed)
        {
            return outcome;
        }

        var approval = new AmendmentReview { No = outcome.Amendment!.No, Act = AmendmentAct.Approve, Fingerprint = outcome.Amendment.Fingerprint };
        var approved = await Grains.GetGrain<IPlanGrain>(plan).Review(approval, Source(People.Leader)).InTime();
        Assert.Equal((null, ImportResult.Changed), (approved.Refusal?.Code, approved.Result));
        return approved;
    }

    public async Task Import(PlanDocument document, ImportResult expected)
    {
        var outcome = await Import(document);
        Assert.Equal(expected, outcome.Result);
    }

    public IMeasureGrain Measure(string plan, int no) => Grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString());

    public IProblemGrain Problem(string plan, int no) => Grains.GetGrain<IProblemGrain>(new NumberKey(plan, no).ToString());

    public IUnitGrain Unit(string plan, string unit)
    {
        var key = new NameKey(plan, unit).ToString();
        return unit[0] == 'd' ? Grains.GetGrain<IDepartmentGrain>(key) : Grains.GetGrain<ICountyGrain>(key);
    }

    public IRollupGrain Rollup(string plan, string region = PlanNormalizer.ImplicitRoot) =>
        Grains.GetGrain<IRollupGrain>(new NameKey(plan, region).ToString());

    public IPlanQueryGrain Query(string plan) => Grains.GetGrain<IPlanQueryGrain>(plan);

    /// <summary>The silo in which the grain's activation lives.</summary>
    public InProcessSiloHandle Home(IAddressable grain) =>
        Cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
            ? Cluster.GetSiloForAddress(context.Address.SiloAddress!)!
            : throw new InvalidOperationException($"{grain.GetGrainId()} is not active.");

    /// <summary>A command under an id of its own.</summary>
    public MeasureEnvelope Envelope(Actor actor, MeasureCommand command, string? id = null, DateTimeOffset? historicalAt = null) => new()
    {
        Id = id ?? Interlocked.Increment(ref _commands).ToString(CultureInfo.InvariantCulture),
        Actor = actor,
        Command = command,
        HistoricalAt = historicalAt,
    };

    public Task<MeasureOutcome> Submit(string plan, int no, Actor actor, MeasureCommand command, string? id = null) =>
        Measure(plan, no).Submit(Envelope(actor, command, id)).InTime();

    /// <summary>Submits what must be accepted.</summary>
    public async Task<MeasureOutcome> Accepted(string plan, int no, Actor actor, MeasureCommand command, string? id = null)
    {
        var outcome = await Submit(plan, no, actor, command, id);
        Assert.Null(outcome.Refusal?.Code);
        return outcome;
    }

    /// <summary>Everything reported, confirmed and requested.</summary>
    public async Task<MeasureOutcome> Request(string plan, MeasureDefinition measure)
    {
        var lead = People.Of(measure.LeadUnit);
        foreach (var unit in measure.AllUnits())
            await Accepted(plan, measure.No, People.Of(unit), new ReportProgress { Unit = unit, Percent = 100, Evidence = [new() { Sha256 = new('a', 64) }] });
        var assignments = (await Measure(plan, measure.No).Get())!.Assignments;
        foreach (var assignment in assignments.Where(assignment => !assignment.Lead && !assignment.Confirmed))
            await Accepted(plan, measure.No, lead, new ConfirmAssignment { Unit = assignment.Unit });
        return await Accepted(plan, measure.No, lead, new RequestSignOff { Person = "处长", Act = "建立台账", Result = "全部完成" });
    }

    /// <summary>One step of the review of what is pending.</summary>
    public async Task<MeasureOutcome> Review(string plan, int no, Actor reviewer, Decision decision = Decision.Approve) =>
        await Accepted(plan, no, reviewer, new ReviewSignOff
        {
            Decision = decision,
            Reason = decision == Decision.Return ? "证据不全" : null,
            Fingerprint = (await Measure(plan, no).Get())!.SignOff!.Fingerprint,
        });

    public async Task<MeasureOutcome> SignOff(string plan, MeasureDefinition measure)
    {
        await Request(plan, measure);
        await Review(plan, measure.No, People.Leader);
        return await Review(plan, measure.No, People.Reviewer);
    }

    /// <summary>Sends one command until it is answered by more than "not now", as a client does whose silo is gone.</summary>
    public Task<MeasureOutcome> Insist(string plan, int no, MeasureEnvelope envelope) => Eventually.Becomes(
        async () =>
        {
            try
            {
                return await Measure(plan, no).Submit(envelope);
            }
            catch (Exception problem)
                when (problem is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException or ConnectionFailedException)
            {
                return CommandRefusals.OutcomeUnknown with { En = problem.ToString() };
            }
        },
        outcome => outcome.Refusal?.Kind != RefusalKind.Unavailable);

    /// <summary>The silo is gone without a word, and the others know.</summary>
    public async Task Kill(InProcessSiloHandle silo)
    {
        var silos = Cluster.Silos.Count(other => other != silo);
        await Cluster.KillSiloAsync(silo).InTime();
        Assert.Equal(silos, Cluster.Silos.Count);
    }

    /// <summary>Recount agrees, and nothing is recovering any more.</summary>
    public async Task Settled(string plan)
    {
        var recount = await Eventually.Becomes(() => Query(plan).Recount(), view => view.Recovering == 0 && view.Mismatches.Count == 0);
        Assert.True(recount.Checked > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}
