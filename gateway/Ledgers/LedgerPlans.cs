using System.Globalization;
using Rectification.Documents;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.Out;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Ledgers;

/// <summary>Makes of a ledger's rows what they are in a plan: lines of a draft, or an amendment（方案调整）of the plan in force.</summary>
internal static class LedgerPlans
{
    private const string StateAsWritten = "台账状态";
    private const string ProgressAsWritten = "台账进展";
    private const string TargetAsWritten = "整改目标";
    private const int PageSize = 500;

    public static readonly Refusal LeaderNeeded = Refusal.Invalid(
        "ledger.leader-needed", "台账中没有责任领导，请指定。", "The ledger names no leader responsible; say who it is.", "/leader");

    public static readonly Refusal PlanNeeded = Refusal.Invalid(
        "ledger.plan-needed", "新方案须有编号和标题。", "A new plan needs an id and a title.", "/plan");

    /// <summary>A plan that is not there yet, or a draft with what the ledgers add and change.</summary>
    /// <param name="draft">The draft as it is; <see langword="null"/>: none yet.</param>
    /// <param name="place">Where the ledgers are read into.</param>
    /// <param name="readings">Of all files.</param>
    /// <param name="said">What was said with the command.</param>
    public static (PlanDocument? Document, IReadOnlyList<Refusal> Wrong) Document(
        PlanDocument? draft, LedgerPlace place, IReadOnlyList<LedgerReading> readings, CommitLedger said)
    {
        var (document, refusal) = Merge(draft, place, readings, said);
        return document is null ? (null, [refusal!])
            : PlanValidator.Validate(document) is { Count: > 0 } wrong ? (null, wrong)
            : (document, []);
    }

    /// <summary>The same before anybody has looked whether it can be a plan.</summary>
    public static (PlanDocument? Document, Refusal? Refusal) Merge(
        PlanDocument? draft, LedgerPlace place, IReadOnlyList<LedgerReading> readings, CommitLedger said)
    {
        if (draft is null && (said.Plan is null || !Ids.IsValid(said.Plan) || string.IsNullOrWhiteSpace(said.Title)))
        {
            return (null, PlanNeeded);
        }

        var document = draft ?? new()
        {
            Id = said.Plan!,
            Title = said.Title!,
            FeedbackDate = place.Context.FeedbackDate,
            Units = place.Units,
            Leaders = place.Leaders,
            Problems = [],
            Measures = [],
        };
        var categories = document.Categories.ToList();
        var problems = document.Problems.ToDictionary(problem => problem.No);
        var measures = document.Measures.ToDictionary(measure => measure.No);
        var titles = problems.ToDictionary(known => known.Key, known => known.Value.Title);
        var texts = measures.ToDictionary(known => known.Key, known => known.Value.Text);
        foreach (var reading in readings)
        {
            var numbers = new LedgerNumbers(reading, titles, texts);
            foreach (var (problem, rows) in WithMeasures(reading))
            {
                var no = numbers.Problem(problem.No);
                var known = problems.GetValueOrDefault(no);
                if ((place.Leader(LeaderTitle(problem, rows)) ?? known?.Leader ?? place.Leader(said.Leader)) is not { } leader)
                {
                    return (null, LeaderNeeded);
                }

                problems[no] = (known ?? new() { No = no, Title = "", Leader = "", LeadUnit = "" }) with
                {
                    Title = problem.Title,
                    Leader = leader,
                    LeadUnit = Leads(problem, rows, place) ?? known?.LeadUnit ?? "",
                    Category = problem.Category is { } title ? Category(categories, title) : known?.Category,
                };
            }

            foreach (var row in reading.Measures)
            {
                var (no, of) = (numbers.Measure(row.No), row.Problem is { } written ? numbers.Problem(written) : (int?)null);
                measures[no] = Measure(measures.GetValueOrDefault(no), row, (no, of), place, said, problems.GetValueOrDefault(of ?? 0)?.Leader);
            }
        }

        return (document with
        {
            Categories = categories,
            Problems = [.. problems.Values.OrderBy(problem => problem.No)],
            Measures = [.. measures.Values.OrderBy(measure => measure.No)],
        }, null);
    }

