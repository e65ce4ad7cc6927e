using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rollups;

namespace Rectification.Queries;

/// <summary>
/// Questions over a whole plan (key: its id), answered from persisted states and from the counters. Stateless: any number of
/// activations answer at once.
/// </summary>
[Alias("plan-query")]
public interface IPlanQueryGrain : IGrainWithStringKey
{
    /// <summary>One page of measures in order of number.</summary>
    [Alias("measures")]
    Task<MeasurePage> Measures(MeasureFilter filter);

    /// <summary>How many measures <see cref="Measures"/> would give in all its pages together.</summary>
    [Alias("count")]
    Task<MeasureCount> Count(MeasureFilter filter);

    /// <summary>What <see cref="Count"/> says to each of these, in one reading; all of them name the same scope and the same moment.</summary>
    [Alias("count-each"), ResponseTimeout("00:01:00")]
    Task<IReadOnlyList<int>> CountEach(IReadOnlyList<MeasureFilter> filters);

    /// <summary>The measures of these numbers as the plan defines them, those it has; nothing but the plan's own texts is read.</summary>
    [Alias("defined")]
    Task<IReadOnlyList<MeasureDefinition>> Defined(IReadOnlyList<int> numbers);

    /// <summary>What an actor has to do in the plan; of a very large one, as far as it was looked through.</summary>
    [Alias("open-tasks")]
    Task<OpenTasks> OpenTasks(Actor actor);

    /// <summary>What waits for the decision of the filter's reader on the measures he sees; nothing else of the filter counts.</summary>
    [Alias("awaited-decisions")]
    Task<IReadOnlyList<AwaitedDecision>> AwaitedDecisions(MeasureFilter scope);

    /// <summary>The measures of these numbers with what is allowed to a reader, in the order asked, those that have a part in the plan. Whether he may see
    /// them is asked elsewhere.</summary>
    [Alias("views-for")]
    Task<IReadOnlyList<MeasureView>> ViewsFor(Actor reader, IReadOnlyList<int> numbers);

    /// <summary>The plan as it first was in force, page by page; the first page has its problems.</summary>
    [Alias("baseline")]
    Task<BaselinePage> Baseline(int after, int limit);

    [Alias("problems")]
    Task<ProblemPage> Problems(int after, int limit);

    /// <summary>One page of problems in order of number.</summary>
    [Alias("find-problems")]
    Task<ProblemPage> FindProblems(ProblemFilter filter);

    /// <summary>Measures and problems by number or by a part of their text; nothing of them is read but the plan's own texts.</summary>
    [Alias("search"), ResponseTimeout("00:01:00")]
    Task<PlanHits> Search(PlanSearch search);

    /// <summary>The sheets of all units, in the plan's order.</summary>
    [Alias("units")]
    Task<IReadOnlyList<UnitSheet>> Units();

    [Alias("unit")]
    Task<UnitSheet?> Unit(string unit);

    /// <summary>
    /// The root's sheet that includes everything the receipt stands for, or <see langword="null"/> when that took longer than 2 s.
    /// </summary>
    [Alias("rates-at-least")]
    Task<RateSheet?> RatesAtLeast(string token);

    /// <summary>
    /// The root's sheet as of a past moment, replayed from the trails (or, for a large plan unless <paramref name="exact"/>, from stored points).
    /// </summary>
    [Alias("rates-as-of"), ResponseTimeout("00:05:00")]
    Task<RateSheet> RatesAsOf(DateTimeOffset asOf, DateTimeOffset? knownAt, bool exact);

    /// <summary>Every unit's own sheet as of a past moment, replayed from the trails; empty for a plan too large to be replayed for a page.</summary>
    [Alias("units-as-of"), ResponseTimeout("00:05:00")]
    Task<IReadOnlyList<UnitSheet>> UnitsAsOf(DateTimeOffset asOf);

    /// <summary>The root's sheets at each day's end.</summary>
    [Alias("rates-history"), ResponseTimeout("00:05:00")]
    Task<IReadOnlyList<RateSheet>> RatesHistory(DateOnly from, DateOnly to);

    /// <summary>
    /// The root's sheets at each day's end as they would have been under other rules, replayed from the trails; nothing is written. Empty for a
    /// plan too large to be replayed for a page.
    /// </summary>
    [Alias("rates-under"), ResponseTimeout("00:05:00")]
    Task<IReadOnlyList<RateSheet>> RatesUnder(PlanRules rules, DateOnly from, DateOnly to);

    /// <summary>Replays the trails for each day's end and stores the points with every region's roll-up.</summary>
    [Alias("rebuild-points"), ResponseTimeout("00:10:00")]
    Task RebuildPoints();

    /// <summary>The plan's figures now, or as of a past moment, computed from the trails; each measure they name is read once.</summary>
    [Alias("figures"), ResponseTimeout("00:05:00")]
    Task<PlanFigures> Figures(DateTimeOffset? asOf);

    /// <summary>Which periods of its cadence a measure was reported on, now or up to a past moment; nothing of one without a cadence.</summary>
    [Alias("cadence")]
    Task<CadenceView?> Cadence(int measure, DateTimeOffset? asOf);

