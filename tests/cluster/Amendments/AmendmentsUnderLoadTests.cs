using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Amendments;

/// <summary>The plan is amended while everybody reports, and a silo dies in the middle of it.</summary>
public sealed class AmendmentsUnderLoadTests
{
    private const int Senders = 64;

    [Fact]
    public async Task Amendments_in_a_stream_of_reports_lose_none_of_them_and_every_measure_takes_each_over_once()
    {
        await using var town = await Town.Open(silos: 3);
        var document = Documents.City("streamed", measures: 24);
        await town.Import(document);
        using var enough = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(sender => document.Measures[sender % document.Measures.Count])
            .Select(measure => Send(town, document.Id, measure, enough.Token)).ToList();

        for (var round = 1; round <= 6; round++)
        {
            var later = Documents.Deadline.AddDays(round);
            if (round == 3)
            {
                await town.Kill(town.Home(town.Measure(document.Id, 1)));
            }

            var moved = document.Measures.Select(measure => new MeasurePatch { No = measure.No, Deadline = later });
            await Insist(town, document.Id, new() { Measures = [.. moved] });
        }

        await enough.CancelAsync();
        var accepted = await Task.WhenAll(senders).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await town.Settled(document.Id);
        foreach (var measure in document.Measures)
        {
            var trail = await town.Measure(document.Id, measure.No).Verified();
            var taken = trail.Count(line => line.Entry.Contains("\"type\":\"replanned\"", StringComparison.Ordinal));
            Assert.Equal(6, taken);
            Assert.Equal(accepted.Where((_, sender) => document.Measures[sender % document.Measures.Count].No == measure.No).Sum(), trail.Count - taken);
            Assert.Equal(Documents.Deadline.AddDays(6), (await town.Measure(document.Id, measure.No).Get())!.Deadline);
        }
    }

    [Fact]
    public async Task An_export_after_many_amendments_states_each_by_what_it_changed()
    {
        await using var town = await Town.Open();
        var document = Documents.City("many", measures: 40);
        await town.Import(document);
        for (var round = 1; round <= 200; round++)
        {
            await town.Amended(document.Id, new AmendmentDraft { Measures = [new() { No = (round % 40) + 1, Deadline = Documents.Deadline.AddDays(round) }] });
        }

        var seal = (await town.Grains.GetGrain<ISealGrain>(document.Id).Seal("the-auditor", "1").InTime()).Seal!;
        var (lines, cursor) = (new List<string>(), (ExportCursor?)ExportCursor.Of(seal.No));
        while (cursor is not null)
        {
            var part = await town.Grains.GetGrain<ITrailExportGrain>(document.Id).Read(cursor).InTime();
            lines.AddRange(System.Text.Encoding.UTF8.GetString(part.Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            cursor = part.Next;
        }

        // The header, problems and measures once, then one line a version.
        Assert.Equal(1 + 20 + 40 + 200, lines.Count(line => line.StartsWith("{\"kind\":\"roster\"", StringComparison.Ordinal)));
    }

    /// <summary>A silo may die while the plan is asked: the same again is the same amendment.</summary>
    private static async Task Insist(Town town, string plan, AmendmentDraft draft)
    {
        var grain = town.Grains.GetGrain<IPlanGrain>(plan);
        var source = town.Source();
        var proposed = await Eventually.Becomes(() => Tried(() => grain.Amend(draft, source)), outcome => outcome is { Refusal: null });
        var approval = new AmendmentReview { No = proposed!.Amendment!.No, Act = AmendmentAct.Approve, Fingerprint = proposed.Amendment.Fingerprint };
        var approver = town.Source(People.Leader);
        await Eventually.Becomes(() => Tried(() => grain.Review(approval, approver)), outcome => outcome is { Refusal: null });
    }

    private static async Task<ImportOutcome?> Tried(Func<Task<ImportOutcome>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception problem) when (problem is OrleansException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task<int> Send(Town town, string plan, MeasureDefinition measure, CancellationToken enough)
    {
        var accepted = 0;
        do
        {
            var envelope = town.Envelope(People.Of(measure.LeadUnit), new ReportProgress { Unit = measure.LeadUnit, Percent = 50 });
            Assert.Null((await town.Insist(plan, measure.No, envelope)).Refusal?.Code);
            accepted++;
        }
        while (!enough.IsCancellationRequested);

        return accepted;
    }
}
