using Rectification.Documents.Ledgers.Out;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using static Rectification.Documents.Ledgers.In.LedgerLines;

namespace Rectification.Documents.Ledgers.In;

/// <summary>What ledgers say of a plan in force, as lines of an amendment（方案调整）. What they do not state stays as it is. Pure.</summary>
public sealed record LedgerAmendment
{
    /// <summary>The lines that change, as far as they change.</summary>
    public required AmendmentDraft Draft { get; init; }

    /// <summary>Of the new lines those for which the ledger lacks a column, each with its cell.</summary>
    public required IReadOnlyList<Refusal> Lacking { get; init; }

    /// <summary>Of problems those whose category the plan does not have, each with its cell.</summary>
    public required IReadOnlyList<Refusal> Unknown { get; init; }

    /// <summary>Rows of which something has to be answered or put right first.</summary>
    public required int Open { get; init; }

    /// <summary>New lines whose leader nobody has named yet; only of a preview.</summary>
    public required IReadOnlyList<LedgerStandIn> StandIns { get; init; }

    /// <summary>All that has to be put right before any of it can be taken in.</summary>
    public IReadOnlyList<Refusal> Wrong => [.. Unknown, .. Lacking];

    /// <summary>The code of <see cref="Unknown"/>.</summary>
    public const string CategoryUnknownCode = "ledger.category-unknown";

    /// <summary>Whether the plan says all of it already.</summary>
    public bool IsEmpty => Draft is { Measures.Count: 0, Problems.Count: 0 };

    /// <param name="problems">The plan's problems by number.</param>
    /// <param name="measures">The plan's measures by number.</param>
    /// <param name="categories">The plan's categories.</param>
    /// <param name="target">Its units and leaders.</param>
    /// <param name="readings">Of all files.</param>
    /// <param name="said">What was said once for all lines.</param>
    public static LedgerAmendment Of(
        IReadOnlyDictionary<int, ProblemView> problems, IReadOnlyDictionary<int, MeasureView> measures, IReadOnlyList<Category> categories,
        LedgerTarget target, IReadOnlyList<LedgerReading> readings, LedgerDefaults said)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var titles = problems.ToDictionary(one => one.Key, one => one.Value.Title);
        var texts = measures.ToDictionary(one => one.Key, one => one.Value.Text);
        var (problemPatches, measurePatches, standIns, lacking, unknown, open) =
            (new List<ProblemPatch>(), new List<MeasurePatch>(), new List<LedgerStandIn>(), new List<Refusal>(), new List<Refusal>(), 0);
        foreach (var reading in readings)
        {
            var numbers = new LedgerNumbers(reading, titles, texts);
            foreach (var (problem, rows) in WithMeasures(reading))
            {
                var no = numbers.Problem(problem.No);
                if (problem.Category is { } category && Known(categories, category) is null)
                {
                    unknown.Add(CategoryUnknown(category, categories, Cell(
                        reading, readings.Count > 1, problem.Source.Cell(problem.Row, LedgerFields.Category, LedgerFields.Problem))));
                }

                if ((problems.ContainsKey(no) || Leads(problem, rows, target) is not null)
                    && Problem(problem, rows, problems.GetValueOrDefault(no), categories, target, said) is var patch
                    && patch != new ProblemPatch { No = problem.No })
                {
                    problemPatches.Add(patch with { No = no });
                }
            }

            foreach (var row in reading.Measures)
            {
                var no = numbers.Measure(row.No);
                var known = measures.GetValueOrDefault(no);
                if (known is null && Lacks(row, reading, readings.Count > 1) is { } lacks)
                {
                    lacking.Add(lacks);
                }
                else if (!IsComplete(row, known is not null, target))
                {
                    open++;
                }
                else if (Measure(row, known, target, said) is var patch && patch != new MeasurePatch { No = row.No })
                {
                    measurePatches.Add(patch with { No = no, Problem = patch.Problem is { } of ? numbers.Problem(of) : null });
                    if (known is null && said.StandIn is { } standIn && Leader(target, row.LeaderTitle, said) is null)
                    {
                        standIns.Add(StandIn(reading, readings.Count > 1, row, no, standIn));
                    }
                }
            }
        }

