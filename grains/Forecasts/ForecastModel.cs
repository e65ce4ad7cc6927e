namespace Rectification.Forecasts;

/// <summary>
/// The chance that a measure is done by a date, from its reported pace, what is left of it, and how long the plan's measures took so far (docs/forecast.md).
/// Built from what is known at a moment; pure.
/// </summary>
public sealed class ForecastModel
{
    /// <summary>Which model it is; grows when the same facts give another chance.</summary>
    public const int Version = 1;

    /// <summary>Where a review's time is looked at, each standing for a fifth of its length's chances.</summary>
    private static readonly double[] ReviewShares = [0.1, 0.3, 0.5, 0.7, 0.9];

    /// <summary>Views of what all measures have in common: weight, and standard deviations off the middle (Gauss–Hermite).</summary>
    private static readonly (double Weight, double Off)[] Views = [(0.011257, -2.856970), (0.222076, -1.355626), (0.533333, 0), (0.222076, 1.355626), (0.011257, 2.856970)];

    private readonly DateTimeOffset _now;
    private readonly ForecastTerms _terms;
    private readonly LogLogistic _work;
    private readonly LogLogistic _review;
    private readonly double _common;
    private readonly Dictionary<string, double> _units;

    /// <param name="courses">Every measure as it is known at <paramref name="now"/>.</param>
    /// <param name="now">The moment.</param>
    /// <param name="terms">What the model begins with.</param>
    public ForecastModel(IReadOnlyCollection<MeasureCourse> courses, DateTimeOffset now, ForecastTerms terms)
    {
        (_now, _terms) = (now, terms);
        var begun = courses.Where(course => course.Start < now && terms.ByHistory).ToList();
        (_work, var uncertain) = TimeHistory.Of(
            [.. begun.Select(WorkOf)], new(terms.UsualWork, terms.UsualSpread), terms.UsualWeight);
        (_review, _) = TimeHistory.Of(
            [.. begun.Where(course => course.FirstRequest is not null).Select(ReviewOf)], new(terms.UsualReview, terms.ReviewSpread), terms.UsualWeight);
        _common = Math.Sqrt((terms.CommonSpread * terms.CommonSpread) + (uncertain * uncertain));
        _units = begun.GroupBy(course => course.LeadUnit, StringComparer.Ordinal)
            .ToDictionary(unit => unit.Key, unit => TimeHistory.FactorOf([.. unit.Select(WorkOf)], _work, terms.UnitSpread), StringComparer.Ordinal);
    }

    /// <summary>The chance that the measure is signed off at an instant.</summary>
    public double DoneBy(MeasureCourse course, DateTimeOffset instant) => Views.Sum(view => view.Weight * DoneBy(course, instant, view.Off));

    /// <summary>The chance that sign-off is requested before the deadline is over, so that the measure does not become overdue.</summary>
    public double InTime(MeasureCourse course) => course.SignedOffAt is not null || (course.InReview && !course.Overdue) ? 1
        : course.Overdue || course.DeadlineEnd <= _now ? 0
        : Views.Sum(view => view.Weight * RequestedBy(course, course.DeadlineEnd, view.Off));

    /// <summary>How many of the measures are signed off at an instant: the chances of each number.</summary>
    public double[] CountBy(IReadOnlyList<MeasureCourse> courses, DateTimeOffset instant) =>
        CountBand.Of([.. Views.Select(view => (view.Weight, courses.Select(course => DoneBy(course, instant, view.Off)).ToArray()))]);

    private double DoneBy(MeasureCourse course, DateTimeOffset instant, double off) => course.SignedOffAt is not null ? 1
        : course.FirstRequest is { } request ? _review.Over(Days(instant - request), Days(_now - request))
        : ReviewShares.Average(share => RequestedBy(course, instant.AddDays(-_review.Quantile(share)), off));

    private double RequestedBy(MeasureCourse course, DateTimeOffset instant, double off)
    {
        var time = Remaining(course);
        return (time with { Median = time.Median * Math.Exp(off * _common) }).Over(ShareAt(course, instant), ShareAt(course, _now));
    }

    /// <summary>The time of the measure's work from its start: what its pace says and what the history says, each weighed by how sure it is.</summary>
    private LogLogistic Remaining(MeasureCourse course)
    {
        var history = _work with { Median = _work.Median * _units.GetValueOrDefault(course.LeadUnit, 1) };
        if (course.ExpectedEnd is { } expected && expected > _now)
        {
            return new(Math.Max(ShareAt(course, expected), _terms.LeastSpread), _terms.UsualSpread);
        }

        if (!_terms.ByPace)
        {
            return history;
        }

        var gone = ShareAt(course, _now);
        var pace = (course.Progress + _terms.EvenPace) / (gone + _terms.EvenPace);
        var left = (1 - course.Progress) / pace;
        var end = Math.Max(gone + left, _terms.LeastSpread);
        var spread = _terms.LeastSpread + (_terms.PaceSpread * left / end);
        var (byPace, byHistory) = (1 / (spread * spread), 1 / (history.Spread * history.Spread));
        var median = ((byPace * Math.Log(end)) + (byHistory * Math.Log(history.Median))) / (byPace + byHistory);
        return new(Math.Exp(median), 1 / Math.Sqrt(byPace + byHistory));
    }

    private (double Time, bool IsOver) WorkOf(MeasureCourse course) => (
        Math.Max(ShareAt(course, course.FirstRequest ?? _now), 0.01), course.FirstRequest is not null);

    private (double Time, bool IsOver) ReviewOf(MeasureCourse course) => (
        Math.Max(Days((course.SignedOffAt ?? _now) - course.FirstRequest!.Value), 0.05), course.SignedOffAt is not null);

    /// <summary>How much of the time given is over at an instant, by the unit's own clock; beyond 1 after the deadline.</summary>
    private static double ShareAt(MeasureCourse course, DateTimeOffset instant) => Math.Max(0, Days(instant - course.Start - course.Waited))
        / Math.Max(1, Days(course.DeadlineEnd - course.Start));

    private static double Days(TimeSpan time) => time.TotalDays;
}
