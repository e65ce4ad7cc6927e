using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>Plays one story on the product and on the oracle, side by side, and stops at the first difference.</summary>
internal sealed class Trial
{
    /// <summary>What only a long and lucky story reaches.</summary>
    public static readonly string[] FarEnds = ["reopened twice", "standing", "extended", "yellow", "red", "review late", "request voided by a report",
        "check passed", "check failed", "check due", "waiting", "waited",
        "lit later for having waited", "signed off late", "late by the first deadline only", "reopened later",
        "lit by a reported metric under its line", "lit by a reported metric behind the pace", "other rules", "other lights by other rules"];

    private const int RosterVersion = 4;

    private readonly OracleMeasure _oracle;
    private readonly MeasureContext _context;
    private readonly HashSet<string> _fingerprints = [];
    private readonly StringBuilder? _told;
    private MeasureState _state = MeasureState.Initial;
    private DateTimeOffset _now;

    public Trial(OracleCase plan, StringBuilder? told = null)
    {
        _told = told;
        _oracle = new(plan);
        _context = new(plan.Definition, plan.Rules, PlanCalendar.Of(plan.Zone), plan.Principal) { Former = plan.Former };

        // One measure in four is worked on long before its time begins.
        _now = plan.StartBegins.AddDays(plan.Definition.Deadline.DayNumber % 4 == 0 ? -400 : -3);
    }

    /// <summary>What was met on the way, so that a test can see that stories get deep enough.</summary>
    public Action<string> Met { get; init; } = _ => { };

    /// <summary>What looks on before each command: the product's measure and the oracle's, who is about to send what, and when.</summary>
    public Action<OracleMeasure, (MeasureContext Context, MeasureState State), Actor, MeasureCommand, DateTimeOffset> Before { get; init; } =
        (_, _, _, _, _) => { };

    /// <summary>What is told of each accepted command: its events, by which account and when.</summary>
    public Action<IReadOnlyList<MeasureEvent>, string, DateTimeOffset> Took { get; init; } = (_, _, _) => { };

    public void Play(IReadOnlyList<Move> moves)
    {
        Compare(moves.Count == 0 ? new(0, 0, 0, 0, 0, 0, 0) : moves[0], thorough: true);
        for (var i = 0; i < moves.Count; i++)
        {
            if (Step(moves[i]))
            {
                Compare(moves[i], thorough: i == moves.Count - 1);
            }
        }
    }

    private bool Step(Move move)
    {
        _now = Clock.Next(_oracle, _context, _state, _now, move);
        var today = _oracle.Plan.Today(_now);
        var command = Director.Command(_oracle, move, today);
        if (move.Slip >= 90)
        {
            command = Slip.In(command, move, today);
        }

        var actor = move.Who < 85 ? Cast.Right(_oracle, command, 1 + (move.Who % 2)) : Cast.Odd(_oracle, command, move);
        Before(_oracle, (_context, _state), actor, command, _now);
        var historical = move.Slip % 10 == 0;
        var expected = _oracle.Refuses(command, actor, _now, historical);
        var verdict = MeasureDecider.Decide(_context, _state, command, actor, _now, historical);
        _told?.AppendLine(CultureInfo.InvariantCulture,
            $"{_now:O} {actor.Account} [{actor.Roles}; {string.Join(',', actor.Units)}; {string.Join(',', actor.Leaders)}] "
            + $"{command} → {expected ?? "accepted"}");
        Met(expected ?? _oracle.Status().ToString());
        Same(expected, verdict.Refusal?.Code, "verdict");
        if (verdict.Refusal is not null)
        {
            return false;
        }

        MeetFarEnds(command);
        Took(verdict.Events, actor.Account, _now);
        _state = MeasureEvolution.Apply(_context, _state, verdict.Events, actor.Account, _now, actor.OnBehalfOf);

        // The grain seals the trail; here a number stands for its head, new with every accepted command.
        _state = _state with { TrailHash = _state.Version.ToString("x64", CultureInfo.InvariantCulture) };
        _oracle.Accept(new(command, actor.Account, _now, command is RequestSignOff ? FreshFingerprint() : "", actor.OnBehalfOf));
        return true;
    }

