using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Figures;

/// <summary>Which periods were reported on and which were missed, now and as of any moment.</summary>
public sealed class CadencePeriodTests
{
    private static readonly PlanCalendar Calendar = PlanCalendar.Of("Asia/Shanghai");

    [Theory]
    [InlineData(Cadence.Weekly, "2024-04-11", "2024-04-08", "2024-04-14")]
    [InlineData(Cadence.Weekly, "2024-04-14", "2024-04-08", "2024-04-14")]
    [InlineData(Cadence.Monthly, "2024-02-29", "2024-02-01", "2024-02-29")]
    [InlineData(Cadence.Quarterly, "2024-04-11", "2024-04-01", "2024-06-30")]
    [InlineData(Cadence.Quarterly, "2024-12-31", "2024-10-01", "2024-12-31")]
    [InlineData(Cadence.Yearly, "2024-04-11", "2024-01-01", "2024-12-31")]
    public void Periods_are_the_calendars(Cadence cadence, string day, string from, string to) =>
        Assert.Equal((Day(from), Day(to)), CadencePeriods.Between(cadence, Day(day), Day(day)).Single());

    [Fact]
    public void Periods_follow_each_other_without_gap()
    {
        foreach (var cadence in Enum.GetValues<Cadence>())
        {
            var all = CadencePeriods.Between(cadence, new(2023, 12, 30), new(2026, 1, 2)).ToList();
            Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
            Assert.True(all[0].From <= new DateOnly(2023, 12, 30) && all[^1].To >= new DateOnly(2026, 1, 2));
        }
    }

    [Fact]
    public void A_month_without_a_report_is_missed_once_it_is_over_and_not_before()
    {
        (string Day, string Unit)[] reports = [("2024-04-20", "lead"), ("2024-06-03", "lead"), ("2024-05-06", "support")];

        Assert.Equal("Reported Open | Missed Open", Told("2024-05-02", reports));
        Assert.Equal("Reported Missed Reported | NotOwed Reported Open", Told("2024-06-10", reports, start: "2024-04-17"));
        Assert.Equal("Reported Missed Reported | Missed Reported Open", Told("2024-06-10", reports));
    }

    [Fact]
    public void What_is_signed_off_or_confirmed_owes_nothing_any_more()
    {
        (string Day, string Unit)[] reports = [("2024-04-20", "lead"), ("2024-04-21", "support")];
        MeasureEvent[] done = [new AssignmentConfirmed { Unit = "support" }];

        Assert.Equal("Reported Missed Open | Reported NotOwed Open", Told("2024-06-10", reports, then: ("2024-04-22", done)));
        Assert.Equal("Reported NotOwed Open | Reported NotOwed Open", Told("2024-06-10", reports, then: ("2024-05-22", [new MeasureSignedOff()])));
    }

    private static string Told(
        string moment, (string Day, string Unit)[] reports, string start = "2024-04-11",
        (string Day, MeasureEvent[] Events)? then = null)
    {
        var definition = new MeasureDefinition
        {
            No = 1,
            Problem = 1,
            Text = "按月填报",
            LeadUnit = "lead",
            Units = ["support"],
            Leader = "l",
            Start = Day(start),
            Deadline = new(2024, 12, 31),
            Cadence = Cadence.Monthly,
        };
        var entries = reports.Select(report => (report.Day, (MeasureEvent[])[new ProgressReported { Unit = report.Unit, Percent = 100 }]))
            .Append(then ?? ("2024-12-31", [])).Where(entry => entry.Item2.Length > 0).OrderBy(entry => entry.Item1, StringComparer.Ordinal)
            .Select((entry, i) => Entry(i + 1, entry.Item1, entry.Item2)).ToList();
        var view = CadencePeriods.Of(Frame, definition, entries, Calendar.StartOf(Day(moment)).AddHours(12))!;
        return string.Join(" | ", view.Units.Select(unit => string.Join(' ', unit.Periods.Select(period => period.State))));
    }

    private static TrailEntry Entry(long version, string day, MeasureEvent[] events) => new()
    {
        Version = version,
        At = Calendar.StartOf(Day(day)).AddHours(9),
        Recorded = Calendar.StartOf(Day(day)).AddHours(9),
        By = "a",
        Id = $"c{version}",
        Body = "",
        Events = events,
    };

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly PlanFrame Frame = new()
    {
        Plan = "p",
        Title = "方案",
        RosterVersion = 1,
        TimeZone = "Asia/Shanghai",
        FeedbackDate = new(2024, 4, 11),
        Public = false,
        Rules = new(),
        Regions = [new() { Id = "city", Name = "全市" }],
        Units = [],
        Leaders = [],
        Categories = [],
        ProblemCount = 1,
        MeasureCount = 1,
        HistoryGeneration = 0,
    };
}
