using System.Globalization;
using Rectification.Documents.Ledgers.Out;
using Rectification.Plans;
using static Rectification.Documents.Ledgers.In.LedgerLines;

namespace Rectification.Documents.Ledgers.In;

/// <summary>A plan that is not there yet, or a draft of one, with what ledgers add and change; what they do not state stays as it is. Pure.</summary>
public sealed class LedgerDraft
{
    public static readonly Refusal LeaderNeeded = Refusal.Invalid(
        "ledger.leader-needed", "台账中没有责任领导，请指定。", "The ledger names no leader responsible; say who it is.", "/leader");

    public static readonly Refusal PlanNeeded = Refusal.Invalid(
        "ledger.plan-needed", "新方案须有编号和标题。", "A new plan needs an id and a title.", "/plan");

    private readonly LedgerTarget target;
    private readonly LedgerDefaults said;
    private readonly List<Category> categories;
    private readonly Dictionary<int, ProblemDefinition> problems;
    private readonly Dictionary<int, MeasureDefinition> measures;

    /// <summary>By number, where a line was read that is or changes it: the file and cell errors lead to.</summary>
    private readonly Dictionary<int, Func<string, string>> problemCells = [];
    private readonly Dictionary<int, Func<string, string>> measureCells = [];
    private readonly List<Refusal> lacking = [];
    private readonly List<LedgerStandIn> standIns = [];

    /// <summary>Problems whose leader nobody has named yet.</summary>
    private readonly HashSet<int> withoutLeader = [];

    private PlanDocument document;

    private LedgerDraft(PlanDocument draft, LedgerTarget target, LedgerDefaults said)
    {
        (document, this.target, this.said, categories) = (draft, target, said, [.. draft.Categories]);
        problems = draft.Problems.ToDictionary(problem => problem.No);
        measures = draft.Measures.ToDictionary(measure => measure.No);
    }

    /// <param name="draft">The draft as it is; <see langword="null"/>: none yet.</param>
    /// <param name="target">Its units and leaders.</param>
    /// <param name="readings">Of all files.</param>
    /// <param name="said">What was said once for all lines.</param>
    /// <returns>The draft as it is to be, or what is missing of the whole.</returns>
    public static (LedgerDraft? Draft, Refusal? Refusal) Of(
        PlanDocument? draft, LedgerTarget target, IReadOnlyList<LedgerReading> readings, LedgerDefaults said)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(said);
        if (draft is null && (said.Plan is null || !Ids.IsValid(said.Plan) || string.IsNullOrWhiteSpace(said.Title)))
        {
            return (null, PlanNeeded);
        }

        var before = draft ?? new()
        {
            Id = said.Plan!,
            Title = said.Title!,
            FeedbackDate = target.FeedbackDate,
            Units = target.Units,
            Leaders = target.Leaders,
            Problems = [],
            Measures = [],
        };
        var made = new LedgerDraft(before, target, said);
        if (!made.Add(readings))
        {
            return (null, LeaderNeeded);
        }

