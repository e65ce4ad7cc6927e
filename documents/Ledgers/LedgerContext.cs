namespace Rectification.Documents.Ledgers;

/// <summary>The plan a ledger is read into: which units and leaders there are, from when days count, and what is there already.</summary>
public sealed record LedgerContext
{
    /// <summary>In the plan's order; 各县（市、区） are these.</summary>
    public IReadOnlyList<string> Counties { get; init; } = [];

    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Titles (or names) of the leaders.</summary>
    public IReadOnlyList<string> Leaders { get; init; } = [];

    /// <summary>Further names a unit is known by → the unit.</summary>
    public IReadOnlyDictionary<string, string> OtherNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that mean several units → these units; <c>counties</c> alone stands for all counties.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Collective { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where no year is written, the first such day from here on is meant.</summary>
    public required DateOnly FeedbackDate { get; init; }

    /// <summary>An actual day after it is told.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What the plan's rule proposes for 立行立改； offered, never taken.</summary>
    public DateOnly? ImmediateDay { get; init; }

    /// <summary>Most characters of a problem's or measure's text.</summary>
    public int MaxText { get; init; } = Plans.PlanLimits.MaxText;

    /// <summary>What the product has, for a unit's weekly sheet; <see langword="null"/> when a plan is read.</summary>
    public LedgerBefore? Before { get; init; }

    /// <summary>The plan in force, for a sheet that may hold the progress of many of its units; <see langword="null"/>: not asked.</summary>
    public LedgerKnown? Known { get; init; }
}

/// <summary>What was taken in of one unit before its sheet came.</summary>
public sealed record LedgerBefore
{
    /// <summary>Whose sheet it is; <see langword="null"/>: whom the sheet names.</summary>
    public string? Unit { get; init; }

    /// <summary>As of which day the last sheet was; <see langword="null"/> when none was.</summary>
    public DateOnly? LastTakenIn { get; init; }

    /// <summary>Measure → percent last reported.</summary>
    public IReadOnlyDictionary<int, int> Percents { get; init; } = new Dictionary<int, int>();

    /// <summary>Measure → deadline of the plan; <see langword="null"/> where it has none.</summary>
    public IReadOnlyDictionary<int, DateOnly?> Deadlines { get; init; } = new Dictionary<int, DateOnly?>();

    /// <summary>The measures the unit has a part in; empty: not known, and not checked.</summary>
    public IReadOnlySet<int> Measures { get; init; } = new HashSet<int>();
}
