using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Reports.Pages;

/// <summary>What keeps a sign-off from being requested, one sentence a reason: units with the same reason are named together.</summary>
internal static class MissingWords
{
    /// <summary>Units of a sentence that are named; of more the list beside the form says which.</summary>
    private const int Named = 3;

    public static IEnumerable<string> Of(Bilingual say, PlanFrame frame, IReadOnlyList<MissingView> missing) =>
        missing.GroupBy(one => one.Refusal)
            .Select(same => Sentence(say, same.Key, [.. same.Where(one => one.Unit is not null).Select(one => frame.Unit(one.Unit!))]));

    private static string Sentence(Bilingual say, Refusal refusal, IReadOnlyList<string> units) => (refusal.Code, units) switch
    {
        (_, []) => say[refusal],
        (var code, _) when code == MeasureRefusals.NotAllComplete.Code =>
            say[$"{Names(say, units)}的进度未到 100%。", $"Not at 100%: {Names(say, units)}."],
        (var code, _) when code == MeasureRefusals.NotAllConfirmed.Code =>
            say[$"{Names(say, units)}的任务未经牵头单位确认。", $"Not confirmed by the lead unit: {Names(say, units)}."],
        _ => say[refusal],
    };

    private static string Names(Bilingual say, IReadOnlyList<string> units) => units.Count <= Named ? say.List(units)
        : say[$"{say.List(units.Take(Named))}等 {units.Count} 个单位", $"{say.List(units.Take(Named))} and {units.Count - Named} more"];
}
