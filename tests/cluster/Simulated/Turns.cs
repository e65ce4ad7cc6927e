using System.Reflection;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>Something that runs in turns, one after the other: an activation, or the people outside. Which of several goes next, chance says.</summary>
internal abstract class Turns(World world) : TaskScheduler
{
    private delegate void Setter(IGrainContext? next, out IGrainContext? before);

    /// <summary>Orleans lets nobody but its own schedulers say whose turn it is.</summary>
    private static readonly Setter SetContext = typeof(Grain).Assembly.GetType("Orleans.Runtime.RuntimeContext")!
        .GetMethod("SetExecutionContext", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Setter>();

    private readonly Queue<Task> _turns = new();
    private bool _running;

    protected World World { get; } = world;

    /// <summary>Its number in the order of their making.</summary>
    public long No { get; } = world.NextNo();

    /// <summary>The grain whose turns these are.</summary>
    protected virtual IGrainContext? Context => null;

    /// <summary>Whether it runs at all: what belongs to a dead silo does not, and what belongs to a paused one does not now.</summary>
    public virtual bool Lives => true;

    public bool HasTurns => _turns.Count > 0;

    public void TakeTurn()
    {
        SetContext(Context, out var before);
        _running = true;
        try
        {
            TryExecuteTask(_turns.Dequeue());
        }
        finally
        {
            _running = false;
            SetContext(before, out _);
        }
    }

    /// <summary>Runs it here, as turns of its own.</summary>
    public Task<T> Run<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    public Task Run(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        World.MustBeHere();
        _turns.Enqueue(task);
        World.Wants(this);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => _running && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _turns;
}

/// <summary>Those outside the cluster.</summary>
internal sealed class Outside(World world) : Turns(world);
