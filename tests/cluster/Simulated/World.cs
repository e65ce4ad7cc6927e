using System.Runtime.ExceptionServices;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>How often something goes wrong, as shares of one.</summary>
internal sealed record Faults(
    double CallLost = 0, double AnswerLost = 0, double CallTwice = 0, double CallLate = 0,
    double WriteRefused = 0, double WriteUnknown = 0, double WriteLost = 0, double ReadFails = 0);

/// <summary>
/// Everything there is, on one thread: silos, their activations, the lines between them, the store, time. Whatever is open — whose turn is next, how
/// long a call takes, what fails — is drawn from one seed, so that a run is the same each time.
/// </summary>
internal sealed class World : IDisposable
{
    /// <summary>What an answer may take where the method does not say otherwise.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Silos = 3;

    private static readonly GrainType[] Units = [GrainType.Create("county"), GrainType.Create("department")];

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Turns> _ready = [];
    private readonly HashSet<Turns> _queued = [];
    private readonly Dictionary<GrainId, Activation> _directory = [];
    private readonly List<Message> _inHand = [];
    private readonly List<Silo> _living = [];
    private readonly List<Silo> _all = [];
    private Turns? _now;
    private volatile string? _strayed;
    private int _lives;
    private long _numbers;

    public World(Wire wire, int seed, DateTimeOffset start)
    {
        (Wire, Chance, Time) = (wire, new Random(seed), new VirtualTime(start));
        wire.World = this;
        Field = new(Time);
        Store = new(this);
        Reminders = new(this);
        Outside = new Outside(this);
        for (var n = 0; n < Silos; n++)
        {
            StartSilo();
        }
    }

    public Wire Wire { get; }

    public Random Chance { get; }

    public VirtualTime Time { get; }

    public FieldClock Field { get; }

    public Store Store { get; }

    public Reminders Reminders { get; }

    public Outside Outside { get; }

    public Faults Faults { get; set; } = new();

    public IEnumerable<Silo> GivenUp => _all.Where(silo => silo.IsGivenUp);

    /// <summary>Silos that take turns and that nobody has given up.</summary>
    public IReadOnlyList<Silo> Living => _living;

    public IEnumerable<Activation> Activations => _living.SelectMany(silo => silo.Activations);

    /// <summary>What was done so far, as one number: two runs of one seed have the same.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037;

    /// <summary>Told of each turn that is taken.</summary>
    public Action<string>? Trace { get; set; }

    public long TurnsTaken { get; private set; }

    public long Calls { get; private set; }

    /// <summary>Calls of counties and departments.</summary>
    public long CallsOfUnits { get; private set; }

    public int SilosLost { get; private set; }

    public long NextNo() => ++_numbers;

    public bool Happens(double share) => share > 0 && Chance.NextDouble() < share;

    /// <summary>What something near takes: mostly little.</summary>
    public TimeSpan Short() => TimeSpan.FromMicroseconds(100 + Chance.Next(1_500))
        + (Happens(Faults.CallLate) ? TimeSpan.FromMilliseconds(Chance.Next(400)) : TimeSpan.Zero);

    /// <summary>Takes turns and lets time pass until it is done.</summary>
    /// <exception cref="TimeoutException">It was not within so much of the world's time.</exception>
    public T Do<T>(Func<Task<T>> work, TimeSpan limit)
    {
        var (until, done, result, failed) = (Time.GetUtcNow() + limit, false, default(T), default(ExceptionDispatchInfo));
        _ = Outside.Run(async () =>
        {
            try
            {
                result = await work();
            }
            catch (Exception problem)
            {
                failed = ExceptionDispatchInfo.Capture(problem);
            }

            done = true;
        });
        while (!done)
        {
            if (!Step(until))
            {
                throw new TimeoutException($"Not done within {limit} of the simulated time.");
            }
        }

        failed?.Throw();
        return result!;
    }

