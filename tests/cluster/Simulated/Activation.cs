using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Core;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>One grain of the product as it is, living in a silo that is none: its turns, its requests by Orleans' rules, its end.</summary>
internal sealed class Activation : Turns, IGrainContext
{
    private readonly Silo _silo;
    private readonly Type _class;
    private readonly bool _reentrant;
    private readonly Queue<Message> _waiting = new();
    private readonly List<IStorage> _states = [];
    private readonly TaskCompletionSource _deactivated = new();
    private object? _grain;
    private bool _active;
    private bool _ending;
    private bool _gone;
    private int _running;

    /// <summary>A request that lets nothing in but what always interleaves.</summary>
    private Message? _blocking;

    public Activation(World world, Silo silo, GrainId id, Type grainClass) : base(world)
    {
        (_silo, _class, GrainId) = (silo, grainClass, id);
        _reentrant = grainClass.IsDefined(typeof(ReentrantAttribute), inherit: true);
        CanIdle = !grainClass.GetCustomAttributes<CollectionAgeLimitAttribute>(inherit: true).Any(limit => limit.AlwaysActive);
        GrainReference = world.Wire.Reference(id);
    }

    public GrainId GrainId { get; }

    public GrainReference GrainReference { get; }

    public Silo Silo => _silo;

    public object? GrainInstance => _grain;

    public override bool Lives => _silo.Runs;

    public bool CanIdle { get; }

    public bool IsIdle => _active && !_ending && _running == 0 && _waiting.Count == 0 && !HasTurns;

    public ActivationId ActivationId => default;

    public GrainAddress Address => throw new NotSupportedException();

    public IServiceProvider ActivationServices => _silo.Services;

    public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException();

    public IWorkItemScheduler Scheduler => throw new NotSupportedException();

    public Task Deactivated => _deactivated.Task;

    protected override IGrainContext Context => this;

    public void Begin() => _ = Run(Activate);

    public void Receive(Message message)
    {
        if (_gone)
        {
            World.Deliver(message);
        }
        else if (!_active || _ending || !MayRun(message))
        {
            _waiting.Enqueue(message);
        }
        else
        {
            Start(message);
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        _ending = true;
        EndWhenQuiet();
    }

    public object GetTarget() => _grain!;

    public object GetComponent(Type componentType) => null!;

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => throw new NotSupportedException();

    public void ReceiveMessage(object message) => throw new NotSupportedException();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{GrainId}@{_silo.Name}";

    private bool MayRun(Message message) => _blocking is null || _reentrant || message.Interleaves;

    private void Start(Message message)
    {
        _running++;
        if (!message.Interleaves && !_reentrant)
        {
            _blocking = message;
        }

        _ = Run(() => Invoke(message));
    }

    private async Task Invoke(Message message)
    {
        Response response;
        try
        {
            message.Request.SetTarget(this);
            response = await message.Request.Invoke();
        }
        catch (Exception problem)
        {
            response = Response.FromException(problem);
        }

        message.Answer(response);
        _running--;
        if (_blocking == message)
        {
            _blocking = null;
        }

        if (response.Exception is InconsistentStateException)
        {
            // As the runtime does: what met another writer's row may not live on.
            _ending = true;
        }

        while (!_ending && _waiting.TryPeek(out var next) && MayRun(next))
        {
            Start(_waiting.Dequeue());
        }

        EndWhenQuiet();
    }

    private void EndWhenQuiet()
    {
        if (_ending && _active && _running == 0 && !_gone)
        {
            _active = false;
            _ = Run(End);
        }
    }

    private async Task End()
    {
        try
        {
            await ((IGrainBase)_grain!).OnDeactivateAsync(new(DeactivationReasonCode.ApplicationRequested, "simulated"), CancellationToken.None);
        }
        finally
        {
            Leave();
            while (_waiting.TryDequeue(out var message))
            {
                World.Deliver(message);
            }
        }
    }

    private async Task Activate()
    {
        try
        {
            _grain = Construct();
            foreach (var state in _states)
            {
                await state.ReadStateAsync();
            }

            await ((IGrainBase)_grain).OnActivateAsync(CancellationToken.None);
            _active = true;
        }
        catch (Exception problem)
        {
            Leave();
            while (_waiting.TryDequeue(out var message))
            {
                message.Answer(Response.FromException(problem));
            }

            return;
        }

        while (!_ending && _waiting.TryPeek(out var next) && MayRun(next))
        {
            Start(_waiting.Dequeue());
        }

        EndWhenQuiet();
    }

    private void Leave()
    {
        _gone = true;
        _silo.Forget(this);
        _deactivated.TrySetResult();
    }

    private object Construct() => _class.GetConstructors().Single() is var made
        ? made.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. made.GetParameters().Select(Argument)], null)
        : throw new InvalidOperationException();

    private object? Argument(ParameterInfo wanted)
    {
        if (wanted.GetCustomAttribute<PersistentStateAttribute>() is { } stored)
        {
            var state = Activator.CreateInstance(
                typeof(StoredState<>).MakeGenericType(wanted.ParameterType.GenericTypeArguments[0]), _silo.Storage, stored.StateName, GrainId)!;
            _states.Add((IStorage)state);
            return state;
        }

        return wanted.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? _silo.Services.GetRequiredKeyedService(wanted.ParameterType, keyed.Key)
            : _silo.Services.GetRequiredService(wanted.ParameterType);
    }
}

/// <summary>A grain's row as the grain holds it.</summary>
internal sealed class StoredState<T>(IGrainStorage storage, string name, GrainId id) : IPersistentState<T>
{
    private readonly GrainState<T> _row = new();

    public T State { get => _row.State!; set => _row.State = value; }

    public string? Etag => _row.ETag;

    public bool RecordExists => _row.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, id, _row);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, id, _row);

    public Task ClearStateAsync() => throw new NotSupportedException("No grain of the product clears a row.");
}

/// <summary>A call on its way.</summary>
internal sealed class Message(World world, GrainId target, IInvokable request, InvokeMethodOptions options, Silo? from)
{
    private readonly TaskCompletionSource<Response> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainId Target => target;

    public IInvokable Request => request;

    public Silo? From => from;

    /// <summary>The silo it was delivered to.</summary>
    public Silo? At { get; set; }

    public bool Interleaves => (options & InvokeMethodOptions.AlwaysInterleave) != 0;

    public Task<Response> Answered => _answer.Task;

    public void Answer(Response response) => world.Answer(this, response);

    /// <summary>The caller has it; what comes later, or again, is dropped.</summary>
    public void Arrived(Response response) => _answer.TrySetResult(response);
}
