using System.Text.Json;
using CsCheck;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Tests.Oracle;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Queries;

/// <summary>What a measure counted for, followed by glances, is what a replay of its whole entries gives at every moment of every story.</summary>
public sealed class FollowedMeasureTests
{
    private const long Stories = 3_000;

    private static readonly Gen<(OracleCase Plan, Move[] Moves, int Seed)> Story =
        Gen.Select(Worlds.Any, Move.Any.Array[3, 30], Gen.Int[0, 1_000_000]);

    [Fact]
    public void What_is_followed_is_what_a_replay_gives() => Story.Sample(
        story => Compare(story.Plan, Trail(story.Plan, story.Moves, new(story.Seed)), new(story.Seed)), iter: Stories, threads: Environment.ProcessorCount);

    private static void Compare(OracleCase plan, List<TrailEntry> told, Random random)
    {
        var (frame, definition, pages) = (Frame(plan), Now(plan.Definition, told), Pages(told, random));
        var followed = FollowedMeasure.Through(frame, definition, pages);

        // As they are read: to write down 0.000000 loses its places.
        List<TrailEntry> trail = [.. pages.SelectMany(MeasureTrail.Entries)];
        var courses = followed.Courses.ToDictionary(course => course.Unit, StringComparer.Ordinal);
        var (life, marked) = (new MeasureLife(frame, definition, trail), 0);
        foreach (var moment in Moments(frame, definition, trail))
        {
            life.To(moment);
            var context = life.Context!;
            foreach (var unit in plan.Definition.AllUnits())
            {
                var expected = MeasureProjection.ContributionTo(context, life.State, frame.RosterVersion, unit).At(moment);
                Comparison.Same(expected, courses[unit].At(moment.UtcTicks), $"{unit} at {moment:O}, entry {life.State.Version} of {life.State.LastAt:O}");
            }

            for (; marked + 1 < followed.Marks.Count && followed.Marks[marked + 1].From <= moment.UtcTicks; marked++)
            {
                // On to the one that is in force.
            }

            var absent = context.Definition.Rescinded is not null;
            var mark = MeasureProjection.MarkFor(life.State, frame.RosterVersion) with { Stamp = Stamp.None, Absent = absent };
            Comparison.Same(mark, followed.Marks[marked].Mark, $"mark at {moment:O}");
        }

        Assert.Equal(JsonSerializer.Serialize(life.State), JsonSerializer.Serialize(followed.State));
    }

    /// <summary>Before and at each entry and each step of the clock that follows from it.</summary>
    private static SortedSet<DateTimeOffset> Moments(PlanFrame frame, MeasureDefinition definition, List<TrailEntry> trail)
    {
        var (moments, life) = (new SortedSet<DateTimeOffset> { DateTimeOffset.MinValue }, new MeasureLife(frame, definition, trail));
        foreach (var at in trail.Select(entry => entry.At).Prepend(DateTimeOffset.MinValue).Distinct())
        {
            life.To(at);
            var later = MeasureProjection.ContributionTo(life.Context!, life.State, frame.RosterVersion, life.Context!.Definition.LeadUnit).Later;
            foreach (var moment in later.Select(step => step.At).Append(at).Where(moment => moment > DateTimeOffset.MinValue))
            {
                moments.UnionWith([moment.AddTicks(-1), moment]);
            }
        }

        return moments;
    }

    /// <summary>A story's entries; between them reports that say again what was said last, soon after each other or long, and changes of the plan.</summary>
    private static List<TrailEntry> Trail(OracleCase plan, Move[] moves, Random random)
    {
        var told = new List<(IReadOnlyList<MeasureEvent> Events, string By, DateTimeOffset At)>();
        new Trial(plan) { Took = (events, by, at) => told.Add((events, by, at)) }.Play(moves);
        var (trail, planned) = (new List<TrailEntry>(), plan.Definition);
        foreach (var (i, (events, by, at)) in told.Index())
        {
            Add(at, by, events);
            var (last, until) = (at, i + 1 < told.Count ? told[i + 1].At : at.AddDays(random.Next(1, 400)));
            var reports = told.Take(i + 1).SelectMany(entry => entry.Events).OfType<ProgressReported>().GroupBy(report => report.Unit).ToList();
            for (var more = random.Next(4) == 0 ? random.Next(6) : 0; more > 0 && reports.Count > 0; more--)
            {
                last += (until - last) * (random.Next(3) == 0 ? random.NextDouble() : random.NextDouble() / 10);
                var again = reports[random.Next(reports.Count)].Last();
                Add(last, by, [again with { Metrics = random.Next(5) == 0 ? again.Metrics : null, Evidence = again.Evidence, Note = "仍在推进“replanned”。" }]);
            }

            if (random.Next(12) == 0)
            {
                var to = planned with { Deadline = planned.Deadline.AddDays(random.Next(-20, 60)) };
                Add(last, by, [Replanned(planned, to)]);
                planned = to;
            }
        }

        if (random.Next(3) == 0 && trail.Count > 0 && planned.Units is [var other, ..])
        {
            var to = random.Next(3) == 0 ? planned with { Rescinded = new() { Authority = "领导小组", Reason = "不再适用" } }
                : planned with { LeadUnit = other, Units = [planned.LeadUnit] };
            Add(trail[^1].At.AddDays(random.Next(3)), "-", [Replanned(planned, to)]);
        }

        return trail;

        void Add(DateTimeOffset at, string by, IReadOnlyList<MeasureEvent> events) => trail.Add(new()
        {
            Version = trail.Count + 1,
            At = at,
            Recorded = at,
            By = by,
            Id = $"c-{trail.Count}",
            Body = new('0', 32),
            Events = events,
        });
    }

    private static MeasureReplanned Replanned(MeasureDefinition from, MeasureDefinition to) =>
        new() { Roster = 2, Amendment = 1, Reason = "方案调整", From = from, To = to };

    private static MeasureDefinition Now(MeasureDefinition first, List<TrailEntry> trail) =>
        trail.SelectMany(entry => entry.Events).OfType<MeasureReplanned>().LastOrDefault()?.To ?? first;

    private static List<TrailPage> Pages(List<TrailEntry> trail, Random random)
    {
        var pages = new List<TrailPage> { TrailPage.Empty };
        foreach (var entry in trail)
        {
            if (random.Next(5) == 0)
            {
                pages.Add(TrailPage.Empty);
            }

            pages[^1] = pages[^1].Append(ChainJson.Bytes(entry, TrailJson.Canonical.TrailEntry));
        }

        return pages;
    }

    private static PlanFrame Frame(OracleCase plan) => new()
    {
        Plan = "plan",
        Title = "整改方案",
        RosterVersion = 4,
        TimeZone = plan.Zone,
        FeedbackDate = Worlds.Start,
        Public = false,
        Rules = plan.Rules,
        FormerRules = plan.Former,
        Regions = [],
        Units = [],
        Leaders = [],
        Categories = [],
        ProblemCount = 1,
        MeasureCount = 1,
        HistoryGeneration = 0,
    };
}
