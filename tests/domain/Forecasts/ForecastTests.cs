using CsCheck;
using Rectification.Forecasts;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Forecasts;

/// <summary>What the forecast says, and what it must never know.</summary>
public sealed class ForecastTests
{
    private static readonly DateTimeOffset Start = new(2025, 3, 3, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Now = Start.AddDays(50);
    private static readonly PlanCalendar Calendar = PlanCalendar.Of("Asia/Shanghai");

    [Fact]
    public void More_progress_is_never_less_likely_in_time()
    {
        var courses = Enumerable.Range(0, 11).Select(tenth => Course(tenth + 1) with { Progress = tenth / 10d }).ToList();
        var model = new ForecastModel(courses, Now, ForecastTerms.Usual);

        var chances = courses.Select(model.InTime).ToList();
        Assert.Equal(chances.Order(), chances);
        Assert.All(courses, course => Assert.InRange(model.DoneBy(course, course.DeadlineEnd), 0.001, 0.999));
    }

    [Fact]
    public void What_is_settled_is_certain()
    {
        MeasureCourse[] courses =
        [
            Course(1) with { FirstRequest = Start.AddDays(20), SignedOffAt = Start.AddDays(25) },
            Course(2) with { FirstRequest = Start.AddDays(45), InReview = true },
            Course(3) with { DeadlineEnd = Start.AddDays(40), Overdue = true },
        ];
        var model = new ForecastModel(courses, Now, ForecastTerms.Usual);

        Assert.Equal([1, 1, 0], courses.Select(model.InTime));
        Assert.Equal([1, 0, 0], courses.Select(course => model.DoneBy(course, Now)));
        Assert.InRange(model.DoneBy(courses[2], Now.AddDays(30)), 0.01, 0.99);
        Assert.True(model.DoneBy(courses[1], Now.AddDays(20)) > model.DoneBy(courses[1], Now.AddDays(2)));
    }

    [Fact]
    public void A_plan_whose_measures_were_late_is_trusted_less()
    {
        double Chance(int requestedOn)
        {
            var past = Enumerable.Range(2, 20).Select(no =>
                Course(no) with { DeadlineEnd = Start.AddDays(30), FirstRequest = Start.AddDays(requestedOn), SignedOffAt = Start.AddDays(requestedOn + 3) });
            return new ForecastModel([Course(1), .. past], Now, ForecastTerms.Usual).InTime(Course(1));
        }

        Assert.True(Chance(28) > 0.7);
        Assert.True(Chance(40) < 0.3);
    }

    [Fact]
    public void A_unit_that_expects_to_need_longer_is_believed() =>
        Assert.Equal(0, new ForecastModel([Course(1)], Now, ForecastTerms.Usual).InTime(Course(1) with { ExpectedEnd = Start.AddDays(120) }));

    /// <summary>Nothing later leaks in: whatever the trail holds behind the moment, or was recorded behind it, the same is known.</summary>
    [Fact]
    public void The_future_of_a_trail_is_not_looked_at()
    {
        var definition = new MeasureDefinition
        {
            No = 1,
            Problem = 1,
            Text = "整改",
            LeadUnit = "unit",
            Leader = "leader",
            Start = new(2025, 3, 3),
            Deadline = new(2025, 6, 10),
        };
        TrailEntry[] trail =
        [
            Entry(5, new MeasureClaimed()),
            Entry(20, new ProgressReported { Unit = "unit", Percent = 30 }),
            Entry(60, new ProgressReported { Unit = "unit", Percent = 100 }),
            Entry(61, new SignOffRequested { Person = "", Act = "", Result = "", Fingerprint = "" }),
            Entry(64, new MeasureSignedOff()),
        ];

        for (var day = 0; day < 80; day++)
        {
            var moment = Start.AddDays(day);
            TrailEntry[] until = [.. trail.TakeWhile(entry => entry.At <= moment)];
            Assert.Equal(Known(until, moment, null), Known(trail, moment, null));
            Assert.Equal(Known(until, Start.AddDays(80), null), Known(trail, Start.AddDays(80), moment));
        }

        Assert.NotNull(Known(trail, Start.AddDays(80), null)!.SignedOffAt);

        MeasureCourse? Known(TrailEntry[] entries, DateTimeOffset moment, DateTimeOffset? knownAt) =>
            MeasureCourse.At(new(Frame, definition, entries), entries, moment, knownAt);
    }

    [Fact]
    public void A_band_opens_from_what_is_done_and_never_falls()
    {
        MeasureCourse[] courses =
        [
            .. Enumerable.Range(1, 30).Select(no => no <= 10
                ? Course(no) with { FirstRequest = Start.AddDays(20 + no), SignedOffAt = Start.AddDays(25 + no) }
                : Course(no) with { Progress = no / 40d }),
        ];

        var forecast = Foretelling.Of(Frame, courses, Now, by: null);

        Assert.Equal((10, 10, 10), (forecast.Band[0].Low, forecast.Band[0].Middle, forecast.Band[0].High));
        Assert.All(forecast.Band, point => Assert.True(point.Low <= point.Middle && point.Middle <= point.High && point.High <= 30));
        Assert.All(forecast.Band.Zip(forecast.Band.Skip(1)), pair => Assert.True(
            pair.First.Day < pair.Second.Day && pair.First.Low <= pair.Second.Low && pair.First.High <= pair.Second.High));
        Assert.Equal(forecast.By, forecast.Band[^1].Day);
        Assert.Equal((30, 10, 20), (forecast.City.Total, forecast.City.Done, forecast.Measures.Count));
        Assert.All(forecast.Measures, measure => Assert.InRange(measure.InTimePercent, 1, 99));
        Assert.All(forecast.Measures, measure => Assert.Equal(measure.InTimePercent < 50, measure.LikelyLate));
        Assert.Equal(forecast.City.Total, forecast.Units.Sum(unit => unit.Measures.Total));
        Assert.Equal(forecast.Measures.Count(measure => measure.LikelyLate), forecast.Units.Sum(unit => unit.LikelyLate));
    }

    /// <summary>The chances of each number are those of going through every way it can come.</summary>
    [Fact]
    public void Counts_are_those_of_every_combination() => Gen.Double[0, 1].Array[1, 8].Sample(chances =>
    {
        var expected = new double[chances.Length + 1];
        for (var way = 0; way < 1 << chances.Length; way++)
        {
            expected[int.PopCount(way)] += chances.Select((chance, i) => (way >> i & 1) == 1 ? chance : 1 - chance).Aggregate((one, other) => one * other);
        }

        Assert.All(CountBand.Of([(1, chances)]).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 9));
    });