    public void Do(Func<Task> work, TimeSpan limit) => Do(async () =>
    {
        await work();
        return true;
    }, limit);

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan span)
    {
        for (var until = Time.GetUtcNow() + span; Step(until);)
        {
        }
    }

    public void Wants(Turns turns)
    {
        if (turns.HasTurns && turns.Lives && _queued.Add(turns))
        {
            _ready.Add(turns);
        }
    }

    /// <summary>What goes to another thread cannot be repeated: the run fails.</summary>
    public void MustBeHere()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _strayed ??= Environment.StackTrace;
        }
    }

    public Task<Response> Send(GrainId target, IInvokable request, InvokeMethodOptions options)
    {
        MustBeHere();
        Calls++;
        CallsOfUnits += Units.Contains(target.Type) ? 1 : 0;
        var message = new Message(this, target, request, options, (_now as Activation)?.Silo);
        Time.After(
            request.GetDefaultResponseTimeout() ?? Patience,
            () => message.Arrived(Response.FromException(new TimeoutException($"No answer from {target}."))));
        if (Happens(Faults.CallTwice))
        {
            var again = new Message(this, target, Wire.Copy(request), options, message.From);
            Time.After(Short() + TimeSpan.FromMilliseconds(Chance.Next(2_000)), () => Deliver(again));
        }

        if (!Happens(Faults.CallLost))
        {
            Time.After(Short(), () => Deliver(message));
        }

        return message.Answered;
    }

    public void Deliver(Message message)
    {
        if (!_directory.TryGetValue(message.Target, out var activation))
        {
            if (_living.Count == 0)
            {
                Answer(message, Response.FromException(new SiloUnavailableException("No silo is left.")));
                return;
            }

            var silo = _living[Chance.Next(_living.Count)];
            activation = new(this, silo, message.Target, Wire.ClassOf(message.Target));
            _directory[message.Target] = activation;
            silo.Add(activation);
            activation.Begin();
        }

        message.At = activation.Silo;
        _inHand.Add(message);
        activation.Receive(message);
    }

    public void Answer(Message message, Response response)
    {
        _inHand.Remove(message);
        if (!Happens(Faults.AnswerLost))
        {
            Time.After(Short(), () => message.Arrived(response));
        }
    }

    public void Forget(Activation activation)
    {
        if (_directory.TryGetValue(activation.GrainId, out var known) && known == activation)
        {
            _directory.Remove(activation.GrainId);
        }
    }

    public void StartSilo()
    {
        var silo = new Silo(this, $"silo{++_lives}");
        _all.Add(silo);
        _living.Add(silo);
    }

    /// <summary>The silo stops in the middle of everything; the others notice after a while, and another one takes its place.</summary>
    /// <param name="silo">Which one.</param>
    /// <param name="awakes">It only stood still: once it was given up it goes on for a moment before it finds out.</param>
    public void Kill(Silo silo, bool awakes)
    {
        SilosLost++;
        silo.Runs = false;
        Time.After(TimeSpan.FromSeconds(1 + (Chance.NextDouble() * 7)), () =>
        {
            GiveUp(silo);
            if (awakes)
            {
                Time.After(TimeSpan.FromSeconds(Chance.NextDouble() * 10), silo.Resume);
                Time.After(TimeSpan.FromSeconds(10 + Chance.NextDouble()), () => silo.Runs = false);
            }
        });
        Time.After(TimeSpan.FromSeconds(8 + (Chance.NextDouble() * 10)), StartSilo);
    }

    public void Dispose() => _all.ForEach(silo => silo.Dispose());

    private void GiveUp(Silo silo)
    {
        silo.IsGivenUp = true;
        _living.Remove(silo);
        foreach (var activation in silo.Activations)
        {
            Forget(activation);
        }

        foreach (var message in _inHand.Where(message => message.At == silo).ToList())
        {
            Answer(message, Response.FromException(new SiloUnavailableException($"{silo.Name} is dead.")));
        }

        _living.ForEach(other => other.Departed());
    }

    private bool Step(DateTimeOffset until)
    {
        if (_strayed is { } where)
        {
            throw new InvalidOperationException($"A turn of the simulation was asked for on another thread: {where}");
        }

        while (_ready.Count > 0)
        {
            var at = Chance.Next(_ready.Count);
            var turns = _ready[at];
            _ready[at] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            _queued.Remove(turns);
            if (turns.Lives)
            {
                Take(turns);
                return true;
            }
        }

        return Time.Next(until);
    }

    private void Take(Turns turns)
    {
        TurnsTaken++;
        Digest = (((Digest ^ (ulong)turns.No) * 1099511628211) ^ (ulong)Time.GetTimestamp()) * 1099511628211;
        Trace?.Invoke($"{Time.GetTimestamp()} {turns.No} {turns}");
        _now = turns;
        turns.TakeTurn();
        _now = null;
        Wants(turns);
    }
}
