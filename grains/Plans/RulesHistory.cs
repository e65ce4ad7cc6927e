namespace Rectification.Plans;

/// <summary>
/// How the rules of a plan that is reported on change: from the beginning of a day to come. Until then every silo has heard of it, so an
/// event is judged by the same rules when it happens and whenever it is recomputed; and what was stays as it was.
/// </summary>
internal static class RulesHistory
{
    /// <summary>Most changes a plan remembers; far more than a campaign knows.</summary>
    public const int MostChanges = 100;

    /// <summary>The least time between a change and its day: silos hear of it within seconds, after a crash within minutes.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(1);

    /// <summary>
    /// The rules with those by which time is judged, those of amendments and closing, and those of digests and their figures, as in
    /// <paramref name="like"/>: only they may change while a plan is reported on.
    /// </summary>
    public static PlanRules Untimed(PlanRules rules, PlanRules like) => rules with
    {
        Lights = like.Lights,
        ReviewDays = like.ReviewDays,
        Extensions = like.Extensions,
        Amendments = like.Amendments,
        Closing = like.Closing,
        Digest = like.Digest,
        PercentDecimals = like.PercentDecimals,
    };

    /// <summary>
    /// The former rules once <paramref name="next"/> were saved at <paramref name="now"/>. A change that is not in force yet is taken back by the next one.
    /// </summary>
    public static IReadOnlyList<RulesPeriod> After(PlanFrame frame, PlanRules next, DateTimeOffset now)
    {
        var calendar = PlanCalendar.Of(frame.TimeZone);
        var from = calendar.EndOf(calendar.DayOf(now + Notice));
        var kept = frame.FormerRules.Where(period => period.Until < from).ToList();
        var inForce = frame.FormerRules.FirstOrDefault(period => period.Until >= from)?.Rules ?? frame.Rules;
        return Same(inForce, next) ? kept : [.. kept, new() { Rules = inForce, Until = calendar.Local(from), Changed = calendar.Local(now) }];
    }

    private static bool Same(PlanRules one, PlanRules other) =>
        one.ReviewDays == other.ReviewDays && one.Extensions == other.Extensions && one.Lights.SequenceEqual(other.Lights);
}
