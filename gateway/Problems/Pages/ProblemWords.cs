using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Problems.Pages;

/// <summary>What a list of problems was asked for, in words.</summary>
internal static class ProblemWords
{
    public static IReadOnlyList<string> Of(ProblemFilter filter, PlanFrame frame, Bilingual say) =>
    [
        .. new[]
        {
            filter.LeadUnit is { } unit ? say[$"{RecordWords.Unit(frame, unit)}牵头", $"led by {RecordWords.Unit(frame, unit)}"] : null,
            filter.Leader is { } leader ? RecordWords.Leader(frame, leader) : null,
            filter.SignedOff switch { true => say["已销号", "signed off"], false => say["未销号", "not signed off"], null => null },
        }.OfType<string>(),
    ];
}
