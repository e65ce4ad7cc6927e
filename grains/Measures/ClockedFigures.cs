using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>The figures of a measure over time, as long as nothing is reported: every instant at which one begins or ends is worked out once.</summary>
internal sealed class ClockedFigures
{
    private readonly FigureSet _settled;
    private readonly DateTimeOffset? _overdue;
    private readonly DateTimeOffset? _reviewLate;
    private readonly DateTimeOffset? _checkDue;
    private readonly DateTimeOffset? _waitingEnd;
    private readonly LitSpan[] _lit;
    private readonly (DateTimeOffset From, Figure Figure)[] _ages;

    public ClockedFigures(MeasureContext context, MeasureState state, FigureSet settled)
    {
        _settled = settled;
        _overdue = LightPolicy.OverdueFrom(context, state);
        _reviewLate = state.Request is { } request ? request.At.AddDays(context.RulesAt(request.At).ReviewDays) : null;
        _checkDue = LightPolicy.CheckDueFrom(state);
        _waitingEnd = context.WaitingEnd(state);
        _lit = [.. LightPolicy.Lit(context, state)];
        _ages = LightPolicy.Ageing(context, state);
    }

    public FigureSet At(DateTimeOffset now)
    {
        var light = Light.None;
        foreach (var lit in _lit)
        {
            light = lit.At(now) && lit.Rule.Light > light ? lit.Rule.Light : light;
        }

        var figures = _settled;
        for (var i = _ages.Length - 1; i >= 0; i--)
        {
            if (_ages[i].From <= now)
            {
                figures = figures.With(_ages[i].Figure);
                break;
            }
        }

        return figures
            .With(Figure.Overdue, _overdue <= now)
            .With(Figure.Yellow, light == Light.Yellow)
            .With(Figure.Red, light == Light.Red)
            .With(Figure.Waiting, now < _waitingEnd)
            .With(Figure.ReviewLate, _reviewLate <= now)
            .With(Figure.StandingDue, _checkDue <= now);
    }

    /// <summary>The first instant after another at which something may change; <see langword="null"/> where nothing does any more.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant)
    {
        DateTimeOffset? next = null;
        Consider(_overdue);
        Consider(_reviewLate);
        Consider(_checkDue);
        Consider(_waitingEnd);
        foreach (var (from, _) in _ages)
        {
            Consider(from);
        }

        foreach (var lit in _lit)
        {
            Consider(lit.From);
            Consider(lit.Until);
        }

        return next;

        void Consider(DateTimeOffset? change) => next = change > instant && !(next <= change) ? change : next;
    }

    /// <summary>Every instant at which something may change, in order. Worked out at every report, so without anything in between.</summary>
    public IReadOnlyList<DateTimeOffset> Changes()
    {
        var instants = new List<DateTimeOffset>(4 + _ages.Length + (2 * _lit.Length));
        Add(instants, _overdue);
        Add(instants, _reviewLate);
        Add(instants, _checkDue);
        Add(instants, _waitingEnd);
        foreach (var (from, _) in _ages)
        {
            Add(instants, from);
        }

        foreach (var lit in _lit)
        {
            Add(instants, lit.From);
            Add(instants, lit.Until);
        }

        return instants;
    }

    /// <summary>Puts an instant in its place, unless it is there.</summary>
    private static void Add(List<DateTimeOffset> ordered, DateTimeOffset? instant)
    {
        if (instant is { } known && ordered.BinarySearch(known) is < 0 and var place)
        {
            ordered.Insert(~place, known);
        }
    }
}