    private void MeetFarEnds(MeasureCommand next)
    {
        MeetIf(_oracle.Reopenings() > 1, "reopened twice");
        MeetIf(_oracle.Standing() is not null, "standing");
        MeetIf(_oracle.ExtensionsGranted() > 0, "extended");
        MeetIf(_oracle.LightAt(_now) == Light.Yellow, "yellow");
        MeetIf(_oracle.LightAt(_now) == Light.Red, "red");
        MeetIf(_oracle.FiguresFor(Worlds.Lead, _now).Contains(Figure.ReviewLate), "review late");
        MeetIf(_oracle.LitAt(_now).Any(rule => rule is { Kind: LightKind.Below, MetricName: not null }), "lit by a reported metric under its line");
        MeetIf(_oracle.LitAt(_now).Any(rule => rule is { Kind: LightKind.BehindPace, MetricName: not null }), "lit by a reported metric behind the pace");
        MeetIf(_oracle.IsWaiting(_now), "waiting");
        MeetIf(_oracle.Waits().Any(wait => wait.To < _now), "waited");
        MeetIf(_oracle.IsOverdue(_now) && !_oracle.LitAt(_now).Any(rule => rule.Kind == LightKind.Overdue)
            && _oracle.Plan.RulesAt(_now).Lights.Any(rule => rule.Kind == LightKind.Overdue), "lit later for having waited");
        MeetIf(_oracle.DaysLate(_oracle.Deadline()) > 0, "signed off late");
        MeetIf(_oracle.DaysLate(_oracle.Deadline()) == 0 && _oracle.DaysLate(_oracle.Plan.Definition.Deadline) > 0, "late by the first deadline only");
        MeetIf(_oracle.FiguresFor(Worlds.Lead, _now).Contains(Figure.ReopenedLater), "reopened later");
        MeetIf(next is RecordStandingCheck { Passed: true }, "check passed");
        MeetIf(next is RecordStandingCheck { Passed: false }, "check failed");
        MeetIf(_oracle.CheckDue() <= _now, "check due");
        MeetIf(_oracle.Plan.Former.Any(period => period.Until <= _now), "other rules");
        MeetIf(_oracle.Plan.Former.Any(period => _oracle.LightAt(period.Until) != _oracle.LightAt(period.Until.AddTicks(-1))), "other lights by other rules");
        MeetIf(next is ReportProgress && _oracle.PendingRequest() is not null, "request voided by a report");

        void MeetIf(bool so, string what)
        {
            if (so)
            {
                Met(what);
            }
        }
    }

    private string FreshFingerprint()
    {
        var fingerprint = _state.Request!.Stated.Fingerprint;
        Same(true, _fingerprints.Add(fingerprint), "fingerprint is new");
        return fingerprint;
    }

    private void Compare(Move move, bool thorough)
    {
        Comparison.OfViews(_oracle, MeasureProjection.View("plan", _context, _state, _now), _now);
        foreach (var unit in _oracle.Plan.Definition.Units.Append("elsewhere"))
        {
            var contribution = MeasureProjection.ContributionTo(_context, _state, RosterVersion, unit);
            Same(Comparison.Bits(_oracle.FiguresFor(unit, _now)), contribution.At(_now), $"figures of {unit}");
            Same(null, contribution.NextAfter(DateTimeOffset.MinValue), $"{unit} does not change by the clock");
        }

        var lead = MeasureProjection.ContributionTo(_context, _state, RosterVersion, _oracle.Plan.Definition.LeadUnit);
        Same(new Stamp(_oracle.Log.Count, RosterVersion), lead.Stamp, "stamp");
        var moments = Futures(lead.Later).ToList();
        IEnumerable<DateTimeOffset> looked = thorough ? moments : [_now, moments[move.Who % moments.Count], moments[move.Stretch % moments.Count]];
        foreach (var later in looked)
        {
            Comparison.OfClocks(_oracle, _context, _state, lead, later);
        }

        var mark = MeasureProjection.MarkFor(_state, RosterVersion);
        Same((_oracle.Status() == MeasureStatus.SignedOff, _oracle.SignOffs().Count()), (mark.SignedOff, mark.SignOffs), "mark for the problem");
    }

    /// <summary>Now, whatever the product says will change with the tick before, and what it may have forgotten.</summary>
    private IEnumerable<DateTimeOffset> Futures(ImmutableArray<Step> later)
    {
        var end = OracleDays.End(_oracle.Plan.Zone, _oracle.Deadline());
        var half = _now + ((end - _now) / 2);
        IEnumerable<DateTimeOffset> guesses = [half, end, end.AddTicks(-1), end.AddDays(15), _now.AddDays(5), _now.AddDays(14), _now.AddDays(45),
            _now.AddDays(400)];
        return guesses.Concat(later.Select(step => step.At)).Concat(later.Select(step => step.At.AddTicks(-1))).Where(instant => instant > _now).Prepend(_now);
    }

    private static void Same<T>(T expected, T actual, string what) => Comparison.Same(expected, actual, what);
}
