using CsCheck;
using Rectification.Calendars;
using Rectification.Escalations;
using Rectification.Plans;

namespace Rectification.Tests.Deadlines;

/// <summary>The policy against a plain oracle that walks the hours: lights that go on and stay, a pause for a request, looks at any hours.</summary>
public sealed class EscalationLaws
{
    private const int Hours = 24 * 40;
    private static readonly DateTimeOffset Start = new(2024, 12, 2, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly PlanCalendar Calendar = PlanCalendar.Of("Asia/Shanghai");

    private static readonly Gen<Escalation> Step = Gen.Select(Gen.Int[0, 9], Gen.Enum<EscalationTarget>(), Gen.Enum<DayKind>(), (after, to, days) =>
        new Escalation { After = after, To = to, Days = days });

    /// <summary>One light, or a yellow and a red; each goes on at some hour and stays.</summary>
    private static readonly Gen<Episode[]> Lit = Gen.Select(Gen.Int[0, Hours], Gen.Int[0, Hours], Gen.Bool, (one, other, both) =>
        both ? [At(Light.Yellow, LightKind.BehindPace, one), At(Light.Red, LightKind.Overdue, other)] : new[] { At(Light.Red, LightKind.Silent, one) });

    [Fact]
    public void Each_step_is_fired_once_and_never_early_however_often_somebody_looks() =>
        Gen.Select(Lit, Step.Array[0, 6], Gen.Int[0, Hours].Array[1, 30]).Sample((lit, steps, looks) =>
        {
            var fired = Run(lit, steps, looks.Order(), stop: null);

            Assert.Equal(fired.Count, fired.Select(step => (step.Episode, step.Step)).Distinct().Count());
            Assert.All(fired, step => Assert.True(step.At >= Oracle(step.Episode.Since, step.Step)));
        });

    [Fact]
    public void Looking_every_hour_fires_what_the_oracle_says_at_the_hour_it_says() =>
        Gen.Select(Lit, Step.Array[0, 6], Gen.Int[0, Hours], Gen.Int[0, 300]).Sample((lit, steps, from, length) =>
        {
            var stop = (From: Start.AddHours(from), To: Start.AddHours(from + length));

            var fired = Run(lit, steps, Enumerable.Range(0, Hours), stop);

            Assert.Equal(
                Expected(lit, steps.Distinct(), stop).OrderBy(Text, StringComparer.Ordinal).Select(Text),
                fired.OrderBy(Text, StringComparer.Ordinal).Select(Text));
        });

    [Fact]
    public void The_next_look_it_names_is_the_first_that_finds_anything() =>
        Gen.Select(Lit, Step.Array[0, 6], Gen.Int[0, Hours]).Sample((lit, steps, hour) =>
        {
            var fired = Run(lit, steps, [hour], stop: null);
            var terms = Terms(steps);
            var now = Start.AddHours(hour);
            var next = EscalationPolicy.Look(lit, UnitClock.Running(null), terms, fired, now).Next;
            for (var later = hour + 1; later < Hours + 500 && !(Start.AddHours(later) >= next); later++)
            {
                Assert.Empty(EscalationPolicy.Look(lit, UnitClock.Running(null), terms, fired, Start.AddHours(later)).Due);
            }
        });

    private static List<FiredStep> Run(Episode[] lit, Escalation[] steps, IEnumerable<int> looks, (DateTimeOffset From, DateTimeOffset To)? stop)
    {
        var fired = new List<FiredStep>();
        foreach (var now in looks.Select(hour => Start.AddHours(hour)))
        {
            DateTimeOffset? stopped = stop is { } pause && pause.From <= now && now < pause.To ? pause.From : null;
            var on = stopped is null ? lit : [.. lit.Where(light => light.Since <= stopped)];
            var look = EscalationPolicy.Look(on, UnitClock.Running(stopped), Terms(steps), fired, now);
            fired.AddRange(look.Due.Select(step => new FiredStep(look.Lead!.Value, step, now)));
        }

        return fired;
    }

    /// <summary>Hour by hour: the worst light leads, its steps are told when their delay is over, nothing begins during the pause.</summary>
    private static IEnumerable<FiredStep> Expected(Episode[] lit, IEnumerable<Escalation> steps, (DateTimeOffset From, DateTimeOffset To) stop)
    {
        var told = new HashSet<(Episode, Escalation)>();
        for (var hour = 0; hour < Hours; hour++)
        {
            var now = Start.AddHours(hour);
            var present = now >= stop.From && now < stop.To ? stop.From : now;
            var lead = lit.Where(light => light.Since <= present).OrderByDescending(light => light.Light).Take(1).ToList();
            foreach (var step in lead.SelectMany(_ => steps).Where(step => Oracle(lead[0].Since, step) <= present && told.Add((lead[0], step))))
            {
                yield return new(lead[0], step, now);
            }
        }
    }

    /// <summary>Counts hours: every hour of a calendar day counts, of working days only those on Monday to Friday.</summary>
    private static DateTimeOffset Oracle(DateTimeOffset since, Escalation step)
    {
        var hours = step.After * 24;
        if (step.Days == DayKind.Calendar || hours == 0)
        {
            return since.AddHours(hours);
        }

        var now = since;
        while (true)
        {
            if (now.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && hours-- == 0)
            {
                return now;
            }

            now = now.AddHours(1);
        }
    }

    private static Episode At(Light light, LightKind rule, int hour) => new(light, rule, Start.AddHours(hour));

    private static EscalationTerms Terms(Escalation[] steps) => new(steps, Calendar, WorkingDays.MondayToFriday);

    private static string Text(FiredStep fired) => $"{fired.At:O} {fired.Episode} {fired.Step}";
}
