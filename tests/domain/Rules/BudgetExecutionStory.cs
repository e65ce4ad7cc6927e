using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Rules;

/// <summary>
/// The published notice, §七(三) "严格预算执行": execution of the projects' budgets is gone through month by month; red under 10 %, yellow
/// behind the time schedule, "22 warnings have been given since the inspection". The notice states the rules and the sum; the projects and their
/// numbers here are made up so that they give that sum.
/// </summary>
public sealed class BudgetExecutionStory : RuleBook
{
    private static readonly PlanRules Notice = new()
    {
        Lights =
        [
            new() { Light = Light.Red, Kind = LightKind.Below, Percent = 10, AfterShare = 0, MetricName = Worlds.Budget },
            new() { Light = Light.Yellow, Kind = LightKind.BehindPace, Points = 0, ForDays = 0, MetricName = Worlds.Budget },
        ],
    };

    /// <summary>The last days of April to October 2024; by ten in the morning 33.1, 41.3, 49.6, 58.0, 66.5, 74.7 and 83.1 % of the year are over.</summary>
    private static readonly DateOnly[] MonthEnds = [.. Enumerable.Range(4, 7).Select(month => new DateOnly(2024, month, DateTime.DaysInMonth(2024, month)))];

    /// <summary>Per project what the slowest of its three units reports at each month's end, and how often that lights it anew.</summary>
    private static readonly (decimal[] Execution, int Warnings)[] Projects =
    [
        ([5, 9, 20, 35, 50, 60, 70], 1),           // Red, then yellow, without a break.
        ([35, 43, 52, 60, 69, 77, 85], 6),         // Ahead at every month's end, overtaken before the next.
        ([34.5m, 44, 50.5m, 59, 68, 76, 84], 6),   // The same.
        ([40, 60, 80, 90, 95, 98, 100], 1),        // Overtaken once, in May.
        ([30, 45, 52, 55, 70, 80, 90], 5),         // Behind at first and in July; overtaken in June, July, September and October.
        ([50, 60, 70, 80, 90, 95, 100], 0),        // Ahead all the time.
        ([2, 45, 55, 70, 85, 95, 100], 3),         // Red at first; overtaken in June and July.
    ];

    [Fact]
    public void The_rules_of_the_notice_give_its_22_warnings()
    {
        var warnings = Projects.Select(project => WarningsOf(project.Execution)).ToList();
        Assert.Equal(Projects.Select(project => project.Warnings), warnings);
        Assert.Equal(22, warnings.Sum());
    }

    [Fact]
    public void Red_is_under_10_percent_and_yellow_behind_the_schedule()
    {
        var measure = Project();
        Assert.Equal(Light.None, measure.OnDay(MonthEnds[0]).View.Light);
        Report(measure, MonthEnds[0], 9.999999m);
        Assert.Equal([(Light.Red, LightKind.Below, Worlds.Budget, 9.999999m), (Light.Yellow, LightKind.BehindPace, Worlds.Budget, 9.999999m)],
            measure.View.Lit.Select(lit => (lit.Light, lit.Kind, lit.Metric!, lit.Value!.Value)));
        Report(measure, MonthEnds[1], 10);
        Assert.Equal((Light.Yellow, LightKind.BehindPace), (measure.View.Light, Assert.Single(measure.View.Lit).Kind));
        Report(measure, MonthEnds[2], 90);
        Assert.Empty(measure.View.Lit);
    }

    private Scene Project() => Measure(
        plain => plain with { Start = new(2024, 1, 1), Deadline = new(2024, 12, 31), Units = [Scene.Supporting, "support-2"] }, Notice);

    /// <summary>How often a light goes on where none was, from the first report to the last.</summary>
    private int WarningsOf(decimal[] execution)
    {
        var measure = Project();
        var (warnings, lit) = (0, false);
        foreach (var (month, slowest) in MonthEnds.Zip(execution))
        {
            Report(measure, month, slowest, before: Watch, after: Look);
        }

        return warnings;

        void Watch(DateTimeOffset until)
        {
            while (LightPolicy.NextChange(measure.Context, measure.State, measure.Now) is { } change && change <= until)
            {
                measure.At(change);
                Look();
            }
        }

        void Look()
        {
            var now = LightPolicy.At(measure.Context, measure.State, measure.Now) != Light.None;
            warnings += now && !lit ? 1 : 0;
            lit = now;
        }
    }

    /// <summary>The three units report one after the other; the second of them is the slowest.</summary>
    private static void Report(Scene measure, DateOnly day, decimal slowest, Action<DateTimeOffset>? before = null, Action? after = null)
    {
        var (hour, morning) = (0, measure.Context.Calendar.StartOf(day).AddHours(9));
        foreach (var (unit, ahead) in new[] { (Worlds.Lead, 3), (Scene.Supporting, 0), ("support-2", 7) })
        {
            var at = morning.AddHours(hour++ / 2.0);
            before?.Invoke(at);
            measure.At(at).Accepted(Cast.Reporter(unit),
                Say.Report with { Unit = unit, Metrics = new Dictionary<string, decimal> { [Worlds.Budget] = slowest + ahead } });
            after?.Invoke();
        }
    }
}
