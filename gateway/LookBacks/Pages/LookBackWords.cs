using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.LookBacks;
using Rectification.Plans;

namespace Rectification.Gateway.LookBacks.Pages;

/// <summary>What pages say of look-backs.</summary>
internal static class LookBackWords
{
    public static string Title(Bilingual say, int no) => say[$"第 {no} 次回头看", $"Look-back {no}"];

    /// <summary>From which measures it was drawn.</summary>
    public static string Bounds(Bilingual say, PlanFrame frame, LookBackView lookBack) => (lookBack.Unit, lookBack.Problem) switch
    {
        (null, null) => say["全部已销号措施", "all that is signed off"],
        ({ } unit, null) => frame.Unit(unit),
        (null, { } problem) => say[$"问题 {problem}", $"problem {problem}"],
        ({ } unit, { } problem) => frame.Unit(unit) + say[$"，问题 {problem}", $", problem {problem}"],
    };

    /// <summary>Why a measure was more likely to be drawn.</summary>
    public static string Reasons(Bilingual say, DrawnMeasure drawn) =>
        drawn.Reasons.Count == 0 ? say["无（权重 1）", "none (weight 1)"]
        : say.List(drawn.Reasons.Select(reason => Reason(say, reason))) + say[$"（权重 {drawn.Weight}）", $" (weight {drawn.Weight})"];

    private static string Reason(Bilingual say, string reason) => reason switch
    {
        "late" => say["超原期限销号", "signed off after its first deadline"],
        "extended" => say["办理过延期", "deadline extended"],
        "returned" => say["申请被退回过", "a request was returned"],
        "sameEvidence" => say["同一佐证用于多处", "one file as evidence in several places"],
        "oneJump" => say["一次填报即到 100%", "100% in a single report"],
        "lastDays" => say["进展集中在期限前三天", "all progress in the last three days"],
        "sameNotes" => say["多处说明文字雷同", "one text in several places"],
        "hastySignOff" => say["申请后十分钟内审核", "approved within ten minutes"],
        _ => reason,
    };
}
