using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rules;
using static Rectification.Problems.ProblemRefusals;

namespace Rectification.Problems;

/// <summary>What stands around a problem while its rules are applied.</summary>
/// <param name="Definition">What the plan says of it.</param>
/// <param name="MeasureUnits">The units that lead or support one of its measures.</param>
public sealed record ProblemContext(ProblemDefinition Definition, IReadOnlyCollection<string> MeasureUnits);

/// <summary>A problem as its rules see it.</summary>
/// <param name="SignOffs">How often it was signed off.</param>
/// <param name="SignOff">The newest sign-off, whether or not it still holds.</param>
/// <param name="Marks">Its measures, by number.</param>
public readonly record struct ProblemState(long SignOffs, ProblemSignOff? SignOff, IReadOnlyDictionary<int, ProblemMark> Marks)
{
    /// <summary>Signed off, and every measure still is as it was then.</summary>
    public bool IsSignedOff => SignOff?.Holds(Marks) ?? false;
}

/// <summary>What the rules say: a refusal, or how often each measure had been signed off when the problem was.</summary>
public readonly record struct ProblemVerdict(Refusal? Refusal, IReadOnlyDictionary<int, int> Seen)
{
    public static implicit operator ProblemVerdict(Refusal refusal) => new(refusal, new Dictionary<int, int>());
}

/// <summary>
/// The rules of a problem's sign-off as one pure function, checked in one order: right, shape, state. <c>docs/reference/rules.md</c> says the
/// same in words.
/// </summary>
public static class ProblemDecider
{
    /// <summary>The one act of <see cref="ProblemView.Allowed"/>.</summary>
    public const string SignOffAct = "signOff";

    /// <summary>Nobody asks for a problem's sign-off, and nobody has reviewed it before.</summary>
    private static readonly FourEyesRefusals Breaches = new()
    {
        IsAsker = LeaderIsOfLeadUnit,
        IsOfLeadUnit = LeaderIsOfLeadUnit,
        IsOfOtherUnit = LeaderIsOfMeasureUnit,
        WasOfLeadUnit = LeaderIsOfLeadUnit,
        WasOfOtherUnit = LeaderIsOfMeasureUnit,
        IsReviewer = LeaderIsOfLeadUnit,
    };

    public static ProblemVerdict Decide(ProblemContext context, ProblemState state, SignOffProblem command, Actor actor) =>
        Right(context, actor) is { } no ? no
        : !MeasureDecider.IsText(command.Statement, MeasureDecider.MaxText) ? StatementMissing
        : state.IsSignedOff ? AlreadySignedOff
        : state.Marks.Count == 0 || state.Marks.Values.Any(mark => !mark.SignedOff) ? MeasuresOpen
        : state.SignOffs >= ProblemRow.MaxSignOffs ? TooManySignOffs
        : new ProblemVerdict(null, state.Marks.ToDictionary(mark => mark.Key, mark => mark.Value.SignOffs));

    /// <summary>Why somebody may not sign the problem off, whatever he states; none if he may.</summary>
    public static Refusal? Right(ProblemContext context, Actor actor) =>
        !actor.Is(Roles.Leader) || !actor.ActsForLeader(context.Definition.Leader) ? NotLeader
        : FourEyes.Breach(actor, new(context.Definition.LeadUnit, context.MeasureUnits), Breaches);

    /// <summary>What an actor may do: <c>signOff</c>, put as well as it can be put.</summary>
    public static IReadOnlyDictionary<string, Refusal?> Allowed(ProblemContext context, ProblemState state, Actor actor) =>
        new Dictionary<string, Refusal?>(StringComparer.Ordinal) { [SignOffAct] = Decide(context, state, new() { Statement = "-" }, actor).Refusal };
}
