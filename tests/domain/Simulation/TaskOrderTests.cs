using System.Collections.Immutable;
using CsCheck;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Tests.Storage;

namespace Rectification.Tests.Simulation;

/// <summary>
/// The order of a person's tasks is kept in memory. Whatever is written, whichever way the clock goes, whoever asks for whom: it is the one that the
/// whole views of all measures give when they are put in order anew.
/// </summary>
public sealed class TaskOrderTests
{
    private const int Stories = 30;
    private const int Measures = 14;
    private const int Changed = 7;

    private static readonly string[] Towns = ["a", "b", "c", "d"];
    private static readonly string[] Heads = ["x", "y"];
    private static readonly DateOnly Start = new(2026, 3, 1);
    private static readonly EvidenceReference Photo = new() { Sha256 = new('a', 64) };

    private static readonly Gen<(int[] Seeds, Move[] Moves)> Story = Gen.Select(Gen.Int[0, 999].Array[2 * Measures], Move.Any.Array[60, 120]);

    private static readonly Actor[] Readers =
    [
        Cast.Reporter("a"), Cast.Reporter("b"), Cast.Reporter("a") with { Units = ["a", "b"] }, Cast.Reporter("a") with { Roles = Roles.Auditor },
        Cast.Reporter("a", 2) with { Roles = Roles.Reporter | Roles.Reviewer, Leaders = ["x"] },
        Cast.Reporter("a") with { OnBehalfOf = "c-1", Units = ["c"], OwnUnits = ["a"] },
        Cast.LeaderFor("x"), Cast.LeaderFor("y"), Cast.Reviewer(), Cast.Reporter("nowhere"),
    ];

