using Rectification.Tests.Chaos.Campaign;

namespace Rectification.Tests.Chaos;

/// <summary>kill -9 in the middle of the work. What was acknowledged stays, what is counted is right, and what is not yet right says so.</summary>
public sealed class KillTests
{
    private const int UsualRounds = 5;

    [Fact]
    public async Task Killed_again_and_again_under_64_reporters_it_loses_nothing_and_counts_right()
    {
        var seed = Rehearsal.AnySeed();
        await using var rehearsal = await Rehearsal.Begin(City.Of(measures: 300, units: 30, seed), accounts: 8, seed);
        for (var round = 1; round <= Rehearsal.Rounds(UsualRounds); round++)
        {
            await rehearsal.Round(round, lanes: 64, most: 1_500);
        }
    }

    [Fact]
    public async Task Killed_under_twelve_counties_with_64_connections_each_it_loses_nothing_and_counts_right()
    {
        var seed = Rehearsal.AnySeed();
        await using var rehearsal = await Rehearsal.Begin(City.Of(measures: 94, units: 12, seed), accounts: 12, seed);
        await rehearsal.Round(round: 1, lanes: 12 * 64, most: 6_000);
    }

    [Fact]
    public async Task Cut_from_its_power_again_and_again_it_has_all_that_it_acknowledged()
    {
        var seed = Rehearsal.AnySeed();
        await using var rehearsal = await Rehearsal.Begin(City.Of(measures: 60, units: 8, seed), accounts: 8, seed, onPower: true);
        for (var round = 1; round <= Rehearsal.Rounds(UsualRounds); round++)
        {
            await rehearsal.Round(round, lanes: 16, most: 80);
        }
    }
}
