using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Compares what the program says of a quiet plan to what its senders remember.</summary>
internal sealed class Audit(City city, Ledger ledger, params Api[] doors)
{
    private const int Page = 100;
    private const int AtOnce = 32;
    private static readonly string Genesis = new('0', 64);

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private Chain[] _chains = [];
    private Fold _fold = new(city);

    /// <summary>The longest that a measure took to show a page of its trail.</summary>
    public TimeSpan Slowest { get; private set; }

    private Api Ops => doors[0];

    /// <summary>Reads every trail: sealed without a gap, nothing that nobody sent, everything acknowledged once and where it was said to be.</summary>
    /// <param name="anew">From each trail's first entry; otherwise from where the last reading ended.</param>
    /// <returns>The oracle that has played what the trails hold.</returns>
    public async Task<Fold> Trails(bool anew = true)
    {
        if (anew || _chains.Length == 0)
        {
            _places.Clear();
            _chains = [.. city.Measures.Select(_ => new Chain())];
            _fold = new(city);
        }

        // What is acknowledged while the trails are being read may have come too late for them.
        var told = ledger.Sent.Values.Select(command => (Command: command, command.Fate)).ToList();
        await Parallel.ForAsync(0, _chains.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
            await Read(city.Measures[i].No, _chains[i], doors[i % doors.Length]));
        foreach (var (index, chain) in _chains.Index())
        {
            for (; chain.Played < chain.Ids.Count; chain.Played++)
            {
                var id = chain.Ids[chain.Played];
                Assert.True(ledger.Sent.TryGetValue(id, out var command), $"{id} was never sent.");
                Assert.True(_places.TryAdd(id, chain.Played + 1), $"{id} was applied twice.");
                Assert.Equal(city.Measures[index].No, command.Measure);
                _fold.Play(command);
            }
        }

        foreach (var (command, fate) in told)
        {
            var place = _places.GetValueOrDefault(command.Id);
            Assert.True(fate != Fate.Refused || place == 0, $"{command.Id} was refused, and applied.");
            Assert.True(fate != Fate.Acknowledged || command.Version == place, $"{command.Id} was acknowledged as {command.Version} and stands at {place}.");
        }

        return _fold;
    }

    /// <summary>City, units, problems and measures say what the oracle says, and a recount finds no difference.</summary>
    /// <param name="fold">The oracle.</param>
    /// <param name="patience">How long the city may take to hear of what its units have: without a receipt it is told in its own time.</param>
    public async Task Figures(Fold fold, TimeSpan patience = default)
    {
        foreach (var door in doors)
        {
            await Told(door, new(fold.City(), 0), patience);
        }

        var units = (await Ops.Get($"plans/{city.Plan}/units")).Must(200).Json["items"]!.AsArray();
        Assert.Equal(
            city.Units.Select(unit => (unit, new Sheet(fold.Unit(unit), 0))),
            units.Select(unit => (unit!["unit"]!["id"]!.GetValue<string>(), Sheet.Of(unit["sheet"]!))));
        Assert.Equal(
            city.Problems.Select(no => (no, fold.SignedOff(no))),
            (await All("problems")).Select(problem => (problem["no"]!.GetValue<int>(), problem["measuresSignedOff"]!.GetValue<int>())));
        await Percents(fold);
        var recount = (await Ops.Post($"plans/{city.Plan}/recount", new JsonObject())).Must(200).Json;
        Assert.Equal("[]", recount["mismatches"]!.ToJsonString());
        Assert.Equal((city.Measures.Count, 0), (recount["checked"]!.GetValue<int>(), recount["recovering"]!.GetValue<int>()));
    }

    private async Task Told(Api door, Sheet expected, TimeSpan patience)
    {
        var sheet = await Read();
        if (sheet != expected && patience > TimeSpan.Zero)
        {
            await Until.True(async () => (sheet = await Read()) == expected, patience, () => $"the city says {expected}; it says {sheet}");
        }

        Assert.Equal(expected, sheet);

        async Task<Sheet> Read() => Sheet.Of((await door.Get($"plans/{city.Plan}/rates")).Must(200).Json);
    }

    private async Task Percents(Fold fold)
    {
        var measures = await All("measures");
        Assert.Equal(city.Measures.Count, measures.Count);
        foreach (var measure in measures)
        {
            var no = measure["no"]!.GetValue<int>();
            Assert.Equal(fold.Status(no), measure["status"]!.GetValue<string>());
            Assert.All(measure["assignments"]!.AsArray(), task =>
                Assert.Equal(fold.Percent(no, task!["unit"]!.GetValue<string>()), task["percent"]!.GetValue<int>()));
        }
    }

    private async Task<List<JsonNode>> All(string list)
    {
        var items = new List<JsonNode>();
        for (string? cursor = "0"; cursor is not null;)
        {
            var page = (await Ops.Get($"plans/{city.Plan}/{list}?limit=500&cursor={cursor}")).Must(200).Json;
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        return items;
    }

    private async Task Read(int measure, Chain chain, Api door)
    {
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            var slice = (await door.Get($"plans/{city.Plan}/measures/{measure}/trail?after={chain.Ids.Count}&limit={Page}")).Must(200).Json;
            Took(Stopwatch.GetElapsedTime(asked));
            foreach (var line in slice["entries"]!.AsArray())
            {
                var entry = line!["entry"]!.GetValue<string>();
                Assert.Equal(chain.Ids.Count + 1, line["version"]!.GetValue<int>());
                Assert.Equal(chain.Hash, line["previousHash"]!.GetValue<string>());
                chain.Hash = Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(chain.Hash), .. Encoding.UTF8.GetBytes(entry)]));
                Assert.Equal(chain.Hash, line["hash"]!.GetValue<string>());
                chain.Ids.Add(JsonNode.Parse(entry)!["id"]!.GetValue<string>());
            }

            if (slice["lastVersion"]!.GetValue<int>() == chain.Ids.Count)
            {
                return;
            }

            Assert.NotEmpty(slice["entries"]!.AsArray());
        }
    }

    private void Took(TimeSpan time)
    {
        lock (_places)
        {
            Slowest = time > Slowest ? time : Slowest;
        }
    }

    /// <summary>A measure's trail as far as it was read and verified.</summary>
    private sealed class Chain
    {
        public List<string> Ids { get; } = [];

        public string Hash { get; set; } = Genesis;

        /// <summary>Entries that the oracle has played.</summary>
        public int Played { get; set; }
    }
}