    [Fact]
    public async Task A_kept_order_is_the_one_made_anew()
    {
        var (same, other, written) = (0, 0, 0);
        await Story.SampleAsync(
            async story =>
            {
                Desk[] desks = [Desk.Of("one", story.Seeds[..Measures]), Desk.Of("two", story.Seeds[Measures..])];
                var now = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));
                foreach (var move in story.Moves)
                {
                    now = Later(now, move);
                    var desk = desks[move.Which % 2];
                    Count(ref written, desk.Do(move, now));
                    foreach (var reader in new[] { Readers[move.Who % Readers.Length], Readers[move.Slip % Readers.Length], Readers[0] })
                    {
                        foreach (var plan in desks)
                        {
                            var last = plan.Last.GetValueOrDefault(reader);
                            var kept = await plan.Kept(Copy(reader), now);
                            Same(plan.Anew(reader, now), kept);
                            Count(ref same, ReferenceEquals(last, kept));
                            Count(ref other, last is not null && !ReferenceEquals(last, kept));
                            plan.Last[reader] = kept;
                        }
                    }
                }
            },
            iter: Stories, threads: 1);

        // It was kept, it was made again, and something happened.
        Assert.True(same > Stories * 20, $"kept {same} times");
        Assert.True(other > Stories * 10, $"made again {other} times");
        Assert.True(written > Stories * 10, $"written {written} times");
    }

    [Fact]
    public async Task What_is_kept_is_bounded_by_the_plan()
    {
        var desk = Desk.Of("one", [.. Enumerable.Range(0, Measures)]);
        var now = new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(8));
        var first = await desk.Kept(Account(0), now);
        Assert.Same(first, await desk.Kept(Account(0), now));

        // Nobody's list is longer than the plan, so eight times the plan has room for eight who see all of it.
        for (var i = 1; i < 9; i++)
        {
            await desk.Kept(Account(i), now);
        }

        Assert.NotSame(first, await desk.Kept(Account(0), now));
        Same(desk.Anew(Account(0), now), await desk.Kept(Account(0), now));

        static Actor Account(int i) => Cast.Reporter("a", i) with { Units = Towns };
    }

    private static void Count(ref int counter, bool met) => counter += met ? 1 : 0;

    private static DateTimeOffset Later(DateTimeOffset now, Move move) => move.Jump switch
    {
        < 50 => now,
        < 70 => now.AddMinutes(move.Stretch),
        < 90 => now.AddDays(move.Stretch / 8),
        < 95 => new DateTimeOffset(now.Date.AddDays(1), now.Offset).AddTicks(move.Stretch % 3 - 1),
        _ => now.AddDays(-move.Stretch / 4),
    };

    private static Actor Copy(Actor actor) => actor with { Units = [.. actor.Units], Leaders = [.. actor.Leaders], OwnUnits = [.. actor.OwnUnits] };

    private static void Same(OpenTasks expected, OpenTasks kept)
    {
        Assert.Equal(expected.Open, kept.Open);
        Assert.Equal(expected.Done, kept.Done);
        Assert.Equal(expected.Units.OrderBy(unit => unit.Unit, StringComparer.Ordinal), kept.Units.OrderBy(unit => unit.Unit, StringComparer.Ordinal));
    }

    /// <summary>A plan whose rows can be written, and what is kept of it.</summary>
    private sealed class Desk
    {
        private readonly MeasureDefinition[] _definitions;
        private readonly MeasureState[] _states;
        private readonly WatchedRows _rows = new();
        private readonly PlanMeasures _measures;
        private PlanFrame _frame;

        private Desk(PlanFrame frame, MeasureDefinition[] definitions)
        {
            (_frame, _definitions, _states) = (frame, definitions, [.. definitions.Select(_ => MeasureState.Initial)]);
            _measures = new(_rows.Store, frame.Plan, definitions, [.. _states], _rows.Writes!.Count);
        }

        public Dictionary<Actor, OpenTasks> Last { get; } = [];

        public static Desk Of(string plan, int[] seeds) => new(
            new()
            {
                Plan = plan,
                Title = plan,
                RosterVersion = Changed,
                TimeZone = "Asia/Shanghai",
                FeedbackDate = Start,
                Public = false,
                Rules = new(),
                Regions = [],
                Units = [],
                Leaders = [.. Heads.Select(head => new Leader { Id = head, Title = head })],
                Categories = [],
                ProblemCount = 1,
                MeasureCount = seeds.Length,
                HistoryGeneration = 1,
            },
            [.. seeds.Select((seed, i) => Definition(i + 1, seed))]);

        public async Task<OpenTasks> Kept(Actor actor, DateTimeOffset now)
        {
            Assert.True(await _measures.Refresh(_rows.Writes!, Measures));
            return _measures.Tasks(_frame, actor, now);
        }

        /// <summary>Somebody does something, if he may; or the plan is closed or opened again.</summary>
        public bool Do(Move move, DateTimeOffset now)
        {
            if (move is { What: 0, Amount: < 50 })
            {
                _frame = _frame with { Closed = !_frame.Closed, HistoryGeneration = _frame.HistoryGeneration + 1 };
                return true;
            }

            var place = move.Amount % Measures;
            var (definition, state) = (_definitions[place], _states[place]);
            if (definition.Change is not null && state.Roster < Changed && move.What % 4 == 0)
            {
                Write(place, state with { Roster = Changed, Version = state.Version + 1 });
                return true;
            }

            if (MeasureContext.InForce(_frame, definition, state) is not { } context)
            {
                return false;
            }

            var (command, actor) = Next(context, state, move, now);
            var at = now > state.LastAt ? now : state.LastAt;
            if (MeasureDecider.Decide(context, state, command, actor, at, historical: false) is not { Refusal: null } verdict)
            {
                return false;
            }

            Write(place, MeasureEvolution.Apply(context, state, verdict.Events, actor.Account, at, null) with { TrailHash = $"{state.Version + 1:x64}" });
            return true;
        }

        /// <summary>The list as the whole views say it.</summary>
        public OpenTasks Anew(Actor actor, DateTimeOffset now)
        {
            var seen = _definitions.Zip(_states, (definition, state) => (Context: MeasureContext.InForce(_frame, definition, state), State: state))
                .Where(one => one.Context is { } context
                    && (context.Definition.AllUnits().Any(actor.ActsForUnit) || actor.ActsForLeader(context.Definition.Leader)))
                .Select(one => MeasureProjection.ViewFor(actor, _frame.Plan, one.Context!, one.State, now))
                .Select(view => (View: view, Own: view.Assignments.Where(own => actor.ActsForUnit(own.Unit)).ToList()))
                .ToList();
            var open = seen.Where(one => one.View.Status is not (MeasureStatus.SignedOff or MeasureStatus.Rescinded)
                    && (one.Own.Count == 0 || one.Own.Any(own => own.Lead || !own.Done)))
                .OrderByDescending(one => one.View.Overdue).ThenByDescending(one => CameBack(one.View, one.Own)).ThenBy(one => one.View.Deadline)
                .ThenBy(one => one.View.No).ToList();
            return new()
            {
                Open =
                [
                    .. open.Select(one => new OpenTask
                    {
                        No = one.View.No, Deadline = one.View.Deadline, Overdue = one.View.Overdue, CameBack = CameBack(one.View, one.Own),
                    }),
                ],
                Done = seen.Count - open.Count,
                Units =
                [
                    .. open.SelectMany(one => one.Own, (one, own) => (one.View.No, Own: own)).GroupBy(one => one.Own.Unit).Select(unit => new UnitTasks
                    {
                        Unit = unit.Key,
                        FirstUndone = unit.Where(one => !one.Own.Done).Select(one => (int?)one.No).FirstOrDefault(),
                        FirstToReport = unit.Where(one => one.Own.Allowed.Allows(MeasureActs.Report)).Select(one => (int?)one.No).FirstOrDefault(),
                        ReportsOnMany = unit.Count(one => one.Own.Allowed.Allows(MeasureActs.Report)) > 1,
                    }),
                ],
            };
        }

        private static bool CameBack(MeasureView view, List<AssignmentView> own) => own.Any(one => one.Lead)
            && (view.Returned is not null || view.Assignments.Any(one => one.Allowed.Allows(MeasureActs.Confirm)));

        private void Write(int place, MeasureState state)
        {
            _states[place] = state;
            _rows.Write(MeasureRow.StateName, MeasureRow.Id(_frame.Plan, _definitions[place].No), new MeasureRow { State = state });
        }

        private static MeasureDefinition Definition(int no, int seed)
        {
            var lead = Towns[seed % Towns.Length];
            var definition = new MeasureDefinition
            {
                No = no,
                Problem = 1,
                Text = "整改措施",
                LeadUnit = lead,
                Units = [.. Towns.Where((town, i) => town != lead && (seed / 4 + i) % 3 == 0)],
                Leader = Heads[seed / 5 % 2],
                Start = Start,
                Deadline = Start.AddDays(seed % 41),
            };
            var change = new DefinitionChange { Roster = Changed, Amendment = 1, By = "office", Reason = "调整" };
            return (seed % 6) switch
            {
                // Other units and another day; added; not to be carried out any more.
                0 => definition with { Change = change with { Former = definition with { LeadUnit = "d", Units = ["a"], Leader = "y", Deadline = Start } } },
                1 => definition with { Change = change },
                2 => definition with { Rescinded = new() { Authority = "市政府", Reason = "撤销" }, Change = change with { Former = definition } },
                _ => definition,
            };
        }

        private static (MeasureCommand Command, Actor Actor) Next(MeasureContext context, MeasureState state, Move move, DateTimeOffset now)
        {
            var (definition, today) = (context.Definition, DateOnly.FromDateTime(now.Date));
            var unit = definition.AllUnits().ElementAt(move.Who % definition.AllUnits().Count());
            var lead = Cast.Reporter(definition.LeadUnit);
            return (state.Status, move.Stretch % 8) switch
            {
                (MeasureStatus.SignOffRequested, < 6) => (
                    new ReviewSignOff
                    {
                        Decision = move.Slip < 60 ? Decision.Approve : Decision.Return,
                        Reason = "材料不全",
                        Fingerprint = state.Request!.Stated.Fingerprint,
                    },
                    state.Request.Steps.Length < context.Rules.SignOffChain.Count && context.Rules.SignOffChain[state.Request.Steps.Length] == ReviewStep.Leader
                        ? Cast.LeaderFor(definition.Leader) : Cast.Reviewer()),
                (MeasureStatus.SignedOff, _) => (new ReopenMeasure { Until = today.AddDays(move.Slip), Reason = "反弹" }, Cast.Reviewer()),
                (_, 0) => (new ReportProgress { Unit = unit, Percent = move.Slip }, Cast.Reporter(unit)),
                (_, 1 or 2) => (new ReportProgress { Unit = unit, Percent = 100, Evidence = [Photo] }, Cast.Reporter(unit)),
                (_, 3) => (new ConfirmAssignment { Unit = unit, Withdraw = move.Slip < 10 }, lead),
                (_, 4 or 5) => (new RequestSignOff { Person = "处长", Act = "台账", Result = "完成" }, lead),
                (_, 6) => (new RequestExtension { Until = today.AddDays(move.Slip), Reason = "等候批复" }, lead),
                _ => (new ReviewExtension { Extension = state.Extension?.Id ?? 1, Decision = Decision.Approve, Reason = "" }, Cast.Reviewer()),
            };
        }
    }
}
