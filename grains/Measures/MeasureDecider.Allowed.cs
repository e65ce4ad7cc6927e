using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>
/// What would be accepted, found by asking: each command is put as well as it can be put and <see cref="Decide"/> is heard, so that no rule
/// stands twice.
/// </summary>
public static partial class MeasureDecider
{
    private const string AnyText = "-";

    /// <summary>Acts there are, so that what is allowed needs no more room than it begins with.</summary>
    private const int Acts = 18;

    /// <summary>Those of them that are about the assignment of one unit.</summary>
    private const int ActsOfAUnit = 4;

    private static readonly EvidenceReference AnyEvidence = new() { Sha256 = new('0', 64) };

    /// <summary>Commands that are put in the same words to every measure.</summary>
    private static readonly MeasureCommand
        AnySignOff = new RequestSignOff { Person = AnyText, Act = AnyText, Result = AnyText, Shortfall = AnyText },
        NoSignOff = new WithdrawSignOff(),
        BasicallyDone = new ReviewBasicallyDone { Decision = Decision.Approve },
        AnyCheck = new RecordStandingCheck { Passed = true, Note = AnyText },
        NoWaiting = new ReviewWaiting { Decision = Decision.Return, Reason = AnyText },
        WaitingOver = new EndWaiting();

    /// <summary>What an actor may do about the measure: every act of <see cref="MeasureActs"/>; those of one unit are the best over its units.</summary>
    /// <param name="context">The measure as the plan has it.</param>
    /// <param name="state">Its state.</param>
    /// <param name="ofUnits">What <see cref="AllowedFor"/> says of each of its units: that is asked once.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="at">When.</param>
    public static IReadOnlyDictionary<string, Refusal?> Allowed(
        MeasureContext context, MeasureState state, IReadOnlyList<IReadOnlyDictionary<string, Refusal?>> ofUnits, Actor actor, DateTimeOffset at)
    {
        var allowed = new Dictionary<string, Refusal?>(Acts, StringComparer.Ordinal);
        foreach (var act in ofUnits[0].Keys)
        {
            allowed[act] = Best(ofUnits, act);
        }

        foreach (var (act, command) in Commands(context, state, at))
        {
            allowed[act] = Ask(context, state, command, actor, at);
        }

        return allowed;
    }

    /// <summary>What an actor may do about the assignment of one unit.</summary>
    public static IReadOnlyDictionary<string, Refusal?> AllowedFor(MeasureContext context, MeasureState state, string unit, Actor actor, DateTimeOffset at)
    {
        Refusal? Ask(MeasureCommand command) => MeasureDecider.Ask(context, state, command, actor, at);
        return new Dictionary<string, Refusal?>(ActsOfAUnit, StringComparer.Ordinal)
        {
            [MeasureActs.Claim] = Ask(new ClaimMeasure { Unit = unit }),
            [MeasureActs.Report] = Ask(Report(state, unit)),
            [MeasureActs.Confirm] = Ask(Confirmation(unit)),
            [MeasureActs.WithdrawConfirmation] = Ask(new ConfirmAssignment { Unit = unit, Withdraw = true }),
        };
    }

    /// <summary>Whether an actor may confirm what a unit has done.</summary>
    public static bool MayConfirm(MeasureContext context, MeasureState state, string unit, Actor actor, DateTimeOffset at) =>
        Ask(context, state, Confirmation(unit), actor, at) is null;

    /// <summary>Whether an actor may report on a unit's assignment.</summary>
    public static bool MayReport(MeasureContext context, MeasureState state, string unit, Actor actor, DateTimeOffset at) =>
        Ask(context, state, Report(state, unit), actor, at) is null;

    /// <summary>Whether anything was ever asked for that may still have to be decided on; of the others nobody needs to ask <see cref="Awaited"/>.</summary>
    public static bool WasAsked(MeasureState state) =>
        state is { Request: not null } or { Extension: not null } or { BasicallyDone: not null } or { Waiting: not null };

