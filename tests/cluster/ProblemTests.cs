using Rectification.Problems;

namespace Rectification.Tests.Cluster;

/// <summary>A problem is signed by its leader when all its measures are, and only for as long as they stay as they were.</summary>
public sealed class ProblemTests
{
    [Fact]
    public async Task A_reopened_measure_voids_the_problem_everywhere_and_signing_the_measure_again_does_not_revive_it()
    {
        await using var town = await Town.Open(silos: 2);
        var document = Documents.City("problem", measures: 4);
        await town.Import(document);
        var plan = document.Id;
        await town.SignOff(plan, document.Measures[0]);
        Assert.Equal(ProblemRefusals.MeasuresOpen.Code, (await Sign(town, plan, "s1")).Refusal!.Code);
        await town.SignOff(plan, document.Measures[1]);

        var signed = await Sign(town, plan, "s1");
        Assert.Null(signed.Refusal?.Code);
        Assert.Equal(1, (await town.Query(plan).RatesAtLeast(signed.Token!))!.Problems.SignedOff);
        Assert.True((await Sign(town, plan, "s1")).Repeated);
        Assert.Equal(CommandRefusals.KeyReused.Code, (await Sign(town, plan, "s1", "另一说明")).Refusal!.Code);
        Assert.Equal(ProblemRefusals.AlreadySignedOff.Code, (await Sign(town, plan, "s2")).Refusal!.Code);

        var stale = new ProblemEnvelope { Id = "s3", Actor = People.Leader, Command = new() { Statement = "完成" }, IfVersion = 7 };
        Assert.Equal("problem.version-stale", (await town.Problem(plan, 1).SignOff(stale).InTime()).Refusal!.Code);

        var reopened = await town.Accepted(plan, 1, People.Reviewer, new ReopenMeasure { Reason = "反弹", Until = Documents.Deadline });
        Assert.Equal(0, (await town.Query(plan).RatesAtLeast(reopened.Token!))!.Problems.SignedOff);
        Assert.Equal(0, (await town.Unit(plan, "c2").GetSheet()).Problems.SignedOff);
        Assert.False((await town.Problem(plan, 1).Get())!.SignedOff);
        await town.Settled(plan);

        var again = await town.SignOff(plan, document.Measures[0]);
        Assert.Equal(0, (await town.Query(plan).RatesAtLeast(again.Token!))!.Problems.SignedOff);
        await town.Cluster.DeactivateAsync(town.Problem(plan, 1)).InTime();
        await town.Cluster.DeactivateAsync(town.Unit(plan, "c2")).InTime();
        await town.Settled(plan);
        Assert.Equal(0, (await town.Rollup(plan).GetSheet()).Problems.SignedOff);

        Assert.Null((await Sign(town, plan, "s2")).Refusal?.Code);
        await town.Settled(plan);
        Assert.Equal(1, (await town.Rollup(plan).GetSheet()).Problems.SignedOff);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_problem_whose_write_has_an_unknown_outcome_is_signed_once(bool theStoreSaysSo)
    {
        await using var town = await Town.Open();
        var document = Documents.City("problem-doubt", measures: 2);
        await town.Import(document);
        foreach (var measure in document.Measures)
            await town.SignOff(document.Id, measure);
        town.Rows.FailNext(theStoreSaysSo ? Fault.UnknownCommitted : Fault.Unexplained, (state, _) => state == ProblemRow.StateName);

        Assert.Equal(CommandRefusals.OutcomeUnknown.Code, (await Sign(town, document.Id, "s")).Refusal!.Code);
        var outcome = await Eventually.Becomes(() => Sign(town, document.Id, "s"), outcome => outcome.Refusal is null);
        Assert.Equal((1L, true), (outcome.Version, outcome.Repeated));
        await town.Settled(document.Id);
        Assert.Equal(1, (await town.Rollup(document.Id).GetSheet()).Problems.SignedOff);
    }

    private static Task<ProblemOutcome> Sign(Town town, string plan, string id, string statement = "全部完成") => town.Problem(plan, 1).SignOff(new()
    {
        Id = id,
        Actor = People.Leader,
        Command = new() { Statement = statement },
    }).InTime();
}
