using System.Reflection;
using Rectification.Measures;

namespace Rectification.Tests;

/// <summary>Which refusals the rules themselves give, and which belong to what stands around them.</summary>
internal static class RefusalCodes
{
    /// <summary>Given by the grain, the store or the import of history, never by a rule of the measure.</summary>
    private static readonly string[] Infrastructure =
    [
        "measure.unknown", "command.key-reused", "measure.version-stale", "measure.too-many-commands", "measure.not-counted-yet",
        "measure.trail-not-sealed", "store.unavailable", "store.outcome-unknown", "evidence.unknown",
        "history.after-live", "history.backwards", "history.in-future",
    ];

    public static IReadOnlyList<Refusal> Refusals { get; } =
        [.. new[] { typeof(CommandRefusals), typeof(MeasureRefusals) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => field.GetValue(null)).OfType<Refusal>()];

    public static IReadOnlyList<string> All { get; } = [.. Refusals.Select(refusal => refusal.Code)];

    public static IReadOnlyList<string> OfTheRuleBook { get; } = [.. All.Except(Infrastructure)];
}