    /// <summary>The acts by which this actor may decide on something that waits.</summary>
    public static IEnumerable<string> Awaited(MeasureContext context, MeasureState state, Actor actor, DateTimeOffset at) => !WasAsked(state) ? []
        : Commands(context, state, at)
            .Where(asked => asked.Act
                is MeasureActs.ReviewSignOff or MeasureActs.ReviewExtension or MeasureActs.ReviewBasicallyDone or MeasureActs.ReviewWaiting)
            .Where(asked => Ask(context, state, asked.Command, actor, at) is null)
            .Select(asked => asked.Act);

    /// <summary>
    /// Everything that keeps a sign-off from being requested, whoever asks, in order of precedence; with the unit where one unit is to blame.
    /// Empty while there is nothing to request.
    /// </summary>
    public static IReadOnlyList<MissingView> Missing(MeasureContext context, MeasureState state) =>
        state.Status is MeasureStatus.SignOffRequested or MeasureStatus.SignedOff ? [] : [.. NotReady(context, state)];

    private static ReportProgress Report(MeasureState state, string unit) => new() { Unit = unit, Percent = state.Assignment(unit).Percent };

    private static ConfirmAssignment Confirmation(string unit) => new() { Unit = unit };

    private static Refusal? Ask(MeasureContext context, MeasureState state, MeasureCommand command, Actor actor, DateTimeOffset at) =>
        Decide(context, state, command, actor, at, historical: false).Refusal;

    /// <summary>The commands on the whole measure, each with what is most likely to be accepted in it.</summary>
    private static IEnumerable<(string Act, MeasureCommand Command)> Commands(MeasureContext context, MeasureState state, DateTimeOffset at)
    {
        var today = context.Calendar.DayOf(at);
        var later = context.Definition.Start > today ? context.Definition.Start : today;
        var (deadline, extension) = (context.Deadline(state), state.Extension?.Id ?? 0);
        return
        [
            (MeasureActs.RequestSignOff, AnySignOff),
            (MeasureActs.WithdrawSignOff, NoSignOff),
            (MeasureActs.ReviewSignOff, new ReviewSignOff { Decision = Decision.Approve, Fingerprint = state.Request?.Stated.Fingerprint ?? "" }),
            (MeasureActs.RequestExtension, new RequestExtension { Until = deadline < DateOnly.MaxValue ? deadline.AddDays(1) : deadline, Reason = AnyText }),
            (MeasureActs.ReviewExtension, new ReviewExtension { Extension = extension, Decision = Decision.Return, Reason = AnyText }),
            (MeasureActs.ApproveExtension, new ReviewExtension { Extension = extension, Decision = Decision.Approve }),
            (MeasureActs.ProposeBasicallyDone, new ProposeBasicallyDone { ExpectedBy = today, Reason = AnyText }),
            (MeasureActs.ReviewBasicallyDone, BasicallyDone),
            (MeasureActs.Reopen, new ReopenMeasure { Until = later, Reason = AnyText }),
            (MeasureActs.RegisterInstitution, new RegisterInstitution
            {
                Title = AnyText,
                Number = AnyText,
                IssuedBy = AnyText,
                Date = today,
                Kind = context.Definition.Institution?.Kind ?? InstitutionKind.New,
                Evidence = AnyEvidence,
            }),
            (MeasureActs.RecordStandingCheck, AnyCheck),
            (MeasureActs.RequestWaiting, new RequestWaiting { With = AnyText, Since = today, Sent = AnyText, Until = today }),
            (MeasureActs.ReviewWaiting, NoWaiting),
            (MeasureActs.EndWaiting, WaitingOver),
        ];
    }

    /// <summary>
    /// The answer that says most: accepted, else refused by the state, else by a right. Shape comes last, for here it speaks of nothing but the
    /// unit: a supporting one never claims, the lead is never confirmed.
    /// </summary>
    private static Refusal? Best(IReadOnlyList<IReadOnlyDictionary<string, Refusal?>> ofUnits, string act)
    {
        var best = ofUnits[0][act];
        for (var i = 1; i < ofUnits.Count && best is not null; i++)
        {
            if (ofUnits[i][act] is var answer && Rank(answer) < Rank(best))
            {
                best = answer;
            }
        }

        return best;
    }

    private static int Rank(Refusal? answer) => answer?.Kind switch
    {
        null => 0,
        RefusalKind.Conflict => 1,
        RefusalKind.Forbidden => 2,
        _ => 3,
    };
}