        return new()
        {
            Draft = new() { Problems = problemPatches, Measures = measurePatches },
            Lacking = lacking,
            Unknown = unknown,
            Open = open,
            StandIns = standIns,
        };
    }

    private static int? Known(IReadOnlyList<Category> categories, string title) =>
        categories.FirstOrDefault(category => AsRead.IsCategory(category.Title, title))?.No;

    private static Refusal CategoryUnknown(string title, IReadOnlyList<Category> categories, string cell)
    {
        var (zh, en) = (string.Join('、', categories.Select(category => category.Title)), string.Join(", ", categories.Select(category => category.Title)));
        return Refusal.Invalid(
            CategoryUnknownCode,
            categories.Count > 0 ? $"方案里没有问题类别{Quotation.Of(title)}，现有：{zh}。请改成其中一类，或把这一列设为“原样保留”。"
                : $"方案没有设问题类别，{Quotation.Of(title)}无处可记；请把这一列设为“原样保留”。",
            categories.Count > 0 ? $"The plan has no category {title}. It has: {en}. Name one of these, or keep the column as it is (extra)."
                : $"The plan has no categories, so {title} has no place in it: keep the column as it is (extra).",
            cell);
    }

    private static ProblemPatch Problem(
        LedgerProblem problem, IEnumerable<LedgerMeasure> rows, ProblemView? known, IReadOnlyList<Category> categories, LedgerTarget target,
        LedgerDefaults said) =>
        new()
        {
            No = problem.No,
            Title = known is not null && AsRead.IsTitle(known.Title, problem.Title) ? null : problem.Title,
            Category = Unless(problem.Category is { } category ? Known(categories, category) : null, known?.Category),

            // A leader beside each measure is the measure's; the problem's is stated where a list of problems has a column for it.
            Leader = known is null ? Leader(target, LeaderTitle(problem, rows), said) ?? target.Leader(said.StandIn)
                : problem.Source.States(LedgerFields.ProblemLeader) ? Unless(target.Leader(problem.LeaderTitle), known.Leader) : null,
            LeadUnit = known is null ? Leads(problem, rows, target) : null,
        };

    private static MeasurePatch Measure(LedgerMeasure row, MeasureView? known, LedgerTarget target, LedgerDefaults said)
    {
        var lead = target.Unit(row.LeadUnit);
        var supports = known?.Assignments.Where(share => !share.Lead).Select(share => share.Unit).ToList();
        var units = Supporting(row, supports, lead ?? known?.LeadUnit, target);
        var kept = KeptColumns.Of(row, known?.Extra, withState: false);
        return new()
        {
            No = row.No,
            Problem = known is null ? row.Problem : null,
            Text = known is not null && AsRead.IsMeasure(known.Text, row.Text) ? null : row.Text,
            LeadUnit = Unless(lead, known?.LeadUnit),
            Units = supports is not null && units.ToHashSet().SetEquals(supports) ? null : units,
            Leader = known is null ? Leader(target, row.LeaderTitle, said) ?? target.Leader(said.StandIn)
                : Unless(target.Leader(row.LeaderTitle), known.Leader),
            Start = known is null ? row.Start ?? said.Start ?? target.FeedbackDate : Unless(row.Start, known.Start),

            // What goes out is the deadline in force, which an extension may have set.
            Deadline = Unless(row.Deadline, known?.Deadline),
            Cadence = Unless(Cadence(row.Cadence), known?.Cadence),
            WithoutCadence = known?.Cadence is not null && IsEmptied(row, LedgerFields.Cadence, row.Cadence),
            Institution = known?.Institution is null ? Institution(row) : null,

            // What was issued is a fact, whatever a ledger leaves out.
            WithoutInstitution = known?.Institution is { Registered: false } && IsEmptied(row, LedgerFields.Institution, row.Institution),
            LongTerm = row.LongTerm && known?.LongTerm != true ? true : null,
            Extra = AreSame(kept, known?.Extra) ? null : kept,
        };
    }

    private static T? Unless<T>(T? said, T? known)
        where T : struct => said is { } value && known is { } there && EqualityComparer<T>.Default.Equals(value, there) ? null : said;

    private static string? Unless(string? said, string? known) => said == known ? null : said;

    private static bool AreSame(Dictionary<string, string> kept, IReadOnlyDictionary<string, string>? known) =>
        kept.Count == (known?.Count ?? 0) && kept.All(column => known!.TryGetValue(column.Key, out var value) && value == column.Value);
}
