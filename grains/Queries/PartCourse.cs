using Rectification.Problems;

namespace Rectification.Queries;

/// <summary>
/// What a measure or a problem has counted for in one unit, ever since: a figure set from each instant at which it changed. A report seldom changes it, so it
/// is short however long the trail.
/// </summary>
/// <param name="unit">The unit.</param>
/// <param name="from">The instants in order, in ticks of UTC; the first is the beginning of time.</param>
/// <param name="figures">What it counts for from each of them on.</param>
internal sealed class PartCourse(string unit, long[] from, FigureSet[] figures)
{
    /// <summary>The unit.</summary>
    public string Unit => unit;

    /// <summary>What it counted for at a moment.</summary>
    public FigureSet At(long ticks)
    {
        var place = Array.BinarySearch(from, ticks);
        return figures[place >= 0 ? place : ~place - 1];
    }

    /// <summary>The courses of one problem and its measures, through their whole trails.</summary>
    public static PartCourse[] Of(string leadUnit, IReadOnlyList<FollowedMeasure> measures, IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var courses = new List<PartCourse>();
        foreach (var measure in measures)
        {
            courses.AddRange(measure.Courses);
        }

        courses.Add(OfProblem(leadUnit, measures, signOffs));
        return [.. courses];
    }

    private static PartCourse OfProblem(string unit, IReadOnlyList<FollowedMeasure> measures, IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var (builder, present) = (new CourseBuilder(), new Dictionary<int, ProblemMark>());
        var (marked, signed) = (new int[measures.Count], 0);
        foreach (var from in Instants(measures, signOffs))
        {
            for (var i = 0; i < measures.Count; i++)
            {
                for (var marks = measures[i].Marks; marked[i] < marks.Count && marks[marked[i]].From <= from; marked[i]++)
                {
                    present[measures[i].No] = marks[marked[i]].Mark;
                }
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

    /// <summary>The beginning of time, and every instant at which a measure is something else to the problem or the problem is signed off; in order.</summary>
    private static List<long> Instants(IReadOnlyList<FollowedMeasure> measures, IReadOnlyList<ProblemTrailEntry> signOffs)
    {
        var instants = new List<long> { 0 };
        foreach (var measure in measures)
        {
            foreach (var mark in measure.Marks)
            {
                instants.Add(mark.From);
            }
        }

        foreach (var entry in signOffs)
        {
            instants.Add(entry.At.UtcTicks);
        }

        instants.Sort();
        return instants;
    }
}
