using System.Globalization;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>The grains as they are in a simulated cluster, one thread, virtual time, one seed a run.</summary>
public sealed class SimulationTests
{
    private const int CommandsEach = 400;
    private const int Runs = 6;

    [Fact]
    public void Whatever_goes_wrong_everything_acknowledged_is_there_once_and_every_level_is_exact()
    {
        var (runs, first) = (Setting("RUNS", Runs), Setting("SEED", 1));
        using var wire = new Wire();
        var (start, told) = (TimeProvider.System.GetTimestamp(), new List<Told>());
        for (var run = first; run < first + runs; run++)
        {
            told.Add(Play(wire, run));
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{told.Sum(one => one.Accepted)} accepted, {told.Sum(one => one.Refused)} refused, {told.Sum(one => one.Repeated)} known already, "
            + $"{told.Sum(one => one.Again)} sent again, {told.Sum(one => one.SilosLost)} silos lost, {told.Sum(one => one.Calls)} calls, "
            + $"{told.Sum(one => one.Turns)} turns, {told.Sum(one => one.Passed.TotalHours):F1} h of simulated time in "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:F0} s, digest {told[^1].Digest:x}");
    }

    [Fact]
    public void A_seed_is_the_same_story_each_time()
    {
        using var wire = new Wire();
        Assert.Equal(Play(wire, 7), Play(wire, 7));
    }

    /// <summary>Thousands of plans lie open in which nothing happens for days: what a counter costs is multiplied by two hundred thousand.</summary>
    [Fact]
    public void While_nothing_happens_counters_leave_each_other_alone()
    {
        using var wire = new Wire();
        using var story = new Story(wire, 11);
        Assert.InRange(story.CallsOfAUnit(TimeSpan.FromHours(2)), 1, 12);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"RECTIFICATION_SIMULATED_{name}"), CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    private static Told Play(Wire wire, int seed)
    {
        using var story = new Story(wire, seed);
        using var trace = Environment.GetEnvironmentVariable("RECTIFICATION_SIMULATED_TRACE") is { } file ? File.CreateText(file) : null;
        try
        {
            return story.Play(CommandsEach, trace);
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException(
                $"Seed {seed} failed; RECTIFICATION_SIMULATED_SEED={seed} RECTIFICATION_SIMULATED_RUNS=1 plays it again.", problem);
        }
    }
}
