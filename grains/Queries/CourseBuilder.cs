namespace Rectification.Queries;

/// <summary>A course while it is followed, from the beginning of time on.</summary>
internal sealed class CourseBuilder
{
    private readonly List<long> _from = [0];
    private readonly List<FigureSet> _figures = [default];

    /// <summary>From an instant on, in ticks of UTC and not before the one of the last call, it counts for these figures.</summary>
    public void Set(long from, FigureSet figures)
    {
        if (figures == _figures[^1])
        {
            return;
        }

        if (from == _from[^1])
        {
            _figures[^1] = figures;
        }
        else
        {
            _from.Add(from);
            _figures.Add(figures);
        }
    }

    /// <summary>The course of a part in a unit.</summary>
    public PartCourse Course(string unit) => new(unit, [.. _from], [.. _figures]);
}
