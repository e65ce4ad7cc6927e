using Rectification.Forecasts;

namespace Rectification.Benchmarks.Forecasts;

/// <summary>What was foretold of one measure on one Monday, by each forecaster, and what came of it.</summary>
internal readonly record struct Foretold(double[] Chances, bool Happened, double Gone);

/// <summary>One count foretold as a band, and what it was.</summary>
internal readonly record struct Counted(int Low, int High, int Happened);

/// <summary>
/// Goes through a campaign Monday by Monday. Each forecaster is given what was known at that moment; only then is looked up what happened. A deadline means
/// the one in force at that moment, so that one moved later saves nobody.
/// </summary>
internal sealed class BackTest(IReadOnlyList<(string Name, ForecastTerms Terms)> variants)
{
    /// <summary>How far ahead the count of the whole plan is foretold, in days.</summary>
    private const int Ahead = 28;

    /// <summary>The variants of the model, then the two naive ones.</summary>
    public IReadOnlyList<string> Names { get; } = [.. variants.Select(variant => variant.Name), "straight line", "share of past late"];

    /// <summary>Not overdue at its deadline.</summary>
    public List<Foretold> InTime { get; } = [];

    /// <summary>Signed off at its deadline.</summary>
    public List<Foretold> Done { get; } = [];

    /// <summary>Measures signed off four weeks later, of the whole plan, by the first variant.</summary>
    public List<Counted> Counts { get; } = [];

    public void Add(Campaign campaign)
    {
        var end = campaign.End;
        var first = new DateTimeOffset(campaign.Frame.FeedbackDate.ToDateTime(new(8, 0)), TimeSpan.FromHours(8));
        while (first.DayOfWeek != DayOfWeek.Monday)
        {
            first = first.AddDays(1);
        }

        for (var now = first.AddDays(14); now < end; now = now.AddDays(7))
        {
            Add(campaign, now);
        }
    }

    private void Add(Campaign campaign, DateTimeOffset now)
    {
        var courses = campaign.At(now);
        if (courses.All(course => course.SignedOffAt is not null))
        {
            return;
        }

        var models = variants.Select(variant => new ForecastModel(courses, now, variant.Terms)).ToList();
        var naive = new Naive(courses, now);
        foreach (var course in courses.Where(course => course.SignedOffAt is null && !course.Overdue && course.DeadlineEnd > now && course.Start <= now))
        {
            var then = campaign.One(course.No, course.DeadlineEnd.AddTicks(-1));
            var gone = (now - course.Start) / (course.DeadlineEnd - course.Start);
            var signed = then.SignedOffAt is not null;
            Done.Add(new([.. models.Select(model => model.DoneBy(course, course.DeadlineEnd)), naive.StraightDone(course), naive.ShareDone], signed, gone));
            if (!course.InReview)
            {
                var chances = models.Select(model => model.InTime(course));
                InTime.Add(new([.. chances, naive.StraightInTime(course), naive.ShareInTime], signed || then.InReview, gone));
            }
        }

        var counts = models[0].CountBy(courses, now.AddDays(Ahead));
        var (low, high) = (CountBand.Quantile(counts, 0.1), CountBand.Quantile(counts, 0.9));
        Counts.Add(new(low, high, campaign.At(now.AddDays(Ahead)).Count(course => course.SignedOffAt is not null)));
    }
}

/// <summary>The two forecasts that anybody could make on paper.</summary>
internal sealed class Naive
{
    private const double UsualReviewDays = 4;
    private readonly DateTimeOffset _now;

    public Naive(IReadOnlyList<MeasureCourse> courses, DateTimeOffset now)
    {
        _now = now;
        var past = courses.Where(course => course.FirstRequest is not null || course.DeadlineEnd <= now).ToList();
        ShareInTime = Share(past.Count(course => course.FirstRequest < course.DeadlineEnd), past.Count);
        var over = courses.Where(course => course.SignedOffAt is not null || course.DeadlineEnd <= now).ToList();
        ShareDone = Share(over.Count(course => course.SignedOffAt < course.DeadlineEnd), over.Count);
    }

    /// <summary>The share of past measures that were in time; one half before there are any.</summary>
    public double ShareInTime { get; }

    /// <summary>The same of those signed off by their deadline.</summary>
    public double ShareDone { get; }

    /// <summary>Yes or no: whether the line from nothing at the start through today's percent is at 100 by the deadline.</summary>
    public double StraightInTime(MeasureCourse course) => ReachedBy(course) <= course.DeadlineEnd ? 1 : 0;

    public double StraightDone(MeasureCourse course) =>
        course.FirstRequest is { } request ? (request.AddDays(UsualReviewDays) <= course.DeadlineEnd ? 1 : 0)
        : ReachedBy(course).AddDays(UsualReviewDays) <= course.DeadlineEnd ? 1 : 0;

    private DateTimeOffset ReachedBy(MeasureCourse course) => course.Progress <= 0
        ? DateTimeOffset.MaxValue.AddYears(-1) : course.Start + TimeSpan.FromDays(Math.Min((_now - course.Start).TotalDays / course.Progress, 100_000));

    private static double Share(int good, int all) => (good + 1d) / (all + 2d);
}
