using System.Collections.Concurrent;
using Rectification.Plans;

namespace Rectification.Tests.Cluster.Crashes;

/// <summary>One of three silos dies under load.</summary>
public sealed class KilledSiloTests
{
    private const int Senders = 8;
    private const int CommandsEach = 40;

    [Fact]
    public async Task Every_acknowledged_command_is_in_its_trail_once_and_every_level_equals_a_fold_over_the_trails()
    {
        await using var town = await Town.Open(silos: 3);
        var document = Documents.Province("killed", measures: 24);
        await town.Import(document);
        var acknowledged = new ConcurrentBag<(int No, string Id, long Version)>();

        var senders = Enumerable.Range(0, Senders).Select(sender => Send(town, document, sender, acknowledged)).ToList();
        await Eventually.Becomes(() => acknowledged.Count > Senders * CommandsEach / 4);
        await town.Kill(town.Home(town.Rollup(document.Id, "p")));
        await Task.WhenAll(senders).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(Senders * CommandsEach, acknowledged.Count);
        foreach (var measure in document.Measures)
        {
            var ids = (await town.Measure(document.Id, measure.No).Verified()).Ids();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.All(acknowledged.Where(command => command.No == measure.No), command => Assert.Equal(command.Id, ids[(int)command.Version - 1]));
        }

        await town.Settled(document.Id);
        await SheetsEqualAFold(town, document);
    }

    private static async Task Send(Town town, PlanDocument document, int sender, ConcurrentBag<(int, string, long)> acknowledged)
    {
        for (var i = 0; i < CommandsEach; i++)
        {
            var measure = document.Measures[(sender + i * 5) % document.Measures.Count];
            var envelope = town.Envelope(People.Of(measure.LeadUnit), new ReportProgress { Unit = measure.LeadUnit, Percent = 50, Note = $"{sender}/{i}" });
            var outcome = await town.Insist(document.Id, measure.No, envelope);
            Assert.Null(outcome.Refusal?.Code);
            acknowledged.Add((measure.No, envelope.Id, outcome.Version));
        }
    }

    /// <summary>A measure is in progress as soon as its trail is not empty; nothing else was sent.</summary>
    private static async Task SheetsEqualAFold(Town town, PlanDocument document)
    {
        var begun = new HashSet<int>();
        foreach (var measure in document.Measures)
        {
            if ((await town.Measure(document.Id, measure.No).Verified()).Count > 0)
                begun.Add(measure.No);
        }

        Dictionary<string, string[]> regions = new()
        {
            ["p"] = ["c1", "c2", "c3", "d1", "town1"],
            ["a"] = ["c1", "c2", "town1"],
            ["b"] = ["c3"],
            ["c1"] = ["c1", "town1"],
        };
        foreach (var (region, units) in regions)
        {
            var sheet = await Eventually.Becomes(() => town.Rollup(document.Id, region).GetSheet(), sheet => sheet.Recovering == 0);
            var led = document.Measures.Where(measure => units.Contains(measure.LeadUnit)).ToList();
            Assert.Equal((led.Count, led.Count(measure => begun.Contains(measure.No))), (sheet.Measures.Total, sheet.Measures.InProgress));
            Assert.Equal(document.Measures.Sum(measure => measure.AllUnits().Count(units.Contains)), sheet.Assignments.Total);
            Assert.Equal(document.Problems.Count(problem => units.Contains(problem.LeadUnit)), sheet.Problems.Total);
        }
    }
}
