using System.Globalization;
using System.Text.Json.Nodes;
using Rectification.Trails;

namespace Rectification.Tests.Cluster;

/// <summary>Whoever knocks where they have no right is on record, and hides nobody else by it.</summary>
public sealed class DenialTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly ClaimMeasure Claim = new() { Unit = "c2" };

    [Fact]
    public async Task One_accounts_knocking_is_bounded_by_the_day_and_says_how_much_was_dropped()
    {
        await using var town = await Town.Open(at: Noon);
        var plan = await town.Import(id => Documents.City(id));
        var grain = town.Grains.GetGrain<IDenialGrain>(plan);
        for (var knock = 0; knock < 320; knock++)
        {
            await grain.Record(Knock("loud", $"measure:{knock % 60}", knock)).InTime();
        }

        await grain.Record(Knock("quiet", "measure:1", 1)).InTime();

        Assert.Equal(["denied 200", "dropped 1", "dropped 10", "dropped 100", "quiet"], await Told(grain));
        await town.Cluster.DeactivateAsync(grain).InTime();
        await grain.Record(Knock("loud", "measure:1", 400)).InTime();
        Assert.Equal(204, (await grain.GetHead().InTime()).Version);

        town.Clock!.SetUtcNow(Noon.AddDays(1));
        await grain.Record(Knock("loud", "measure:1", 500)).InTime();
        Assert.Equal(205, (await grain.GetHead().InTime()).Version);
    }

    [Fact]
    public async Task One_account_has_its_share_of_one_subject_only()
    {
        await using var town = await Town.Open(at: Noon);
        var plan = await town.Import(id => Documents.City(id));
        var grain = town.Grains.GetGrain<IDenialGrain>(plan);
        for (var knock = 0; knock < 25; knock++)
        {
            await grain.Record(Knock("loud", "measure:1", knock)).InTime();
        }

        await grain.Record(Knock("loud", "measure:2", 1)).InTime();

        Assert.Equal(20 + 1 + 1, (await grain.GetHead().InTime()).Version);
    }

    [Theory]
    [InlineData(Roles.Public, 0)]
    [InlineData(Roles.None, 0)]
    [InlineData(Roles.Public | Roles.Auditor, 1)]
    [InlineData(Roles.Reporter, 1)]
    public async Task Who_may_not_even_read_plans_writes_nothing_into_one(Roles roles, int entries)
    {
        await using var town = await Town.Open(at: Noon);
        var plan = await town.Import(id => Documents.City(id));
        var somebody = new Actor { Account = "somebody", Roles = roles };

        var refused = new[]
        {
            (await town.Submit(plan, 1, somebody, Claim)).Refusal,
            (await town.Problem(plan, 1).SignOff(new() { Id = "k", Actor = somebody, Command = new() { Statement = "已全部整改" } }).InTime()).Refusal,
        };

        Assert.All(refused, refusal => Assert.Equal(RefusalKind.Forbidden, refusal!.Kind));
        Assert.Equal(entries * refused.Length, (await town.Grains.GetGrain<IDenialGrain>(plan).GetHead().InTime()).Version);
    }

    private static Denial Knock(string account, string subject, int id) =>
        new()
        {
            Account = account,
            Subject = subject,
            Command = "claim",
            Code = "measure.actor-not-of-unit",
            CommandId = id.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>What the chain says, the loud one's single denials counted.</summary>
    private static async Task<IEnumerable<string>> Told(IDenialGrain grain)
    {
        var entries = (await grain.GetTrail(0, 500).InTime()).Entries.Select(line => JsonNode.Parse(line.Entry)!).ToList();
        var single = entries.Count(entry => Type(entry) == "denied" && entry["by"]!.GetValue<string>() == "loud");
        var dropped = entries.Where(entry => Type(entry) == "dropped").Select(entry => $"dropped {entry["events"]![0]!["count"]}");
        return [$"denied {single}", .. dropped, entries[^1]["by"]!.GetValue<string>()];
    }

    private static string Type(JsonNode entry) => entry["events"]![0]!["type"]!.GetValue<string>();
}
