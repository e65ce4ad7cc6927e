using System.Globalization;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Seeds.Synthetic;

namespace Rectification.Benchmarks.Forecasts;

/// <summary>
/// An invented campaign, told week by week. It knows nothing of the model that is tried on it: work goes in steps that differ, weeks are idle, some begin
/// late, some are held up, most hurry before the deadline, reports are rarer than work and partly too rosy, reviews take days, some requests are returned,
/// some deadlines are moved. How diligent a campaign is as a whole is drawn, too.
/// </summary>
internal sealed class SyntheticCampaign(ulong seed)
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private static readonly DateOnly Feedback = new(2025, 3, 3);

    /// <summary>A measure that has not been finished by then goes on for ever.</summary>
    private const int MostWeeks = 120;

    private SplitMix _random = new(seed);

    public Campaign Tell()
    {
        var (measures, units) = (60 + _random.Next(80), 8 + _random.Next(16));
        var diligence = Math.Exp(0.2 * Normal());
        var idle = 0.1 + (0.3 * Uniform());
        var rush = 1 + (2.5 * Uniform());
        var skill = Enumerable.Range(0, units).Select(_ => Math.Exp(0.2 * Normal())).ToArray();
        var told = new List<(MeasureDefinition, IReadOnlyList<TrailEntry>)>();
        for (var no = 1; no <= measures; no++)
        {
            var unit = _random.Next(units);
            var start = Feedback.AddDays(_random.Next(60));
            var definition = new MeasureDefinition
            {
                No = no,
                Problem = 1,
                Text = "",
                LeadUnit = Unit(unit),
                Leader = "leader",
                Start = start,
                Deadline = start.AddDays(45 + _random.Next(150)),
            };
            told.Add((definition, Measure(definition, diligence * skill[unit], idle, rush)));
        }

        return new(Frame(units, measures), told);
    }

    private List<TrailEntry> Measure(MeasureDefinition measure, double speed, double idle, double rush)
    {
        var trail = new List<TrailEntry> { Campaign.Entry(Morning(measure.Start.AddDays(_random.Next(6))), new MeasureClaimed()) };
        var (style, rosy, habit) = (Uniform(), Uniform() < 0.2, 0.3 + (0.7 * Uniform()));
        var sleeps = style is > 0.5 and < 0.7 ? 0.4 + (0.3 * Uniform()) : 0;
        var (held, holdFor) = (style > 0.88 ? 0.5 + (0.45 * Uniform()) : 2, 3 + _random.Next(10));
        var (done, reported, deadline, asked) = (0d, 0, measure.Deadline, false);
        var given = measure.Deadline.DayNumber - measure.Start.DayNumber;
        for (var week = 1; week <= MostWeeks && done < 1; week++)
        {
            var day = measure.Start.AddDays(week * 7);
            var gone = (double)(day.DayNumber - measure.Start.DayNumber) / given;
            if (gone >= sleeps && Uniform() >= idle && !(done >= held && holdFor-- > 0))
            {
                var hurry = gone > 0.75 ? rush : sleeps > 0 ? 2.5 : 1;
                done = Math.Min(1, done + (7d / given / (1 - idle) * speed * hurry * Math.Exp(0.5 * Normal())));
            }

            if (!asked && day > deadline && Uniform() < 0.25)
            {
                asked = true;
                deadline = day.AddDays(14 + _random.Next(45));
                trail.Add(Campaign.Entry(Morning(day), new ExtensionRequested { Extension = 1, Until = deadline, Reason = "" }));
                trail.Add(Campaign.Entry(Morning(day.AddDays(2)), new ExtensionApproved { Extension = 1, Until = deadline }));
            }

            var percent = done >= 1 ? 100 : (int)Math.Min(95, 100 * (rosy ? Math.Max(done, 0.9 * gone) : done));
            if (done >= 1 || (percent > reported && Uniform() < habit))
            {
                reported = percent;
                trail.Add(Campaign.Entry(Morning(day.AddDays(3)), new ProgressReported { Unit = measure.LeadUnit, Percent = percent }));
            }
        }

        if (done >= 1)
        {
            Review(trail);
        }

        return trail;
    }

    private void Review(List<TrailEntry> trail)
    {
        var day = DateOnly.FromDateTime(trail[^1].At.DateTime).AddDays(_random.Next(4));
        for (var returned = Uniform() < 0.12; ; returned = false)
        {
            trail.Add(Campaign.Entry(Morning(day).AddHours(2), new SignOffRequested { Person = "", Act = "", Result = "", Fingerprint = "" }));
            day = day.AddDays(1 + (int)Math.Round(3 * Math.Exp(0.6 * Normal())));
            if (!returned)
            {
                trail.Add(Campaign.Entry(Morning(day), new MeasureSignedOff()));
                return;
            }

            trail.Add(Campaign.Entry(Morning(day), new SignOffReturned { Step = ReviewStep.Office, Reason = "", Fingerprint = "" }));
            day = day.AddDays(2 + _random.Next(12));
        }
    }

    private static PlanFrame Frame(int units, int measures) => new()
    {
        Plan = "synthetic",
        Title = "synthetic",
        RosterVersion = 1,
        TimeZone = "Asia/Shanghai",
        FeedbackDate = Feedback,
        Public = false,
        Rules = new(),
        Regions = [],
        Units = [.. Enumerable.Range(0, units).Select(unit => new UnitProfile { Id = Unit(unit), Name = Unit(unit), Kind = UnitKind.Department })],
        Leaders = [],
        Categories = [],
        ProblemCount = 1,
        MeasureCount = measures,
        HistoryGeneration = 0,
    };

    private static string Unit(int unit) => string.Create(CultureInfo.InvariantCulture, $"unit-{unit}");

    private static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new(9, 0)), Zone);

    /// <summary>Between 0 and 1, never one of the two.</summary>
    private double Uniform() => (_random.Next(1_000_000) + 0.5) / 1_000_000;

    /// <summary>Box–Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}
