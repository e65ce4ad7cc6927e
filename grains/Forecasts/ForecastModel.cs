namespace Rectification.Forecasts;

/// <summary>
/// The chance that a measure is done by a date, from how the plan's measures met their deadlines so far, what is left of this one, and how it stands to
/// the plan's usual pace (docs/forecast.md). Built from what is known at a moment; pure.
/// </summary>
public sealed class ForecastModel
{
    /// <summary>Which model it is; grows when the same facts give another chance.</summary>
    public const int Version = 1;

    /// <summary>Views of what all measures have in common: weight, and standard deviations off the middle (Gauss–Hermite).</summary>
    private static readonly (double Weight, double Off)[] Views =
        [(0.011257, -2.856970), (0.222076, -1.355626), (0.533334, 0), (0.222076, 1.355626), (0.011257, 2.856970)];

    private readonly DateTimeOffset _now;
    private readonly ForecastTerms _terms;
    private readonly Milestone _request;
    private readonly Milestone _signOff;
    private readonly LogLogistic _review;
    private readonly double _course;

    /// <param name="courses">Every measure as it is known at <paramref name="now"/>.</param>
    /// <param name="now">The moment.</param>
    /// <param name="terms">What the model begins with.</param>
    public ForecastModel(IReadOnlyCollection<MeasureCourse> courses, DateTimeOffset now, ForecastTerms terms)
    {
        (_now, _terms) = (now, terms);
        var begun = courses.Where(course => course.Start < now && terms.ByHistory).ToList();
        _request = Milestone.Of([.. begun.Select(course => (course.LeadUnit, Taken(course, course.FirstRequest)))], terms);
        _signOff = Milestone.Of([.. begun.Select(course => (course.LeadUnit, Taken(course, course.SignedOffAt)))], terms);
        _review = TimeHistory.Of([.. begun.Where(course => course.FirstRequest is not null).Select(Reviewed)],
            new(terms.UsualReview, terms.ReviewSpread), terms.TimesWeight);
        _course = UsualCourse(begun);
    }

    /// <summary>The chance that the measure is signed off at an instant.</summary>
    public double DoneBy(MeasureCourse course, DateTimeOffset instant) =>
        course.SignedOffAt is not null ? 1 : Views.Sum(view => view.Weight * DoneBy(course, instant, view.Off));

    /// <summary>The chance that sign-off is requested before the deadline is over, so that the measure does not become overdue.</summary>
    public double InTime(MeasureCourse course) => course.SignedOffAt is not null || (course.InReview && !course.Overdue) ? 1
        : course.Overdue || course.DeadlineEnd <= _now ? 0
        : Views.Sum(view => view.Weight * _request.By(course.LeadUnit, ShareAt(course, _now), 1, Ahead(course), view.Off));

    /// <summary>How many of the measures are signed off at an instant: the chances of each number.</summary>
    public double[] CountBy(IReadOnlyList<MeasureCourse> courses, DateTimeOffset instant) =>
        CountBand.Of([.. Views.Select(view => (view.Weight, courses.Select(course => DoneBy(course, instant, view.Off)).ToArray()))]);

    private double DoneBy(MeasureCourse course, DateTimeOffset instant, double off) => course.SignedOffAt is not null ? 1
        : instant <= _now ? 0
        : course.FirstRequest is { } request ? _review.Over(Days(instant - request), Days(_now - request))
        : _signOff.By(course.LeadUnit, ShareAt(course, _now), ShareAt(course, instant), Ahead(course), off);

    /// <summary>
    /// What the pace does to the odds: how much less is left than usual at this time, as the logarithm of the ratio; less than 0 behind. Nothing is left of the
    /// odds where the unit itself expects to need longer than the deadline.
    /// </summary>
    private double Ahead(MeasureCourse course) => course.ExpectedEnd > course.DeadlineEnd ? double.NegativeInfinity
        : _terms.PaceWeight * Math.Log(
            (1 - Math.Pow(Math.Min(1, ShareAt(course, _now)), _course) + _terms.LeastLeft) / (1 - course.Progress + _terms.LeastLeft));

    /// <summary>
    /// The plan's usual course: progress is the share of the time to this power. Found by least squares over measures that are under way; above 1 much is
    /// reported late.
    /// </summary>
    private double UsualCourse(List<MeasureCourse> begun)
    {
        var (sum, squares) = (_terms.EvenPaceWeight, _terms.EvenPaceWeight);
        foreach (var course in begun.Where(course => course.FirstRequest is null))
        {
            var (time, progress) = (Math.Log(Math.Clamp(ShareAt(course, _now), 0.02, 0.99)), Math.Log(Math.Clamp(course.Progress, 0.02, 1)));
            sum += time * progress;
            squares += time * time;
        }

        return Math.Clamp(sum / squares, 0.3, 4);
    }

    private (double Share, bool IsOver) Taken(MeasureCourse course, DateTimeOffset? reached) => (ShareAt(course, reached ?? _now), reached is not null);

    private (double Time, bool IsOver) Reviewed(MeasureCourse course) => (
        Math.Max(Days((course.SignedOffAt ?? _now) - course.FirstRequest!.Value), 0.05), course.SignedOffAt is not null);

    /// <summary>How much of the time given is over at an instant, by the unit's own clock; beyond 1 after the deadline.</summary>
    private static double ShareAt(MeasureCourse course, DateTimeOffset instant) => Math.Max(0, Days(instant - course.Start - course.Waited))
        / Math.Max(1, Days(course.DeadlineEnd - course.Start));

    private static double Days(TimeSpan time) => time.TotalDays;
}
