using Rectification.Chains;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Queries;

/// <summary>
/// One measure followed through its trail from end to end, line by line: what it has counted for in every unit, and what it was to its problem. By the rules
/// of a replay; but a report that says again what is known is only noted, and what it counts for is worked out once for all such in a row.
/// </summary>
internal sealed class FollowedMeasure
{
    private readonly PlanFrame _frame;
    private readonly MeasureLife _life;
    private readonly Dictionary<string, CourseBuilder> _units = new(StringComparer.Ordinal);
    private readonly List<ProblemTurn> _marks = [];

    /// <summary>From here on what it counts for is not worked out yet; up to here everything is taken.</summary>
    private DateTimeOffset _begins = DateTimeOffset.MinValue;

    /// <summary>The units of the definition it is judged by.</summary>
    private (MeasureContext? Of, string[] Units) _involved;

    private FollowedMeasure(PlanFrame frame, int no, MeasureLife life) => (_frame, No, _life) = (frame, no, life);

    /// <summary>Its number.</summary>
    public int No { get; }

    /// <summary>What it was to its problem, from each instant at which that changed, in their order.</summary>
    public List<ProblemTurn> Marks => _marks;

    /// <summary>The courses, a unit each.</summary>
    public IEnumerable<PartCourse> Courses
    {
        get
        {
            foreach (var (unit, course) in _units)
            {
                yield return course.Course(unit);
            }
        }
    }

    /// <summary>Its state after all entries.</summary>
    public MeasureState State => _life.State;

    /// <param name="frame">The plan.</param>
    /// <param name="definition">What the plan says of the measure today.</param>
    /// <param name="trail">All of its trail.</param>
    public static FollowedMeasure Through(PlanFrame frame, MeasureDefinition definition, IReadOnlyList<TrailPage> trail)
    {
        var life = new MeasureLife(frame, Planned.AtFirst(definition, MeasureTrail.Replannings(trail)));
        var followed = new FollowedMeasure(frame, definition.No, life);
        foreach (var page in trail)
        {
            foreach (var line in page.Split())
            {
                followed.Take(line);
            }
        }

        followed.Until(DateTimeOffset.MaxValue);
        return followed;
    }

    private void Take(ReadOnlyMemory<byte> line)
    {
        if (ReportGlance.Of(line.Span, _life.Reported) is { } report)
        {
            if (!_life.TakeAgain(report))
            {
                Until(report.At);
                _life.Take(report);
            }
        }
        else
        {
            var entry = MeasureTrail.Entry(line);
            Until(entry.At);
            _life.Take(entry);
        }
    }

    /// <summary>What follows from what was taken, until the next: at once, and by the clock alone.</summary>
    private void Until(DateTimeOffset ends)
    {
        if (ends == _begins)
        {
            return;
        }

        if (_life.Context is { } context)
        {
            if (!ReferenceEquals(context, _involved.Of))
            {
                _involved = (context, [.. context.Definition.AllUnits().Distinct()]);
                foreach (var (unit, course) in _units)
                {
                    if (!context.Definition.Involves(unit))
                    {
                        course.Set(_begins.UtcTicks, default);
                    }
                }
            }

            Note(context, ends);
        }

        _begins = ends;
    }

    private void Note(MeasureContext context, DateTimeOffset ends)
    {
        foreach (var unit in _involved.Units)
        {
            if (!_units.TryGetValue(unit, out var course))
            {
                _units[unit] = course = new();
            }

            var (figures, clocked) = MeasureProjection.FiguresIn(context, _life.State, unit);
            course.Set(_begins.UtcTicks, clocked?.At(_begins) ?? figures);
            for (var next = clocked?.NextAfter(_begins); next < ends; next = clocked!.NextAfter(next.Value))
            {
                course.Set(next.Value.UtcTicks, clocked!.At(next.Value));
            }
        }

        // The stamp tells newer from older; here the instant does.
        var mark = MeasureProjection.MarkFor(_life.State, _frame.RosterVersion) with { Stamp = Stamp.None, Absent = context.Definition.Rescinded is not null };
        if (_marks is not [.., var last] || last.Mark != mark)
        {
            _marks.Add(new(_begins.UtcTicks, mark));
        }
    }
}
