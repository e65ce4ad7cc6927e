using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Tests.Cluster;

/// <summary>A plan too large for one message comes in by parts, and whole or not at all.</summary>
public sealed class PlanDeliveryTests
{
    private const int Parts = 3;

    [Fact]
    public async Task A_plan_of_many_parts_is_the_plan_that_was_sent()
    {
        await using var town = await Town.Open();
        var document = Large("parts");

        Came(ImportResult.Created, await Plan(town, document).WeighWhole(document).InTime());
        Came(ImportResult.Created, await Plan(town, document).ImportWhole(document, town.Source()).InTime());

        await Eventually.Becomes(() => town.Query(document.Id).RatesAtLeast(""), rates => rates!.Measures.Total == document.Measures.Count);
        Came(ImportResult.Unchanged, await Plan(town, document).ImportWhole(document, town.Source()).InTime());
    }

    [Fact]
    public async Task A_part_sent_twice_counts_once_and_an_answer_that_was_lost_is_given_again()
    {
        await using var town = await Town.Open();
        var (document, id) = (Large("twice"), Guid.NewGuid());
        var plan = Plan(town, document);
        foreach (var part in new[] { 0, 1, 1, 2 })
        {
            await plan.Stage(id, part, Part(document, part)).InTime();
        }

        Came(ImportResult.Created, await plan.ImportStaged(id, Parts, Header(document), town.Source()).InTime());
        Came(ImportResult.Created, await plan.ImportStaged(id, Parts, Header(document), town.Source()).InTime());
        Assert.Equal(document.Measures.Count, (await plan.Get())!.Measures);
    }

    [Fact]
    public async Task A_plan_that_lost_a_part_is_refused_and_leaves_nothing()
    {
        await using var town = await Town.Open();
        var (document, id) = (Large("lost"), Guid.NewGuid());
        var plan = Plan(town, document);
        await plan.Stage(id, 0, Part(document, 0)).InTime();
        await plan.Stage(id, 2, Part(document, 2)).InTime();

        Assert.Equal(PlanRefusals.ImportInterrupted, (await plan.ImportStaged(id, Parts, Header(document), town.Source()).InTime()).Refusal);
        Assert.Equal(PlanRefusals.ImportInterrupted, (await plan.ImportStaged(Guid.NewGuid(), Parts, Header(document), town.Source()).InTime()).Refusal);
        Assert.Null(await plan.Get());
    }

    private static void Came(ImportResult expected, ImportOutcome outcome) => Assert.Equal(expected, outcome.Result);

    private static PlanDocument Large(string id) => PlanNormalizer.Normalize(Documents.City(id, measures: (Parts - 1) * PlanDelivery.PartSize + 2));

    private static PlanDocument Header(PlanDocument document) => document with { Problems = [], Measures = [] };

    private static PlanPart Part(PlanDocument document, int part) => new()
    {
        Problems = [.. document.Problems.Skip(part * PlanDelivery.PartSize).Take(PlanDelivery.PartSize)],
        Measures = [.. document.Measures.Skip(part * PlanDelivery.PartSize).Take(PlanDelivery.PartSize)],
    };

    private static IPlanGrain Plan(Town town, PlanDocument document) => town.Grains.GetGrain<IPlanGrain>(document.Id);
}
