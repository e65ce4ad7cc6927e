namespace Rectification.Tests.Cluster.Once;

/// <summary>A command id is applied once, however often, from wherever and whenever it is sent.</summary>
public sealed class CommandIdTests
{
    private static readonly Actor Reporter = People.Of("c2");

    [Fact]
    public async Task A_command_sent_a_hundred_times_at_once_from_every_silo_is_applied_once()
    {
        await using var town = await Town.Open(silos: 2);
        var plan = await town.Import(id => Documents.City(id));
        var envelope = town.Envelope(Reporter, new ReportProgress { Unit = "c2", Percent = 40 }, "same");
        IGrainFactory[] senders = [town.Grains, .. town.Cluster.Silos.Select(silo => (IGrainFactory)silo.ServiceProvider.GetService(typeof(IGrainFactory))!)];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            senders[i % senders.Length].GetGrain<IMeasureGrain>($"{plan}:1").Submit(envelope))).InTime();

        Assert.All(outcomes, outcome => Assert.Equal((null, 1L), (outcome.Refusal?.Code, outcome.Version)));
        Assert.Equal(99, outcomes.Count(outcome => outcome.Repeated));
        Assert.Equal(["same"], (await town.Measure(plan, 1).Verified()).Ids());
        await town.Settled(plan);
    }

    [Fact]
    public async Task The_same_id_with_another_body_is_refused_and_with_another_account_is_another_command()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 40 }, "same");

        var other = await town.Submit(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 41 }, "same");
        Assert.Equal(CommandRefusals.KeyReused.Code, other.Refusal!.Code);
        var colleague = Reporter with { Account = "colleague" };
        Assert.Equal(2, (await town.Accepted(plan, 1, colleague, new ReportProgress { Unit = "c2", Percent = 41 }, "same")).Version);
    }

    [Fact]
    public async Task A_refused_command_leaves_no_trace_and_may_be_answered_differently_later()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        var refused = await town.Submit(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 140 }, "same");
        Assert.Equal(MeasureRefusals.PercentOutOfRange.Code, refused.Refusal!.Code);
        Assert.Equal(0, town.Rows.Writes(MeasureRow.StateName, MeasureRow.Id(plan, 1)));

        Assert.Equal(1, (await town.Accepted(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 40 }, "same")).Version);
    }

    /// <summary>A gateway asked twice, the second asking was refused and its sender told so; then the first arrives, and what hindered it is gone.</summary>
    [Fact]
    public async Task What_was_refused_and_told_is_not_applied_when_an_earlier_asking_of_the_same_request_arrives_late()
    {
        await using var town = await Town.Open();
        var plan = await town.Import(id => Documents.City(id));
        await town.Accepted(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 40 }, "first");
        var asked = town.Envelope(Reporter, new ReportProgress { Unit = "c2", Percent = 30 }, "same") with { Attempt = Guid.NewGuid() };
        Assert.Equal(MeasureRefusals.PercentFalls.Code, (await town.Measure(plan, 1).Submit(asked).InTime()).Refusal!.Code);
        await town.Accepted(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 20, Correction = "误填" }, "corrected");

        Assert.Equal(MeasureRefusals.PercentFalls.Code, (await town.Measure(plan, 1).Submit(asked).InTime()).Refusal?.Code);
        Assert.Equal(["first", "corrected"], (await town.Measure(plan, 1).Verified()).Ids());
        var again = await town.Measure(plan, 1).Submit(asked with { Attempt = Guid.NewGuid() }).InTime();
        Assert.Equal((null, 3L), (again.Refusal?.Code, again.Version));
        Assert.True((await town.Measure(plan, 1).Submit(asked).InTime()).Repeated);
    }

    [Fact]
    public async Task Commands_are_known_again_beyond_the_open_page_and_after_the_activation_and_its_silo_are_gone()
    {
        await using var town = await Town.Open(silos: 2);
        var plan = await town.Import(id => Documents.City(id));
        for (var i = 1; i <= 220; i++)
            await town.Accepted(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = i * 100 / 220 }, $"r{i}");
        Assert.True(town.Rows.Rows("trail-page-v1", _ => true) > 2);

        await KnowsAll(town, plan);
        await town.Cluster.DeactivateAsync(town.Measure(plan, 1));
        await KnowsAll(town, plan);
        await town.Cluster.StopSiloAsync(town.Home(town.Measure(plan, 1)));
        await KnowsAll(town, plan);
        Assert.Equal(Enumerable.Range(1, 220).Select(i => $"r{i}"), (await town.Measure(plan, 1).Verified(limit: 7)).Ids());
    }

    [Fact]
    public async Task History_is_known_again_by_its_own_time_for_ever()
    {
        var start = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
        await using var town = await Town.Open(at: start);
        var plan = await town.Import(id => Documents.City(id));
        MeasureEnvelope Past(int i) => town.Envelope(
            Reporter, new ReportProgress { Unit = "c2", Percent = i, Note = new('记', 60) }, $"h{i}", start.AddDays(i - 100));
        for (var i = 1; i <= 60; i++)
            Assert.Null((await town.Measure(plan, 1).Submit(Past(i)).InTime()).Refusal?.Code);

        town.Clock!.Advance(TimeSpan.FromDays(30));
        await town.Cluster.DeactivateAsync(town.Measure(plan, 1));
        foreach (var i in (int[])[1, 17, 33, 60])
        {
            var again = await town.Measure(plan, 1).Submit(Past(i)).InTime();
            Assert.Equal((null, true, (long)i), (again.Refusal?.Code, again.Repeated, again.Version));
        }

        var late = await town.Measure(plan, 1).Submit(Past(61) with { HistoricalAt = start.AddDays(-70) }).InTime();
        Assert.Equal(CommandRefusals.HistoryBackwards.Code, late.Refusal!.Code);
        await town.Accepted(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = 70 });
        Assert.Equal(CommandRefusals.HistoryAfterLive.Code, (await town.Measure(plan, 1).Submit(Past(62)).InTime()).Refusal!.Code);
        Assert.True((await town.Measure(plan, 1).Submit(Past(5)).InTime()).Repeated);
    }

    private static async Task KnowsAll(Town town, string plan)
    {
        foreach (var i in (int[])[1, 2, 50, 110, 219, 220])
        {
            var again = await town.Submit(plan, 1, Reporter, new ReportProgress { Unit = "c2", Percent = i * 100 / 220 }, $"r{i}");
            Assert.Equal((null, true, (long)i), (again.Refusal?.Code, again.Repeated, again.Version));
        }
    }
}
