using System.Globalization;
using Rectification.Documents;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Tests.Oracle;
using Rectification.Tests.Simulation;
using Rectification.Units;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>What a run was worth.</summary>
internal sealed record Told(long Accepted, long Refused, long Repeated, long Again, int SilosLost, long Calls, long Turns, TimeSpan Passed, ulong Digest);

/// <summary>
/// One plan from its import on, in a world where things go wrong: each measure has somebody who commands it, what is accepted is told to the oracle, and
/// whenever it is calm everything the cluster says is held against what the oracle works out from nothing.
/// </summary>
internal sealed class Story : IDisposable
{
    /// <summary>How long calm may take to set in.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    private static readonly Faults Trouble = new(
        CallLost: 0.003, AnswerLost: 0.003, CallTwice: 0.01, CallLate: 0.02, WriteRefused: 0.005, WriteUnknown: 0.005, WriteLost: 0.003, ReadFails: 0.003);

    private readonly World _world;
    private readonly PlanDocument _plan;
    private readonly List<OracleMeasure> _measures;
    private readonly List<List<string>> _ids;
    private readonly HashSet<string> _refusedIds = new(StringComparer.Ordinal);
    private long _commands;
    private long _refused;
    private long _repeated;
    private long _again;

    public Story(Wire wire, int seed)
    {
        _world = new(wire, seed, new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));
        _plan = PlanNormalizer.Normalize(Documents.Province($"plan{seed.ToString(CultureInfo.InvariantCulture)}", 8 + _world.Chance.Next(9)));
        _measures = [.. _plan.Measures.Select(measure => new OracleMeasure(new(measure, _plan.Rules, _plan.TimeZone, _plan.Rules.PrincipalOf(_plan.Leaders))))];
        _ids = [.. _measures.Select(_ => new List<string>())];
    }

    /// <param name="commands">How many are sent, in all.</param>
    /// <param name="trace">Where every turn is written, one a line.</param>
    public Told Play(int commands, TextWriter? trace = null)
    {
        _world.Trace = trace is null ? null : trace.WriteLine;
        var start = _world.Time.GetUtcNow();
        Import();
        while (_commands < commands)
        {
            Act(commands);
            Calm();
            Check();
            _world.Field.Leap(TimeSpan.FromHours(_world.Chance.Next(24 * 12)));
            _world.Pass(TimeSpan.FromSeconds(1));
            Check();
        }

        return new(_measures.Sum(measure => measure.Log.Count), _refused, _repeated, _again, _world.SilosLost, _world.Calls, _world.TurnsTaken,
            _world.Time.GetUtcNow() - start, _world.Digest);
    }

    /// <summary>Nothing goes wrong and nobody does anything, once the plan is there.</summary>
    /// <param name="span">For so long.</param>
    /// <returns>How often a unit was called meanwhile.</returns>
    public double CallsOfAUnit(TimeSpan span)
    {
        Import();
        Calm();
        var before = _world.CallsOfUnits;
        _world.Pass(span);
        return (double)(_world.CallsOfUnits - before) / _plan.Units.Count;
    }

    public void Dispose() => _world.Dispose();

    private void Import()
    {
        var source = new PlanSource { Actor = People.Ops, Id = "import", Reason = null, Document = null };
        _world.Do(() => _world.Wire.Grains.GetGrain<IPlanGrain>(_plan.Id).Import(_plan, source), Settling);
        Check();
    }

    /// <summary>Everybody sends some commands, while calls and writes fail, silos die, activations end.</summary>
    private void Act(int commands)
    {
        _world.Faults = Trouble;
        var (acting, each) = (true, Math.Max(1, Math.Min(40, (commands - (int)_commands) / _measures.Count)));
        Disturb(() => acting);
        _world.Do(() => Task.WhenAll(_measures.Select((_, i) => Command(i, each))), TimeSpan.FromHours(12));
        acting = false;
    }

    private void Disturb(Func<bool> goesOn) => _world.Time.After(TimeSpan.FromSeconds(_world.Chance.NextDouble() * 40), () =>
    {
        if (!goesOn())
        {
            return;
        }

        var chance = _world.Chance;
        if (_world.Living.Count(silo => silo.Runs) > 1 && chance.Next(3) == 0)
        {
            _world.Kill(_world.Living.Where(silo => silo.Runs).ElementAt(chance.Next(_world.Living.Count(silo => silo.Runs))), awakes: chance.Next(3) == 0);
        }
        else if (_world.Activations.Where(activation => activation is { CanIdle: true, IsIdle: true }).ToList() is { Count: > 0 } idle)
        {
            idle[chance.Next(idle.Count)].Deactivate(new(DeactivationReasonCode.ActivationIdle, "nobody asked"));
        }

        Disturb(goesOn);
    });

    private void Calm()
    {
        _world.Faults = new();
        _world.Pass(TimeSpan.FromSeconds(60));
    }

    private async Task Command(int which, int count)
    {
        var (oracle, chance) = (_measures[which], _world.Chance);
        for (var sent = 0; sent < count; sent++)
        {
            await _world.Time.Pause(TimeSpan.FromMilliseconds(chance.Next(300)));
            var move = new Move(chance.Next(100), chance.Next(100), chance.Next(100), chance.Next(100), chance.Next(100), chance.Next(100), chance.Next(100));
            var today = oracle.Plan.Today(_world.Field.GetUtcNow());
            var command = Director.Command(oracle, move, today);
            command = move.Slip >= 95 ? Slip.In(command, move, today) : command;
            var actor = move.Who < 92 ? Cast.Right(oracle, command, 1 + (move.Who % 2)) : Cast.Odd(oracle, command, move);
            var id = (++_commands).ToString(CultureInfo.InvariantCulture);
            var before = oracle.Refuses(command, actor, _world.Field.GetUtcNow(), historical: false);
            var outcome = await Insist(which, new() { Id = id, Actor = actor, Command = command });
            var after = oracle.Refuses(command, actor, _world.Field.GetUtcNow(), historical: false);
            var verdict = outcome.Refusal?.Code;
            Same(true, verdict == before || verdict == after, $"verdict on {command}: {verdict}, the oracle {before}, {after}");
            if (outcome.Refusal is not null)
            {
                _refused++;
                _refusedIds.Add(id);

                // A refusal leaves no trace: the same command come twice is judged anew, and must not be by what the next one made.
                await _world.Time.Pause(TimeSpan.FromSeconds(3));
                continue;
            }

            Accept(oracle, which, id, command, actor, outcome);
            await Counted(which, outcome);
        }
    }

    private void Accept(OracleMeasure oracle, int which, string id, MeasureCommand command, Actor actor, MeasureOutcome outcome)
    {
        var view = outcome.Measure!;
        _repeated += outcome.Repeated ? 1 : 0;
        _ids[which].Add(id);
        Same((long)_ids[which].Count, outcome.Version, $"version of {id}");
        Same(outcome.Version, view.Version, "version shown");
        oracle.Accept(new(command, actor.Account, view.ChangedAt!.Value, command is RequestSignOff ? view.SignOff!.Fingerprint : "", actor.OnBehalfOf));
        Same(oracle.Status(), view.Status, "status");
    }

    /// <summary>Under one id until it is answered by more than "not now"; now and then twice at once, as two people behind one screen.</summary>
    private async Task<MeasureOutcome> Insist(int which, MeasureEnvelope envelope)
    {
        while (true)
        {
            var twice = _world.Chance.Next(40) == 0 ? Submit(which, envelope) : null;
            var outcome = await Submit(which, envelope);
            if (twice is not null && await twice is { Refusal: null } other)
            {
                outcome = outcome.Refusal is null ? outcome with { Repeated = outcome.Repeated && other.Repeated } : other;
            }

            if (outcome.Refusal?.Kind != RefusalKind.Unavailable)
            {
                return outcome;
            }

            _again++;
            await _world.Time.Pause(TimeSpan.FromMilliseconds(100 + _world.Chance.Next(1_500)));
        }
    }

    private async Task<MeasureOutcome> Submit(int which, MeasureEnvelope envelope)
    {
        try
        {
            return await Measure(which).Submit(envelope);
        }
        catch (Exception problem)
        {
            return CommandRefusals.OutcomeUnknown with { En = problem.Message };
        }
    }

    /// <summary>What is acknowledged is counted in each of its units, or the unit says that it is recovering.</summary>
    private async Task Counted(int which, MeasureOutcome outcome)
    {
        foreach (var unit in _measures[which].Plan.Definition.AllUnits())
        {
            UnitInspection inspected;
            try
            {
                inspected = await Unit(unit).Inspect();
            }
            catch (Exception)
            {
                // Nobody said anything that could be wrong.
                continue;
            }

            // What counts as it did before is not sent again: so it is not the version that matters.
            var wanted = new FigureSet((uint)_measures[which].FiguresFor(unit, inspected.Now).Sum(figure => 1L << (int)figure));
            var counted = inspected.Children.Where(child => child.Child == Child.Measure(_measures[which].Plan.Definition.No)).Select(child => child.Figures);
            Same(true, inspected.Recovering || counted.SingleOrDefault() == wanted,
                $"{unit} counts version {outcome.Version} of measure {which + 1}, which was acknowledged");
        }
    }

    /// <summary>Nothing is under way: trails, every counter and every level are what the oracle says.</summary>
    private void Check()
    {
        _world.Do(async () =>
        {
            while ((await Root().GetSheet()).Recovering > 0)
            {
                await _world.Time.Pause(TimeSpan.FromSeconds(1));
            }
        }, Settling);
        _world.Pass(TimeSpan.FromSeconds(1));
        _world.Do(async () =>
        {
            var now = _world.Field.GetUtcNow();
            var units = _plan.Units.ToDictionary(unit => unit.Id, unit => Fold(unit.Id, now));
            foreach (var region in _plan.Regions)
            {
                var below = _plan.Units.Where(unit => IsBelow(unit.Parent, region.Id)).Select(unit => units[unit.Id]);
                Same(Text(Sum(below)), Text((await Rollup(region.Id).Inspect()).Tally), $"{region.Id} at {now:O}");
            }

            foreach (var unit in _plan.Units)
            {
                Same(Text(units[unit.Id]), Text((await Unit(unit.Id).Inspect()).Tally), $"{unit.Id} at {now:O}");
            }

            for (var i = 0; i < _measures.Count; i++)
            {
                var trail = await Measure(i).Verified(_world.Time);
                Same(string.Join(' ', _ids[i]), string.Join(' ', trail.Ids()), $"trail of measure {i + 1}");
                Same(false, trail.Ids().Any(_refusedIds.Contains), "what was refused is in a trail");
            }
        }, Settling);
    }

    private long[] Fold(string unit, DateTimeOffset now)
    {
        var sums = new long[Tally.Size];
        foreach (var figure in _measures.SelectMany(measure => measure.FiguresFor(unit, now)))
        {
            sums[(int)figure]++;
        }

        sums[(int)Figure.ProblemTotal] = _plan.Problems.Count(problem => problem.LeadUnit == unit);
        return sums;
    }

    private bool IsBelow(string? region, string above) =>
        region is not null && (region == above || IsBelow(_plan.Regions.First(one => one.Id == region).Parent, above));

    private static long[] Sum(IEnumerable<long[]> tallies) => tallies.Aggregate(new long[Tally.Size], (sum, one) => [.. sum.Zip(one, (a, b) => a + b)]);

    private static string Text(long[] sums) =>
        string.Join(' ', sums.Index().Where(sum => sum.Item != 0).Select(sum => $"{(Figure)sum.Index}={sum.Item}"));

    private static string Text(Tally tally) => Text([.. Enumerable.Range(0, Tally.Size).Select(figure => tally[(Figure)figure])]);

    private IMeasureGrain Measure(int which) =>
        _world.Wire.Grains.GetGrain<IMeasureGrain>(new NumberKey(_plan.Id, _measures[which].Plan.Definition.No).ToString());

    private IUnitGrain Unit(string unit)
    {
        var key = new NameKey(_plan.Id, unit).ToString();
        return unit[0] == 'd' ? _world.Wire.Grains.GetGrain<IDepartmentGrain>(key) : _world.Wire.Grains.GetGrain<ICountyGrain>(key);
    }

    private IRollupGrain Root() => Rollup(_plan.Regions.Single(region => region.Parent is null).Id);

    private IRollupGrain Rollup(string region) => _world.Wire.Grains.GetGrain<IRollupGrain>(new NameKey(_plan.Id, region).ToString());

    private void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what}, after {_commands} commands: expected {expected}, found {actual}");
        }
    }
}
