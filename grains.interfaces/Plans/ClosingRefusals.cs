using System.Globalization;
using static Rectification.Refusal;

namespace Rectification.Plans;

/// <summary>
/// Every "no" to closing a plan or opening it again, in order of precedence, and what a closed plan answers. <c>docs/reference/closing.md</c> lists them.
/// </summary>
public static class ClosingRefusals
{
    /// <summary>Numbers that a refusal names; the list of measures gives the others.</summary>
    private const int MostNamed = 20;

    public static readonly Refusal NotOffice =
        Forbidden("closing.not-office", "方案由整改办或运维结束或重新打开。", "A plan is closed, and opened again, by the office or by ops.");
    public static readonly Refusal ReasonMissing = Invalid("closing.reason-missing", "须写明理由。", "A reason is needed.", "/reason");
    public static readonly Refusal ReasonTooLong =
        Invalid("closing.reason-length", "理由和依据文件至多 2,000 个字。", "A reason, or the paper it rests on, has at most 2,000 characters.", "/reason");
    public static readonly Refusal NotClosed = Conflict("closing.not-closed", "方案没有结束。", "The plan is not closed.");

    /// <summary>The plan is closed, and what was asked is for a plan that is worked on.</summary>
    public static readonly Refusal Closed = Conflict("plan.closed", "方案已结束；如需改动，请先重新打开。", "The plan is closed; open it again first.");

    /// <summary>A measure that was explained when its plan was closed rests.</summary>
    public static readonly Refusal MeasureRests =
        Conflict("measure.plan-closed", "方案已结束，该措施已作说明，不再填报；如需办理，请先重新打开方案。",
            "The plan is closed and the measure was explained; open the plan again first.");

    public static Refusal ExplanationMissing(int index) => Invalid(
        "closing.explanation-missing", "须写明未完成的情况，至多 2,000 个字。", "Say why it is not done, in at most 2,000 characters.", At(index, "text"));

    public static Refusal MeasureUnknown(int index) => Invalid("closing.measure-unknown", "方案中没有该措施。", "The plan has no such measure.", At(index, "no"));

    public static Refusal Twice(int index) => Invalid("closing.measure-twice", "同一条措施只能说明一次。", "A measure is explained once.", At(index, "no"));

    public static Refusal Unsettled(int count, IEnumerable<int> numbers)
    {
        var named = string.Join(", ", numbers.Take(MostNamed).Select(no => no.ToString(CultureInfo.InvariantCulture)));
        return Conflict("closing.unsettled", $"还有 {count} 条措施未销号、未列为不再整改，也未作说明：{named}",
            $"{count} measures are neither signed off nor left out nor explained: {named}", "/explanations");
    }

    public static Refusal ObjectionRuns(DateOnly lastDay) => Conflict("closing.objection-runs", $"公示期至 {lastDay:yyyy-MM-dd}，期满后方可结束。",
        $"Anybody may object until {lastDay:yyyy-MM-dd}; the plan can be closed after that day.");

    private static string At(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"/explanations/{index}/{field}");
}
