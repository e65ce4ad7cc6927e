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
    public static IReadOnlyList<PartCourse> Of(string leadUnit, IReadOnlyList<FollowedMeasure> measures, IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var marks = measures.SelectMany(measure => measure.Marks, (measure, mark) => (mark.From, measure.No, mark.Mark));
        return [.. measures.SelectMany(measure => measure.Courses), OfProblem(leadUnit, [.. marks.OrderBy(mark => mark.From)], signOffs)];
    }

    private static PartCourse OfProblem(string unit, (long From, int No, ProblemMark Mark)[] marks, IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var (builder, present) = (new CourseBuilder(), new Dictionary<int, ProblemMark>());
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
            builder.Set(from, ProblemProjection.ContributionOf(Stamp.None, signOff, present).First);
        }

        return builder.Course(unit);
    }
}