    /// <summary>The same of the measures with numbers above <paramref name="after"/> that have a cadence, in order, at most <paramref name="limit"/>.</summary>
    [Alias("cadences"), ResponseTimeout("00:01:00")]
    Task<CadencePage> Cadences(int after, int limit, DateTimeOffset? asOf);

    /// <summary>Recomputes every tally from the measures' own persisted states and compares.</summary>
    [Alias("recount"), ResponseTimeout("00:10:00")]
    Task<RecountView> Recount();
}

[GenerateSerializer, Immutable, Alias("measure-filter")]
public sealed record MeasureFilter
{
    [Id(0)] public string? Unit { get; init; }
    [Id(1)] public int? Problem { get; init; }
    [Id(2)] public MeasureStatus? Status { get; init; }
    [Id(3)] public Light? Light { get; init; }
    [Id(4)] public DateOnly? DueBefore { get; init; }

    /// <summary>Part of the text, ignoring case; letters that stand in no text of the plan are initials or syllables of pinyin.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>Only measures with a number above this.</summary>
    [Id(6)] public int After { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(7)] public int Limit { get; init; } = 100;

    /// <summary>Only measures that involve one of these units, or one of <see cref="VisibleLeaders"/>; <see langword="null"/>: all.</summary>
    [Id(8)] public IReadOnlyList<string>? VisibleUnits { get; init; }
    [Id(9)] public IReadOnlyList<string> VisibleLeaders { get; init; } = [];

    /// <summary>Whether an extension set the current deadline.</summary>
    [Id(10)] public bool? Extended { get; init; }
    [Id(11)] public bool? Overdue { get; init; }

    /// <summary>Whether <see cref="Unit"/> leads it; means nothing without a unit.</summary>
    [Id(12)] public bool? Led { get; init; }

    /// <summary>Whether the assignment of <see cref="Unit"/> is done; means nothing without a unit.</summary>
    [Id(13)] public bool? Done { get; init; }

    /// <summary>Whether it is signed off as standing（长期坚持）.</summary>
    [Id(14)] public bool? Standing { get; init; }

    /// <summary>Whether the plan promises an institution（制度）with it.</summary>
    [Id(15)] public bool? Institution { get; init; }

    /// <summary>Whether its institution is registered.</summary>
    [Id(16)] public bool? Registered { get; init; }

    /// <summary>Only measures whose last entry is of this day of the plan.</summary>
    [Id(17)] public DateOnly? Changed { get; init; }

    /// <summary>The measures as they were at this moment, replayed from their trails; <see langword="null"/>: as they are.</summary>
    [Id(18)] public DateTimeOffset? AsOf { get; init; }

    /// <summary>Only measures this leader is responsible for.</summary>
    [Id(19)] public string? Leader { get; init; }

    /// <summary>The views then say what is allowed to this actor. Whether he may see them is asked elsewhere.</summary>
    [Id(20)] public Actor? Reader { get; init; }

    /// <summary>Only measures that count in each of these, so that a list has what the figure counts.</summary>
    [Id(22)] public FigureSet Counted { get; init; }

    /// <summary>Only measures that count in none of these.</summary>
    [Id(23)] public FigureSet NotCounted { get; init; }

    /// <summary>Whether it is asked for measures that count in the figure, or for those that do not, or not at all.</summary>
    public bool? Asked(Figure figure) => Counted.Has(figure) ? true : NotCounted.Has(figure) ? false : null;

    /// <summary>Figures that a list may be asked for by their names.</summary>
    public static readonly IReadOnlyList<Figure> Named =
    [
        Figure.SignedOffLate, Figure.SignedOffLateByFirst, Figure.ReopenedLater, Figure.Reopened, Figure.ReviewLate, Figure.StandingDue,
        Figure.Waiting, Figure.DueWithin10, Figure.DueWithin20, Figure.DueLater, Figure.OverdueWithin7, Figure.OverdueWithin30, Figure.OverdueLonger,
    ];
}

[GenerateSerializer, Immutable, Alias("measure-count")]
public sealed record MeasureCount
{
    [Id(0)] public required int Count { get; init; }

    /// <summary>Whether the whole plan was looked through; otherwise there may be more.</summary>
    [Id(1)] public required bool Whole { get; init; }
}

[GenerateSerializer, Immutable, Alias("problem-filter")]
public sealed record ProblemFilter
{
    [Id(0)] public bool? SignedOff { get; init; }

    /// <summary>Only problems with a number above this.</summary>
    [Id(1)] public int After { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(2)] public int Limit { get; init; } = 100;

    /// <summary>
    /// Only problems led by one of these units or one of <see cref="VisibleLeaders"/>, or with a measure that involves one of them;
    /// <see langword="null"/>: all.
    /// </summary>
    [Id(3)] public IReadOnlyList<string>? VisibleUnits { get; init; }
    [Id(4)] public IReadOnlyList<string> VisibleLeaders { get; init; } = [];

