using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Queries;

/// <summary>
/// What a measure or a problem has counted for in one unit, ever since: a figure set from each instant at which it changed. A report seldom changes it, so it
/// is short however long the trail.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="From">The instants in order, in ticks of UTC; the first is the beginning of time.</param>
/// <param name="Figures">What it counts for from each of them on.</param>
internal readonly record struct PartCourse(string Unit, long[] From, FigureSet[] Figures)
{
    /// <summary>What it counted for at a moment.</summary>
    public FigureSet At(long ticks)
    {
        var place = Array.BinarySearch(From, ticks);
        return Figures[place >= 0 ? place : ~place - 1];
    }

    /// <summary>The courses of one problem and its measures, through their whole trails.</summary>
    public static IReadOnlyList<PartCourse> Of(
        PlanFrame frame, string leadUnit, IReadOnlyList<(int No, MeasureLife Life, IReadOnlyList<DateTimeOffset> Entries)> measures,
        IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var (courses, marks) = (new List<PartCourse>(), new List<(long From, int No, ProblemMark Mark)>());
        foreach (var (no, life, entries) in measures)
        {
            courses.AddRange(OfMeasure(frame, no, life, entries, marks));
        }

        courses.Add(OfProblem(leadUnit, [.. marks.OrderBy(mark => mark.From)], signOffs));
        return courses;
    }

    private static IEnumerable<PartCourse> OfMeasure(
        PlanFrame frame, int no, MeasureLife life, IReadOnlyList<DateTimeOffset> entries, List<(long, int, ProblemMark)> marks)
    {
        var units = new Dictionary<string, Builder>(StringComparer.Ordinal);
        DateTimeOffset[] instants = [DateTimeOffset.MinValue, .. entries.Distinct()];
        foreach (var (i, begins) in instants.Index())
        {
            life.To(begins);
            Follow(frame, life, begins, i + 1 < instants.Length ? instants[i + 1] : DateTimeOffset.MaxValue, units);
            if (life.Context is { } context)
            {
                var mark = MeasureProjection.MarkFor(life.State, frame.RosterVersion) with { Absent = context.Definition.Rescinded is not null };
                marks.Add((begins.UtcTicks, no, mark));
            }
        }

        return units.Select(unit => unit.Value.Course(unit.Key));
    }

    /// <summary>What follows from one entry, until the next: at once, and by the clock alone.</summary>
    private static void Follow(PlanFrame frame, MeasureLife life, DateTimeOffset begins, DateTimeOffset ends, Dictionary<string, Builder> units)
    {
        var involved = life.Context is { } context ? context.Definition.AllUnits().Distinct().ToList() : [];
        foreach (var unit in involved)
        {
            if (!units.TryGetValue(unit, out var builder))
            {
                units[unit] = builder = new();
            }

            var contribution = MeasureProjection.ContributionTo(life.Context!, life.State, frame.RosterVersion, unit);
            builder.Set(begins, contribution.At(begins));
            foreach (var step in contribution.Later)
            {
                if (step.At > begins && step.At < ends)
                {
                    builder.Set(step.At, step.Figures);
                }
            }
        }

        foreach (var (unit, builder) in units)
        {
            if (!involved.Contains(unit))
            {
                builder.Set(begins, default);
            }
        }
    }

    private static PartCourse OfProblem(string unit, (long From, int No, ProblemMark Mark)[] marks, IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var (builder, present) = (new Builder(), new Dictionary<int, ProblemMark>());
        var (mark, signed) = (0, 0);
        foreach (var from in marks.Select(one => one.From).Concat(signOffs.Select(entry => entry.At.UtcTicks)).Prepend(0).Distinct().Order())
        {
            for (; mark < marks.Length && marks[mark].From <= from; mark++)
            {
                present[marks[mark].No] = marks[mark].Mark;
            }

            while (signed < signOffs.Count && signOffs[signed].At.UtcTicks <= from)
            {
                signed++;
            }

            var signOff = signed == 0 ? null : ProblemSignOff.Of(signOffs[signed - 1]);
            builder.Set(new(from, TimeSpan.Zero), ProblemProjection.ContributionOf(Stamp.None, signOff, present).First);
        }

        return builder.Course(unit);
    }

    private sealed class Builder
    {
        private readonly List<long> _from = [0];
        private readonly List<FigureSet> _figures = [default];

        public void Set(DateTimeOffset from, FigureSet figures)
        {
            if (figures == _figures[^1])
            {
                return;
            }

            if (from.UtcTicks == _from[^1])
            {
                _figures[^1] = figures;
            }
            else
            {
                _from.Add(from.UtcTicks);
                _figures.Add(figures);
            }
        }

        public PartCourse Course(string unit) => new(unit, [.. _from], [.. _figures]);
    }
}