    /// <summary>What the ledgers say of the plan in force; what they do not say stays as it is.</summary>
    public static async Task<AmendmentDraft> Amendment(
        IGrainFactory grains, string plan, LedgerPlace place, IReadOnlyList<LedgerReading> readings, CommitLedger said)
    {
        var (known, problems) = (await Known(grains, plan), await Problems(grains, plan));
        var (titles, texts) = (problems.ToDictionary(one => one.Key, one => one.Value.Title), known.ToDictionary(one => one.Key, one => one.Value.Text));
        var (problemPatches, measurePatches) = (new List<ProblemPatch>(), new List<MeasurePatch>());
        foreach (var reading in readings)
        {
            var numbers = new LedgerNumbers(reading, titles, texts);
            foreach (var (problem, rows) in WithMeasures(reading))
            {
                var no = numbers.Problem(problem.No);
                if (problems.ContainsKey(no) || Leads(problem, rows, place) is not null)
                {
                    problemPatches.Add(Problem(problem, rows, problems.GetValueOrDefault(no), place, said) with { No = no });
                }
            }

            foreach (var row in reading.Measures.Where(row => IsComplete(row, place)))
            {
                var no = numbers.Measure(row.No);
                var patch = Patch(row, known.GetValueOrDefault(no), place, said);
                measurePatches.Add(patch with { No = no, Problem = patch.Problem is { } of ? numbers.Problem(of) : null });
            }
        }

        return new() { Problems = problemPatches, Measures = measurePatches };
    }

    /// <summary>Whether nothing of a row has to be answered before it can be a measure.</summary>
    public static bool IsComplete(LedgerMeasure row, LedgerPlace place) => row.Deadline is not null && place.Unit(row.LeadUnit) is not null;

    private static IEnumerable<(LedgerProblem Problem, IEnumerable<LedgerMeasure> Measures)> WithMeasures(LedgerReading reading)
    {
        var measures = reading.Measures.ToLookup(measure => measure.Problem);
        return reading.Problems.Select(problem => (problem, measures[problem.No]));
    }

    private static ProblemPatch Problem(
        LedgerProblem problem, IEnumerable<LedgerMeasure> measures, ProblemView? known, LedgerPlace place, CommitLedger said) =>
        new()
        {
            No = problem.No,
            Title = known is not null && AsRead.IsTitle(known.Title, problem.Title) ? null : problem.Title,
            Category = place.Frame!.Categories.FirstOrDefault(category => problem.Category is { } title && AsRead.IsCategory(category.Title, title))?.No,
            Leader = known is not null ? place.Leader(problem.LeaderTitle) : Leader(place, LeaderTitle(problem, measures), said),
            LeadUnit = known is not null ? null : Leads(problem, measures, place),
        };

    private static string? LeaderTitle(LedgerProblem problem, IEnumerable<LedgerMeasure> measures) =>
        problem.LeaderTitle ?? measures.FirstOrDefault()?.LeaderTitle;

    /// <summary>The unit that leads a problem: its own, or that of its first measure that names one.</summary>
    private static string? Leads(LedgerProblem problem, IEnumerable<LedgerMeasure> measures, LedgerPlace place) =>
        place.Unit(problem.LeadUnit) ?? measures.Select(measure => place.Unit(measure.LeadUnit)).FirstOrDefault(unit => unit is not null);

    private static MeasurePatch Patch(LedgerMeasure row, MeasureView? known, LedgerPlace place, CommitLedger said) => new()
    {
        No = row.No,
        Problem = known is null ? row.Problem : null,
        Text = known is not null && AsRead.IsMeasure(known.Text, row.Text) ? null : row.Text,
        LeadUnit = place.Unit(row.LeadUnit),
        Units = Units(row, place),
        Leader = known is null ? Leader(place, row.LeaderTitle, said) : place.Leader(row.LeaderTitle),
        Start = row.Start ?? (known is null ? said.Start ?? place.Context.FeedbackDate : null),
        // What goes out is the deadline in force, which an extension may have set.
        Deadline = row.Deadline == known?.Deadline ? null : row.Deadline,
        Cadence = Cadence(row.Cadence),
        Institution = row.Institution is { } title && known?.Institution is null ? new() { Kind = InstitutionKind.New, Title = title } : null,
        LongTerm = row.LongTerm ? true : null,
        Extra = Extra(row, known?.Extra, withState: false),
    };

