using System.Collections.Concurrent;
using CsCheck;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>
/// What a view allows is what the rules then answer, in random stories to random people: everything allowed is accepted in some good shape,
/// everything else refused with the same words, and nothing that is accepted was said to be refused.
/// </summary>
public sealed class AllowedTests
{
    private const int Stories = 800;
    private const string Stated = "说明";

    private static readonly Gen<(OracleCase Plan, Move[] Moves)> Story = Gen.Select(Worlds.Any, Move.Any.Array[20, 40]);

    private static readonly EvidenceReference Photo = new() { Sha256 = new('a', 64) };

    [Fact]
    public void A_view_allows_what_the_rules_accept_and_nothing_else()
    {
        var met = new ConcurrentDictionary<(string Act, bool Allowed), int>();
        Story.Sample(
            story => new Trial(story.Plan)
            {
                Before = (oracle, measure, actor, command, now) =>
                {
                    var view = MeasureProjection.ViewFor(actor, "plan", measure.Context, measure.State, now);
                    foreach (var (act, wanted) in Commands(oracle, now))
                    {
                        Same(oracle.Refuses(wanted, actor, now, historical: false), At(view, act), act);
                        met.AddOrUpdate((act.Name, At(view, act) is null), 1, (_, n) => n + 1);
                    }

                    var (name, unit) = ActOf(command);
                    if (oracle.Refuses(command, actor, now, historical: false) is null)
                    {
                        Same(null, At(view, (name, unit)), (name, unit));
                        Same(null, At(view, (name, null)), (name, null));
                    }
                },
            }.Play(story.Moves),
            iter: Stories, threads: Environment.ProcessorCount);

        // Agreement means something only for acts that were met both ways.
        Assert.Empty(AllActs().SelectMany(act => new[] { (act, true), (act, false) }).Except(met.Keys));
    }

    [Fact]
    public void What_is_missing_is_what_the_next_request_is_refused_with()
    {
        var met = new ConcurrentDictionary<string, int>();
        Story.Sample(
            story => new Trial(story.Plan)
            {
                Before = (oracle, measure, _, _, now) =>
                {
                    var missing = MeasureDecider.Missing(measure.Context, measure.State).Select(one => one.Refusal.Code).ToList();
                    if (oracle.Status() is MeasureStatus.InProgress or MeasureStatus.BasicallyDone)
                    {
                        var reporter = Cast.Reporter(Worlds.Lead);
                        Assert.Equal(oracle.Refuses(Request(null), reporter, now, historical: false), missing.FirstOrDefault());
                        Assert.Equal(
                            oracle.Refuses(Request(Stated), reporter, now, historical: false),
                                missing.FirstOrDefault(code => code != MeasureRefusals.TargetNotMet.Code));
                        missing.ForEach(code => met.AddOrUpdate(code, 1, (_, n) => n + 1));
                    }
                    else if (oracle.Status() != MeasureStatus.Unclaimed)
                    {
                        Assert.Empty(missing);
                    }
                },
            }.Play(story.Moves),
            iter: Stories, threads: Environment.ProcessorCount);
        Assert.Equal(6, met.Count);
    }

