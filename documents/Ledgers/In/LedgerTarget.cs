using Rectification.Plans;

namespace Rectification.Documents.Ledgers.In;

/// <summary>What the lines of a ledger may refer to where they are read into: units by name, leaders by title.</summary>
public sealed class LedgerTarget
{
    private readonly Dictionary<string, string?> units;
    private readonly Dictionary<string, string?> leaders;

    public LedgerTarget(IReadOnlyList<UnitProfile> units, IReadOnlyList<Leader> leaders, DateOnly feedbackDate)
    {
        (Units, Leaders, FeedbackDate) = (units, leaders, feedbackDate);
        this.units = Once(units.Select(unit => (unit.Name, unit.Id)));
        this.leaders = Once(leaders.Select(leader => (leader.Title, leader.Id)));
    }

    public IReadOnlyList<UnitProfile> Units { get; }

    public IReadOnlyList<Leader> Leaders { get; }

    public DateOnly FeedbackDate { get; }

    /// <summary>The unit of a name, where exactly one has it.</summary>
    public string? Unit(string? name) => name is null ? null : units.GetValueOrDefault(name);

    /// <summary>The leader of a title, where exactly one has it.</summary>
    public string? Leader(string? title) => title is null ? null : leaders.GetValueOrDefault(title);

    private static Dictionary<string, string?> Once(IEnumerable<(string Name, string Id)> all) =>
        all.GroupBy(one => one.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Take(2).ToList() is [var (_, id)] ? id : null, StringComparer.Ordinal);
}

/// <summary>What is said once for all lines of a ledger that do not say it themselves.</summary>
public sealed record LedgerDefaults
{
    /// <summary>Start of measures that have none; without it, the feedback day.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Title of the leader responsible.</summary>
    public string? Leader { get; init; }

    /// <summary>Of a preview alone: title of the leader put in where nobody has been named yet, so that the rest can be weighed.</summary>
    public string? StandIn { get; init; }

    /// <summary>Of a plan that is not there yet: its id and title.</summary>
    public string? Plan { get; init; }
    public string? Title { get; init; }
}

/// <summary>A measure whose leader nobody has named yet.</summary>
/// <param name="Measure">Its number.</param>
/// <param name="Cell">Where the ledger would name the leader, or the measure's own cell where it has no such column.</param>
/// <param name="Leader">Title of the one that stands in meanwhile.</param>
public sealed record LedgerStandIn(int Measure, string Cell, string Leader);
