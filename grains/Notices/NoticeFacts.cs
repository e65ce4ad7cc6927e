using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Notices;

/// <summary>Everything a notice is written from and held against, as it is at one moment.</summary>
public sealed record NoticeFacts
{
    public required PlanView Plan { get; init; }
    public required IReadOnlyList<ProblemView> Problems { get; init; }

    /// <summary>Those to be carried out, in order of number.</summary>
    public required IReadOnlyList<MeasureView> Measures { get; init; }

    /// <summary>The plan's figures as they come of what is reported.</summary>
    public IReadOnlyList<FigureView> Derived { get; init; } = [];

    /// <summary>Unit → its name.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>The totals of the whole plan.</summary>
    public NoticeFigures Figures => FiguresOf(Problems, Measures);

    /// <summary>The totals of one category; <see langword="null"/> are the problems without one.</summary>
    public NoticeFigures OfCategory(int? category)
    {
        var problems = Problems.Where(problem => problem.Category == category).ToList();
        var numbers = problems.Select(problem => problem.No).ToHashSet();
        return FiguresOf(problems, Measures.Where(measure => numbers.Contains(measure.Problem)));
    }

    /// <summary>Numbers and versions: equal when nothing happened between two readings.</summary>
    public bool IsAs(NoticeFacts other) =>
        Measures.Select(measure => (measure.No, measure.Version)).SequenceEqual(other.Measures.Select(measure => (measure.No, measure.Version)))
        && Problems.Select(problem => (problem.No, problem.SignedOff)).SequenceEqual(other.Problems.Select(problem => (problem.No, problem.SignedOff)));

    private static NoticeFigures FiguresOf(IEnumerable<ProblemView> problems, IEnumerable<MeasureView> measures)
    {
        var (some, all) = (problems.ToList(), measures.ToList());
        var institutions = all.Select(measure => measure.Institution).OfType<InstitutionView>().ToList();
        return new()
        {
            Problems = some.Count,
            ProblemsSignedOff = some.Count(problem => problem.SignedOff),
            Measures = all.Count,
            MeasuresSignedOff = all.Count(measure => measure.Status == MeasureStatus.SignedOff),
            BasicallyDone = all.Count(measure => measure.Status == MeasureStatus.BasicallyDone),
            InstitutionsNew = institutions.Count(rule => rule.Kind == InstitutionKind.New),
            InstitutionsRevised = institutions.Count(rule => rule.Kind == InstitutionKind.Revised),
            InstitutionsRegistered = institutions.Count(rule => rule.Registered),
        };
    }
}