    [Fact]
    public void Every_command_has_an_act() =>
        Assert.Equal(
            typeof(MeasureCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MeasureCommand))).Select(type => type.Name).Order(),
            Commands(new(Worlds.Any.Single()), DateTimeOffset.UnixEpoch.AddYears(54)).Select(asked => asked.Wanted.GetType().Name).Distinct().Order());

    /// <summary>Each act as somebody sensible would put it, from what the oracle knows; those of one unit for every unit.</summary>
    private static IEnumerable<((string Name, string? Unit) Act, MeasureCommand Wanted)> Commands(OracleMeasure measure, DateTimeOffset now)
    {
        var (definition, today) = (measure.Plan.Definition, measure.Plan.Today(now));
        foreach (var unit in definition.AllUnits())
        {
            yield return ((MeasureActs.Claim, unit), new ClaimMeasure { Unit = unit });
            yield return ((MeasureActs.Report, unit), new ReportProgress { Unit = unit, Percent = 100, Note = Stated });
            yield return ((MeasureActs.Confirm, unit), new ConfirmAssignment { Unit = unit });
            yield return ((MeasureActs.WithdrawConfirmation, unit), new ConfirmAssignment { Unit = unit, Withdraw = true });
        }

        var number = measure.OpenExtension()?.Number ?? 1;
        var back = definition.Start > today ? definition.Start : today;
        yield return ((MeasureActs.RequestSignOff, null), Request(Stated));
        yield return ((MeasureActs.WithdrawSignOff, null), new WithdrawSignOff());
        yield return ((MeasureActs.ReviewSignOff, null),
            new ReviewSignOff { Decision = Decision.Return, Reason = Stated, Fingerprint = measure.PendingRequest()?.Fingerprint ?? "" });
        yield return ((MeasureActs.RequestExtension, null), new RequestExtension { Until = measure.Deadline().AddDays(1), Reason = Stated });
        yield return ((MeasureActs.ReviewExtension, null), new ReviewExtension { Extension = number, Decision = Decision.Return, Reason = Stated });
        yield return ((MeasureActs.ApproveExtension, null), new ReviewExtension { Extension = number, Decision = Decision.Approve });
        yield return ((MeasureActs.ProposeBasicallyDone, null), new ProposeBasicallyDone { ExpectedBy = today.AddDays(1), Reason = Stated });
        yield return ((MeasureActs.ReviewBasicallyDone, null), new ReviewBasicallyDone { Decision = Decision.Return, Reason = Stated });
        yield return ((MeasureActs.Reopen, null), new ReopenMeasure { Until = back, Reason = Stated });
        yield return ((MeasureActs.RecordStandingCheck, null), new RecordStandingCheck { Passed = false, Note = Stated, Until = back });
        yield return ((MeasureActs.RequestWaiting, null), new RequestWaiting { With = Stated, Since = today, Sent = Stated, Until = today });
        yield return ((MeasureActs.ReviewWaiting, null), new ReviewWaiting { Decision = Decision.Return, Reason = Stated });
        yield return ((MeasureActs.EndWaiting, null), new EndWaiting());
        yield return ((MeasureActs.RegisterInstitution, null), new RegisterInstitution
        {
            Title = "办法",
            Number = "1号",
            IssuedBy = "市委",
            Date = today,
            Kind = definition.Institution?.Kind ?? InstitutionKind.Revised,
            Evidence = Photo,
        });
    }

    private static RequestSignOff Request(string? shortfall) => new() { Person = Stated, Act = Stated, Result = Stated, Shortfall = shortfall };

    private static (string Name, string? Unit) ActOf(MeasureCommand command) => command switch
    {
        ClaimMeasure c => (MeasureActs.Claim, c.Unit),
        ReportProgress c => (MeasureActs.Report, c.Unit),
        ConfirmAssignment c => (c.Withdraw ? MeasureActs.WithdrawConfirmation : MeasureActs.Confirm, c.Unit),
        RequestSignOff => (MeasureActs.RequestSignOff, null),
        WithdrawSignOff => (MeasureActs.WithdrawSignOff, null),
        ReviewSignOff => (MeasureActs.ReviewSignOff, null),
        RequestExtension => (MeasureActs.RequestExtension, null),
        ReviewExtension c => (c.Decision == Decision.Approve ? MeasureActs.ApproveExtension : MeasureActs.ReviewExtension, null),
        ProposeBasicallyDone => (MeasureActs.ProposeBasicallyDone, null),
        ReviewBasicallyDone => (MeasureActs.ReviewBasicallyDone, null),
        ReopenMeasure => (MeasureActs.Reopen, null),
        RegisterInstitution => (MeasureActs.RegisterInstitution, null),
        RecordStandingCheck => (MeasureActs.RecordStandingCheck, null),
        RequestWaiting => (MeasureActs.RequestWaiting, null),
        ReviewWaiting => (MeasureActs.ReviewWaiting, null),
        EndWaiting => (MeasureActs.EndWaiting, null),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command without an act."),
    };

    private static IEnumerable<string> AllActs() =>
        typeof(MeasureActs).GetFields().Select(field => (string)field.GetValue(null)!);

    private static string? At(MeasureView view, (string Name, string? Unit) act) =>
        (act.Unit is { } unit ? view.Assignments.Single(assignment => assignment.Unit == unit).Allowed! : view.Allowed!)[act.Name]?.Code;

    private static void Same(string? expected, string? actual, (string Name, string? Unit) act)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"{act.Name} {act.Unit}: the rules say {expected ?? "yes"}, the view {actual ?? "yes"}.");
        }
    }
}
