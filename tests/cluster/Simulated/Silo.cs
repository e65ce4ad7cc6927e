using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Core;
using Orleans.Storage;
using Orleans.Timers;
using Rectification.Calendars;
using Rectification.Counting;
using Rectification.Storage;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>One life of a silo: the product's services as <c>AddRectificationGrains</c> registers them, over the world's time, line and store.</summary>
internal sealed class Silo : IGrainRuntime, ITimerRegistry, IWriterFence, IDisposable
{
    private readonly World _world;
    private readonly ServiceProvider _services;
    private readonly List<Activation> _activations = [];
    private readonly Turns _watch;

    public Silo(World world, string name)
    {
        (_world, Name) = (world, name);
        Storage = new SiloStorage(world.Store, this, world.Wire.Serializer, world.Wire.Activators);
        var office = new OfficeCalendar([]);
        office.Take(null);
        _services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOptions()
            .AddSingleton<TimeProvider>(world.Time).AddKeyedSingleton<TimeProvider>(Clocks.Key, world.Field).AddSingleton(world.Chance)
            .AddSingleton(office).AddSingleton(world.Wire.Grains).AddSingleton(world.Wire.Serializer).AddSingleton(world.Wire.Activators)
            .AddSingleton<IGrainRuntime>(this).AddSingleton<ITimerRegistry>(this).AddSingleton<IWriterFence>(this)
            .AddSingleton<IReminderRegistry>(world.Reminders)
            .AddKeyedSingleton("Default", Storage).AddSingleton(Storage)
            .AddRectificationGrains()
            .BuildServiceProvider();
        _watch = new Watch(world, this);
    }

    public string Name { get; }

    public IGrainStorage Storage { get; }

    public IServiceProvider Services => _services;

    /// <summary>Its turns are taken now.</summary>
    public bool Runs { get; set; } = true;

    /// <summary>The others have given it up.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>The store takes nothing from it any more.</summary>
    public bool IsFenced { get; set; }

    public IReadOnlyList<Activation> Activations => _activations;

    public void Add(Activation activation) => _activations.Add(activation);

    public void Forget(Activation activation)
    {
        _activations.Remove(activation);
        _world.Forget(activation);
    }

    /// <summary>Another silo is gone: as the product does, every counter here sweeps.</summary>
    public void Departed()
    {
        Get<LocalCounters>().ClusterChanged();
        _ = _watch.Run(() => Get<LocalCounters>().SweepAll(CancellationToken.None));
    }

    /// <summary>It goes on after a pause.</summary>
    public void Resume()
    {
        Runs = true;
        _world.Wants(_watch);
        _activations.ForEach(_world.Wants);
    }

    public Task FenceDeparted(CancellationToken cancellation) => _world.Store.Fence();

    public string SiloIdentity => Name;

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public IGrainFactory GrainFactory => _world.Wire.Grains;

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => _services;

    public TimeProvider TimeProvider => _world.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "it asked for it"));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
    }

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => throw new NotSupportedException();

    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> asyncCallback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException();

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        new GrainTimer(_world.Field.CreateTimer(
            _ => _ = ((Activation)grainContext).Run(() => callback(state, CancellationToken.None)), null, options.DueTime, options.Period));

    public void Dispose() => _services.Dispose();

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private sealed class GrainTimer(ITimer timer) : IGrainTimer
    {
        public void Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose() => timer.Dispose();
    }

    /// <summary>What runs in a silo and belongs to no grain.</summary>
    private sealed class Watch(World world, Silo silo) : Turns(world)
    {
        public override bool Lives => silo.Runs;
    }
}