    [Theory, InlineData(0, 0), InlineData(0.001, 1), InlineData(0.505, 50), InlineData(0.999, 99), InlineData(1, 100)]
    public void What_may_still_go_either_way_is_neither_0_nor_100(double chance, int percent) => Assert.Equal(percent, Foretelling.Percent(chance));

    private static PlanFrame Frame => new()
    {
        Plan = "plan",
        Title = "方案",
        RosterVersion = 1,
        TimeZone = "Asia/Shanghai",
        FeedbackDate = new(2025, 3, 3),
        Public = false,
        Rules = new(),
        Regions = [],
        Units = [new() { Id = "unit", Name = "单位", Kind = UnitKind.Department }],
        Leaders = [],
        Categories = [],
        ProblemCount = 1,
        MeasureCount = 30,
        HistoryGeneration = 0,
    };

    private static MeasureCourse Course(int no) => new()
    {
        No = no,
        LeadUnit = "unit",
        Start = Start,
        DeadlineEnd = Calendar.EndOf(new(2025, 6, 10)),
        Progress = 0.5,
    };

    private static TrailEntry Entry(int day, params IReadOnlyList<MeasureEvent> events) =>
        new() { Version = day, At = Start.AddDays(day), Recorded = Start.AddDays(day), By = "a", Id = $"{day}", Body = "", Events = events };
}
