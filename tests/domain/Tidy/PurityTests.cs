using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>The rules know no grain, no web, no task and no clock: whatever they need is handed to them.</summary>
public sealed partial class PurityTests
{
    [Fact]
    public void The_rules_are_pure()
    {
        var pure = Sources.CSharp.Where(file => PureFile().IsMatch(file.Path)).Select(file => file.Code).ToList();
        string[] some =
        [
            "Measures/MeasureDecider.cs", "Measures/LightPolicy.cs", "Calendars/CalendarDecider.cs", "Accounts/AccountRules.cs",
            "LookBacks/LookBackDecider.cs", "Rules/FourEyes.cs",
        ];
        Assert.Superset(some.Select(file => $"grains/{file}").ToHashSet(), pure.Select(file => file.Path).ToHashSet());
        Assert.Empty(pure.Matches(Impure()));
    }

    /// <summary>By kind, wherever it is: what decides, judges, counts, folds, or puts into words.</summary>
    [GeneratedRegex(
        """
        ^grains(\.interfaces)?/.*/(
            \w*(Decider|Evolution|Policy|Rules|FourEyes|Projection|Context|State|Counter|Span|Draw|Signals|Uses|Finding|Notice|Notifications|Letters|Sentences)
            (\.\w+)?
        )\.cs$
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PureFile();

    /// <summary>Serializer attributes need no using and stay allowed; they are the one thing the rules may know of Orleans.</summary>
    [GeneratedRegex(
        """
        using\ (static\ )?(Orleans|Microsoft\.AspNetCore|Microsoft\.Extensions|System\.(Net|Threading|IO|Diagnostics;))
        | \b(Grain|IGrain\w*|GrainFactory|GrainId|IClusterClient|IPersistentState|IGrainStorage|RequestContext|IReminder\w*|IGrainTimer|HttpContext|ILogger)\b
        | \b(async|await|Task|ValueTask|Thread|Timer|PeriodicTimer|CancellationToken)\b
        | \b(Stopwatch|TimeProvider|Random|Environment|File|Console)\b | \b(DateTime|DateTimeOffset)\.(Utc)?Now\b | \bDateTime\.Today\b | \bGuid\.NewGuid\b
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Impure();
}
