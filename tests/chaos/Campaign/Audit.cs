using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rectification.Tests.Support;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Holds what the program says of a quiet plan to what its senders remember.</summary>
internal sealed class Audit(City city, Ledger ledger, Api ops)
{
    private const int Page = 100;
    private const int AtOnce = 32;
    private static readonly string Genesis = new('0', 64);

    /// <summary>Reads every trail: sealed without a gap, nothing that nobody sent, everything acknowledged once and where it was said to be.</summary>
    /// <returns>The oracle that has played what the trails hold.</returns>
    public async Task<Fold> Trails()
    {
        var trails = new List<string>[city.Measures.Count];
        await Parallel.ForAsync(0, trails.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
            trails[i] = await Trail(city.Measures[i].No));
        var fold = new Fold(city);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, ids) in trails.Index())
        {
            foreach (var (place, id) in ids.Index())
            {
                Assert.True(ledger.Sent.TryGetValue(id, out var command), $"{id} was never sent.");
                Assert.True(found.Add(id), $"{id} was applied twice.");
                Assert.Equal(city.Measures[index].No, command.Measure);
                Assert.True(command.Fate != Fate.Refused, $"{id} was refused, and applied.");
                Assert.True(command.Fate == Fate.Open || command.Version == place + 1, $"{id} was acknowledged as {command.Version} and stands at {place + 1}.");
                fold.Play(command);
            }
        }

        Assert.Empty(ledger.AcknowledgedCommands.Where(command => !found.Contains(command.Id)).Select(command => command.Id));
        return fold;
    }

    /// <summary>City, units and measures say what the oracle says, and a recount finds no difference.</summary>
    public async Task Figures(Fold fold)
    {
        Assert.Equal(new(fold.City(), 0), Sheet.Of((await ops.Get($"plans/{city.Plan}/rates")).Must(200).Json));
        var units = (await ops.Get($"plans/{city.Plan}/units")).Must(200).Json["items"]!.AsArray();
        Assert.Equal(
            city.Units.Select(unit => (unit, new Sheet(fold.Unit(unit), 0))),
            units.Select(unit => (unit!["unit"]!["id"]!.GetValue<string>(), Sheet.Of(unit["sheet"]!))));
        await Percents(fold);
        var recount = (await ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json;
        Assert.Equal("[]", recount["mismatches"]!.ToJsonString());
        Assert.Equal((city.Measures.Count, 0), (recount["checked"]!.GetValue<int>(), recount["recovering"]!.GetValue<int>()));
    }

    private async Task Percents(Fold fold)
    {
        var seen = 0;
        for (string? cursor = "0"; cursor is not null;)
        {
            var page = (await ops.Get($"plans/{city.Plan}/measures?limit=500&cursor={cursor}")).Must(200).Json;
            foreach (var measure in page["items"]!.AsArray())
            {
                seen++;
                var no = measure!["no"]!.GetValue<int>();
                Assert.Equal(fold.Status(no), measure["status"]!.GetValue<string>());
                Assert.All(measure["assignments"]!.AsArray(), task =>
                    Assert.Equal(fold.Percent(no, task!["unit"]!.GetValue<string>()), task["percent"]!.GetValue<int>()));
            }

            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal(city.Measures.Count, seen);
    }

    private async Task<List<string>> Trail(int measure)
    {
        var (ids, hash) = (new List<string>(), Genesis);
        while (true)
        {
            var slice = (await ops.Get($"plans/{city.Plan}/measures/{measure}/trail?after={ids.Count}&limit={Page}")).Must(200).Json;
            foreach (var line in slice["entries"]!.AsArray())
            {
                var entry = line!["entry"]!.GetValue<string>();
                Assert.Equal(ids.Count + 1, line["version"]!.GetValue<int>());
                Assert.Equal(hash, line["previousHash"]!.GetValue<string>());
                hash = Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(hash), .. Encoding.UTF8.GetBytes(entry)]));
                Assert.Equal(hash, line["hash"]!.GetValue<string>());
                ids.Add(JsonNode.Parse(entry)!["id"]!.GetValue<string>());
            }

            if (slice["lastVersion"]!.GetValue<int>() == ids.Count)
            {
                return ids;
            }

            Assert.NotEmpty(slice["entries"]!.AsArray());
        }
    }
}