        made.document = before with
        {
            Categories = made.categories,
            Problems = [.. made.problems.Values.OrderBy(problem => problem.No)],
            Measures = [.. made.measures.Values.OrderBy(measure => measure.No)],
        };
        return (made, null);
    }

    public PlanDocument Document => document;

    /// <summary>Rows of which something has to be answered or put right first.</summary>
    public int Open { get; private set; }

    /// <summary>Lines whose leader nobody has named yet; only of a preview.</summary>
    public IReadOnlyList<LedgerStandIn> StandIns => standIns;

    /// <summary>What is wrong with it, at the cell where a line of the ledgers is the cause; empty when it can be a plan.</summary>
    public IReadOnlyList<Refusal> Errors() => lacking.Count > 0 ? lacking : [.. PlanValidator.Validate(document).Select(AtCell)];

    /// <summary>Whether every problem has a leader.</summary>
    private bool Add(IReadOnlyList<LedgerReading> readings)
    {
        var titles = problems.ToDictionary(known => known.Key, known => known.Value.Title);
        var texts = measures.ToDictionary(known => known.Key, known => known.Value.Text);
        foreach (var reading in readings)
        {
            var numbers = new LedgerNumbers(reading, titles, texts);
            foreach (var (problem, rows) in WithMeasures(reading))
            {
                var no = numbers.Problem(problem.No);
                if (Problem(no, problem, rows) is not { } line)
                {
                    return false;
                }

                problems[no] = line;
                problemCells[no] = field => Cell(reading, readings.Count > 1, problem.Source.Cell(problem.Row, Field(field), LedgerFields.Problem));
            }

            foreach (var row in reading.Measures)
            {
                var (no, of) = (numbers.Measure(row.No), row.Problem is { } written ? numbers.Problem(written) : (int?)null);
                var known = measures.GetValueOrDefault(no);
                if (known is null && Lacks(row, reading, readings.Count > 1) is { } lacks)
                {
                    lacking.Add(lacks);
                }

                Open += IsComplete(row, known is not null, target) ? 0 : 1;
                measures[no] = Measure(known, row, no, of);
                if (said.StandIn is { } standIn && known is null && Leader(target, row.LeaderTitle, said) is null && (of is not { } its
                    || withoutLeader.Contains(its)))
                {
                    standIns.Add(StandIn(reading, readings.Count > 1, row, no, standIn));
                }

                measureCells[no] = field => Cell(reading, readings.Count > 1, row.Source.Cell(row.Row, Field(field), LedgerFields.Measure));
            }
        }

        return true;
    }

    private ProblemDefinition? Problem(int no, LedgerProblem problem, IEnumerable<LedgerMeasure> rows)
    {
        var known = problems.GetValueOrDefault(no);
        var leader = known is not null && !problem.Source.States(LedgerFields.ProblemLeader) ? known.Leader
            : target.Leader(LeaderTitle(problem, rows)) ?? known?.Leader ?? target.Leader(said.Leader);
        if (leader is null && target.Leader(said.StandIn) is { } standIn)
        {
            leader = standIn;
            withoutLeader.Add(no);
        }

        return leader is null ? null : (known ?? new() { No = no, Title = "", Leader = "", LeadUnit = "" }) with
        {
            Title = known is not null && AsRead.IsTitle(known.Title, problem.Title) ? known.Title : problem.Title,
            Leader = leader,
            LeadUnit = known is not null && !problem.Source.States(LedgerFields.ProblemLeadUnit) ? known.LeadUnit
                : Leads(problem, rows, target) ?? known?.LeadUnit ?? "",
            Category = problem.Category is { } title ? Category(title) : known?.Category,
        };
    }

    private MeasureDefinition Measure(MeasureDefinition? known, LedgerMeasure row, int no, int? problem)
    {
        var lead = target.Unit(row.LeadUnit) ?? known?.LeadUnit ?? "";
        var kept = KeptColumns.Of(row, known?.Extra, withState: true);
        return new()
        {
            No = no,
            Problem = problem ?? known?.Problem ?? 0,
            Text = known is not null && AsRead.IsMeasure(known.Text, row.Text) ? known.Text : row.Text,
            LeadUnit = lead,
            Units = Supporting(row, known?.Units, lead, target),
            Leader = target.Leader(row.LeaderTitle) ?? known?.Leader ?? target.Leader(said.Leader) ?? problems.GetValueOrDefault(problem ?? 0)?.Leader
                ?? target.Leader(said.StandIn) ?? "",
            Start = row.Start ?? known?.Start ?? said.Start ?? target.FeedbackDate,
            Deadline = row.Deadline ?? known?.Deadline ?? default,
            Cadence = IsEmptied(row, LedgerFields.Cadence, row.Cadence) ? null : Cadence(row.Cadence) ?? known?.Cadence,
            Target = known?.Target,
            Institution = IsEmptied(row, LedgerFields.Institution, row.Institution) ? null : known?.Institution ?? Institution(row),
            Outcome = known?.Outcome,
            LongTerm = row.DeadlineText is null && known is not null ? known.LongTerm : row.LongTerm,
            Source = known?.Source,
            Quantities = known?.Quantities,
            Extra = kept.Count == 0 ? null : kept,
        };
    }

    private int Category(string title)
    {
        if (categories.Find(category => AsRead.IsCategory(category.Title, title)) is { } known)
        {
            return known.No;
        }

        categories.Add(new() { No = categories.Select(category => category.No).DefaultIfEmpty(0).Max() + 1, Title = title });
        return categories[^1].No;
    }

    /// <summary>An error of the document at the cell that made it so, as whoever looks at the ledger has no document.</summary>
    private Refusal AtCell(Refusal error)
    {
        if (error.Pointer?.Split('/') is not ["", var list, var index, .. var rest]
            || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return error;
        }

        var field = rest.Length > 0 ? rest[0] : "";
        return list switch
        {
            "measures" when measureCells.TryGetValue(document.Measures[at].No, out var cell) => error with { Pointer = cell(field) },
            "problems" when problemCells.TryGetValue(document.Problems[at].No, out var cell) => error with { Pointer = cell(field) },
            _ => error,
        };
    }

    private static string Field(string member) => member switch
    {
        "no" => LedgerFields.MeasureNo,
        "units" => LedgerFields.SupportingUnits,
        "problem" => LedgerFields.ProblemRef,
        "text" => LedgerFields.Measure,
        "title" => LedgerFields.Problem,
        _ => member,
    };
}