    private static MeasureDefinition Measure(
        MeasureDefinition? known, LedgerMeasure row, (int No, int? Problem) numbers, LedgerPlace place, CommitLedger said, string? leader) =>
        new()
        {
            No = numbers.No,
            Problem = numbers.Problem ?? known?.Problem ?? 0,
            Text = row.Text,
            LeadUnit = place.Unit(row.LeadUnit) ?? known?.LeadUnit ?? "",
            Units = row.LeadUnit is null && known is not null ? known.Units : Units(row, place),
            Leader = place.Leader(row.LeaderTitle) ?? known?.Leader ?? Leader(place, null, said) ?? leader ?? "",
            Start = row.Start ?? known?.Start ?? said.Start ?? place.Context.FeedbackDate,
            Deadline = row.Deadline ?? known?.Deadline ?? default,
            Cadence = Cadence(row.Cadence) ?? known?.Cadence,
            Target = known?.Target,
            Institution = known?.Institution ?? (row.Institution is { } title ? new() { Kind = InstitutionKind.New, Title = title } : null),
            Outcome = known?.Outcome,
            LongTerm = row.LongTerm,
            Source = known?.Source,
            Extra = Extra(row, known?.Extra, withState: true),
        };

    private static IReadOnlyList<string> Units(LedgerMeasure row, LedgerPlace place) =>
        [.. row.SupportingUnits.Select(place.Unit).OfType<string>().Where(unit => unit != place.Unit(row.LeadUnit)).Distinct()];

    private static string? Leader(LedgerPlace place, string? title, CommitLedger said) => place.Leader(title) ?? place.Leader(said.Leader);

    private static int Category(List<Category> categories, string title)
    {
        if (categories.FirstOrDefault(category => category.Title == title) is { } known)
        {
            return known.No;
        }

        categories.Add(new() { No = categories.Select(category => category.No).DefaultIfEmpty(0).Max() + 1, Title = title });
        return categories[^1].No;
    }

    private static Cadence? Cadence(string? words) => words switch
    {
        null => null,
        _ when words.Contains('周') || words.Contains('旬') => Rectification.Plans.Cadence.Weekly,
        _ when words.Contains('季') => Rectification.Plans.Cadence.Quarterly,
        _ when words.Contains('月') => Rectification.Plans.Cadence.Monthly,
        _ when words.Contains('年') => Rectification.Plans.Cadence.Yearly,
        _ => null,
    };

    /// <summary>The columns the product does not know, and what of the known ones it would not give back as it was written.</summary>
    private static Dictionary<string, string>? Extra(LedgerMeasure row, IReadOnlyDictionary<string, string>? known, bool withState)
    {
        var extra = new Dictionary<string, string>(known ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (header, value) in row.Extra)
        {
            Put(extra, header, Text(value));
        }

        foreach (var (header, yuan) in row.Money ?? LedgerValueDictionary.None)
        {
            Put(extra, header, Text(yuan) is { } text ? AsRead.Amount(header, text) : null);
        }

        Put(extra, DeadlineCells.AsWritten, row.DeadlineText is { } written && !IsPlain(written, row.Deadline) ? written : null);
        Put(extra, TargetAsWritten, row.TargetText);
        Put(extra, StateAsWritten, withState ? row.StateText : null);
        Put(extra, ProgressAsWritten, withState ? row.ProgressText : null);
        return extra.Count == 0 ? null : extra;
    }

    private static void Put(Dictionary<string, string> extra, string header, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var column = extra.Keys.FirstOrDefault(heading => AsRead.IsHeading(heading, header)) ?? header;
        if (!extra.TryGetValue(column, out var known) || !AsRead.IsValue(column, known, text))
        {
            extra[column] = text;
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static bool IsPlain(string written, DateOnly? deadline) =>
        deadline is { } day && (written == day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            || written == day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture));

    private static async Task<Dictionary<int, MeasureView>> Known(IGrainFactory grains, string plan)
    {
        var (query, known) = (grains.GetGrain<IPlanQueryGrain>(plan), new Dictionary<int, MeasureView>());
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Measures(new() { After = from, Limit = PageSize });
            foreach (var measure in page.Items)
            {
                known[measure.No] = measure;
            }

            after = page.Next;
        }

        return known;
    }

    private static async Task<Dictionary<int, ProblemView>> Problems(IGrainFactory grains, string plan)
    {
        var (query, known) = (grains.GetGrain<IPlanQueryGrain>(plan), new Dictionary<int, ProblemView>());
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Problems(from, PageSize);
            foreach (var problem in page.Items)
            {
                known[problem.No] = problem;
            }

            after = page.Next;
        }

        return known;
    }
}
