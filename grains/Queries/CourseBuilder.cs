namespace Rectification.Queries;

/// <summary>A course while it is followed, from the beginning of time on.</summary>
internal sealed class CourseBuilder
{
    /// <summary>What the usual course has.</summary>
    private const int UsualSteps = 8;

    private long[] _from = new long[UsualSteps];
    private FigureSet[] _figures = new FigureSet[UsualSteps];
    private int _last;

    /// <summary>From an instant on, in ticks of UTC and not before the one of the last call, it counts for these figures.</summary>
    public void Set(long from, FigureSet figures)
    {
        if (figures == _figures[_last])
        {
            return;
        }

        if (from != _from[_last])
        {
            if (++_last == _from.Length)
            {
                (_from, _figures) = Copy(2 * _last);
            }

            _from[_last] = from;
        }

        _figures[_last] = figures;
    }

    /// <summary>The course of a part in a unit.</summary>
    public PartCourse Course(string unit)
    {
        var (from, figures) = Copy(_last + 1);
        return new(unit, from, figures);
    }

    private (long[] From, FigureSet[] Figures) Copy(int length)
    {
        var (from, figures, copied) = (new long[length], new FigureSet[length], Math.Min(length, _from.Length));
        Array.Copy(_from, from, copied);
        Array.Copy(_figures, figures, copied);
        return (from, figures);
    }
}
