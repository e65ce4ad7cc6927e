using System.Globalization;
using Rectification.Digests;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Digests.Pages;

/// <summary>What pages say of digests.</summary>
internal static class DigestWords
{
    /// <summary>A change with its sign.</summary>
    public static string Signed(long change) => change.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    /// <summary>Whose turn it is, and since when.</summary>
    public static string Turn(Bilingual say, PlanFrame frame, Turn turn, DigestMeasure measure) =>
        say[Glossary.WhoseTurn(turn, measure.Unit.Name)]
        + (turn.Since is { } since ? say.InBrackets(say[$"自 {frame.Time(since)}", $"since {frame.Time(since)}"]) : "");

    public static string Reasons(Bilingual say, IReadOnlyList<DigestReason> reasons) => say.Clauses(reasons.Select(reason =>
    {
        var since = Days.Text(DateOnly.FromDateTime(reason.Since.DateTime));
        var value = reason.Value is { } number ? say.InBrackets(Percentages.Value(number)) : "";
        return say[Glossary.Of(reason.Kind)] + value + say[$"，自 {since}", $" since {since}"];
    }));
}
