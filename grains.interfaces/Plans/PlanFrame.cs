namespace Rectification.Plans;

/// <summary>
/// What every grain of a plan needs to know of it, without its measures: rules, time zone, units, regions. Shared by reference within
/// a silo, so nothing in it ever changes; a new roster version is a new frame.
/// </summary>
[GenerateSerializer, Immutable, Alias("plan-frame")]
public sealed record PlanFrame
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required string Title { get; init; }

    /// <summary>Grows with every accepted change of the plan's roster.</summary>
    [Id(2)] public required int RosterVersion { get; init; }
    [Id(3)] public required string TimeZone { get; init; }
    [Id(4)] public required DateOnly FeedbackDate { get; init; }
    [Id(5)] public DateOnly? ConcentratedPeriodEnd { get; init; }
    [Id(6)] public required bool Public { get; init; }
    [Id(7)] public required PlanRules Rules { get; init; }

    /// <summary>Regions, each but the root with a parent.</summary>
    [Id(8)] public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>Units, each with a region as its parent.</summary>
    [Id(9)] public required IReadOnlyList<UnitProfile> Units { get; init; }
    [Id(10)] public required IReadOnlyList<Leader> Leaders { get; init; }
    [Id(11)] public required IReadOnlyList<Category> Categories { get; init; }
    [Id(12)] public required int ProblemCount { get; init; }
    [Id(13)] public required int MeasureCount { get; init; }

    /// <summary>Raised by every import of history, closing and reopening: figures cached for past instants under an older one are void.</summary>
    [Id(14)] public required int HistoryGeneration { get; init; }

    /// <summary>The rules before <see cref="Rules"/>, oldest first. Rules that were changed today are in force from a day to come.</summary>
    [Id(15)] public IReadOnlyList<RulesPeriod> FormerRules { get; init; } = [];

    /// <summary>Whether the plan is closed（结束）.</summary>
    [Id(16)] public bool Closed { get; init; }

    /// <summary>The frame as it was known at an instant: rules that were changed later had not been.</summary>
    public PlanFrame KnownAt(DateTimeOffset? instant)
    {
        var unknown = FormerRules.TakeWhile(period => !(period.Changed > instant)).Count();
        return unknown == FormerRules.Count ? this : this with { Rules = FormerRules[unknown].Rules, FormerRules = [.. FormerRules.Take(unknown)] };
    }

    public string RootRegion => Regions.First(region => region.Parent is null).Id;
}