    /// <summary>The problems as they were at this moment; <see langword="null"/>: as they are.</summary>
    [Id(5)] public DateTimeOffset? AsOf { get; init; }

    /// <summary>Only problems this unit leads.</summary>
    [Id(6)] public string? LeadUnit { get; init; }

    /// <summary>Only problems this leader is responsible for.</summary>
    [Id(7)] public string? Leader { get; init; }
}

[GenerateSerializer, Immutable, Alias("plan-search")]
public sealed record PlanSearch
{
    /// <summary>
    /// A part of a text, ignoring case, or initials or syllables of it in pinyin; or a number: <c>12</c> is a measure or a problem, <c>12-3</c> the third
    /// measure of problem 12.
    /// </summary>
    [Id(0)] public required string Text { get; init; }

    /// <summary>Most hits of a kind.</summary>
    [Id(1)] public required int Limit { get; init; }

    /// <inheritdoc cref="ProblemFilter.VisibleUnits"/>
    [Id(2)] public IReadOnlyList<string>? VisibleUnits { get; init; }
    [Id(3)] public IReadOnlyList<string> VisibleLeaders { get; init; } = [];
}

/// <summary>
/// What a search found in one plan, each kind in order of number: first a number that was asked for, then what has the text as it stands, then as pinyin.
/// </summary>
[GenerateSerializer, Immutable, Alias("plan-hits")]
public sealed record PlanHits
{
    [Id(0)] public required IReadOnlyList<MeasureHit> Measures { get; init; }
    [Id(1)] public required bool MoreMeasures { get; init; }
    [Id(2)] public required IReadOnlyList<ProblemHit> Problems { get; init; }
    [Id(3)] public required bool MoreProblems { get; init; }

    /// <summary>The plan is too large for its texts to be searched: only numbers were looked up.</summary>
    [Id(4)] public bool NumbersOnly { get; init; }
}

[GenerateSerializer, Immutable, Alias("measure-hit")]
public sealed record MeasureHit
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required int Problem { get; init; }
    [Id(2)] public required string Text { get; init; }
    [Id(3)] public required string LeadUnit { get; init; }
}

[GenerateSerializer, Immutable, Alias("problem-hit")]
public sealed record ProblemHit
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public required string Leader { get; init; }
    [Id(3)] public required string LeadUnit { get; init; }
}

[GenerateSerializer, Immutable, Alias("measure-page")]
public sealed record MeasurePage
{
    [Id(0)] public required IReadOnlyList<MeasureView> Items { get; init; }

    /// <summary>
    /// Pass as <see cref="MeasureFilter.After"/> for the next page; <see langword="null"/> at the end. A page may be short and still have a next
    /// one.
    /// </summary>
    [Id(1)] public int? Next { get; init; }
}

[GenerateSerializer, Immutable, Alias("problem-page")]
public sealed record ProblemPage
{
    [Id(0)] public required IReadOnlyList<ProblemView> Items { get; init; }
    [Id(1)] public int? Next { get; init; }
}

/// <summary>A unit with its figures.</summary>
[GenerateSerializer, Immutable, Alias("unit-sheet")]
public sealed record UnitSheet
{
    [Id(0)] public required UnitProfile Unit { get; init; }
    [Id(1)] public required RateSheet Sheet { get; init; }

    /// <summary>With everything below, where the unit has units below it.</summary>
    [Id(2)] public RateSheet? WithBelow { get; init; }
}

[GenerateSerializer, Immutable, Alias("recount-view")]
public sealed record RecountView
{
    /// <summary>Measures read.</summary>
    [Id(0)] public required long Checked { get; init; }

    /// <summary>Differences that stood after reading again; at most 1,000 are named.</summary>
    [Id(1)] public required IReadOnlyList<Mismatch> Mismatches { get; init; }

    /// <summary>Units still recovering while they were compared.</summary>
    [Id(2)] public required int Recovering { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}

/// <summary>One difference between a counter and the persisted states.</summary>
[GenerateSerializer, Immutable, Alias("mismatch")]
public sealed record Mismatch
{
    /// <summary>For example <c>unit:330302</c>, <c>region:city</c>.</summary>
    [Id(0)] public required string Counter { get; init; }

    /// <summary>For example <c>measure:12</c>, <c>tally</c>.</summary>
    [Id(1)] public required string Item { get; init; }
    [Id(2)] public required string Expected { get; init; }
    [Id(3)] public required string Counted { get; init; }
}

/// <summary>基线：the plan as it was approved, which stays whatever is amended later.</summary>
[GenerateSerializer, Immutable, Alias("baseline-page")]
public sealed record BaselinePage
{
    [Id(0)] public required string Plan { get; init; }

    /// <summary>The roster version it is.</summary>
    [Id(1)] public required int Roster { get; init; }
    [Id(2)] public required IReadOnlyList<ProblemDefinition> Problems { get; init; }
    [Id(3)] public required IReadOnlyList<MeasureDefinition> Measures { get; init; }

    /// <summary>Pass as <c>cursor</c> for the next page; <see langword="null"/> at the end.</summary>
    [Id(4)] public int? Next { get; init; }
}
