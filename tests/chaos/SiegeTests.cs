using Rectification.Tests.Chaos.Campaign;
using Rectification.Tests.Chaos.Siege;

namespace Rectification.Tests.Chaos;

/// <summary>What has limits of time that other tests beside it would use up.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Three silos and two gateways on PostgreSQL, of all of which something is taken away again and again.</summary>
[Collection(nameof(Alone))]
public sealed class SiegeTests
{
    private const int UsualRounds = 6;

    [Fact]
    public async Task A_besieged_city_loses_nothing_counts_right_and_nothing_in_it_stays_stuck()
    {
        await using var siege = await CityUnderSiege.Begin(Rehearsal.AnySeed());
        for (var round = 1; round <= Rehearsal.Rounds(UsualRounds); round++)
        {
            await siege.Round(round);
        }

        await siege.Conclude();
    }
}
