using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>
/// What an office does beside the reports of measures: supervision orders and the numbers of their papers, accounts, amendments, comments on a notice, files
/// of evidence, and what is read meanwhile. Every command is sent under one id until it is answered; nothing but "not now" is taken for an excuse.
/// </summary>
internal sealed class OfficeWork : IDisposable
{
    private const int CommentsOfANotice = 400;
    private static readonly string[] Plans = ["office-a", "office-b", "office-c"];
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    private readonly Api[] _doors;

    /// <summary>Kind and plan → what each command that was answered said of itself.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _done = [];
    private readonly Lock _lock = new();
    private (TimeSpan Took, string What, long Unavailable) _cost;
    private long _answered;

    private OfficeWork(string key, IEnumerable<int> ports) => _doors = [.. ports.Select(port => new Api(port, key))];

    /// <summary>Commands and readings that were answered.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    public static async Task<OfficeWork> Begin(RunningCluster cluster)
    {
        using var ops = Api.Ops(cluster.Gateways[0].Port);
        var work = new OfficeWork(await ops.Account("whole-office", ["ops", "reviewer", "auditor"]), cluster.Gateways.Select(gateway => gateway.Port));
        foreach (var plan in Plans)
        {
            var document = SmallPlan.Of(plan);
            document["rules"] = new JsonObject { ["amendments"] = new JsonObject { ["chain"] = new JsonArray() } };
            (await ops.Post("plans", document)).Must(201);
        }

        return work;
    }

    /// <summary>The longest that anybody waited for an answer since this was last asked, for which, and how often the answer was "not now".</summary>
    public (TimeSpan Took, string What, long Unavailable) Cost()
    {
        lock (_lock)
        {
            var cost = _cost;
            _cost = default;
            return cost;
        }
    }

    public void Dispose()
    {
        foreach (var door in _doors)
        {
            door.Dispose();
        }
    }

    /// <summary>Works until told to stop, and ends when everything is answered.</summary>
    public Task Run(int round, CancellationToken stop) => Task.WhenAll(Plans.SelectMany(plan => (Task[])
    [
        Lane(round, id => Order(plan, id), stop),
        Lane(round, id => Account($"{plan}-{id}"), stop),
        Lane(round, id => Amend(plan, id), stop),
        Lane(round, id => Comment(plan, id), stop),
        Lane(round, id => Prove($"{plan}-{id}"), stop),
        Lane(round, _ => LookRound(plan), stop),
    ]));

    /// <summary>Everything that was answered is there, each once, and nothing else.</summary>
    public async Task Audit()
    {
        foreach (var plan in Plans)
        {
            Holds($"orders {plan}", await List($"plans/{plan}/orders", order => Text(order["demand"])));
            Holds($"papers {plan}", await List($"plans/{plan}/papers", paper => Text(paper["subject"])));
            Holds($"amendments {plan}", await List($"plans/{plan}/amendments", amendment => Text(amendment["reason"])));
            var notices = (await _doors[0].Get($"plans/{plan}/notices")).Must(200).Json["items"]!.AsArray();
            Holds($"comments {plan}", [.. notices.SelectMany(notice => notice!["comments"]!.AsArray()).Select(comment => Text(comment!["text"]))]);
        }

        var changes = await Changes();
        Holds("accounts", [.. changes.Where(change => Text(change["type"]) == "accountCreated").Select(change => Text(change["account"]))]);
        Holds("evidence", await Kept());
        Holds("contacts", [.. changes.Where(change => Text(change["type"]) == "contactReplaced").Select(change => Text(change["account"]))]);
    }

    private async Task Order(string plan, string id)
    {
        var order = (await Command($"plans/{plan}/orders", id, new()
        {
            ["unit"] = SmallPlan.Lead,
            ["measures"] = new JsonArray(1, 2),
            ["demand"] = id,
            ["dueInWorkingDays"] = 3,
        })).Json["order"]!;
        Done($"orders {plan}", id);
        var no = order["no"]!.GetValue<int>();
        await Command($"plans/{plan}/papers", id, new() { ["kind"] = "order", ["subject"] = no });
        Done($"papers {plan}", Number(no));
        await Read($"/plans/{plan}/orders/{Number(no)}");
    }

    private async Task Account(string name)
    {
        await Command("accounts", name, new() { ["name"] = name, ["roles"] = new JsonArray("auditor") });
        Done("accounts", name);
        await Command($"accounts/{name}/contact", name + "-c", new() { ["displayName"] = name });
        Done("contacts", name);
        await Read("/admin/accounts/" + name);
    }

    private async Task Amend(string plan, string id)
    {
        var kind = $"amendments {plan}";
        var deadline = SmallPlan.InDays(100 + (_done.TryGetValue(kind, out var before) ? before.Count : 0));
        var change = new JsonObject { ["no"] = 2, ["deadline"] = deadline };
        await Command($"plans/{plan}/amendments", id, new() { ["reason"] = id, ["measures"] = new JsonArray(change) });
        Done(kind, id);
        await Read($"plans/{plan}/amendments?limit=5");
    }

    private async Task Comment(string plan, string id)
    {
        var kind = $"comments {plan}";
        var (notice, there) = Math.DivRem(_done.TryGetValue(kind, out var before) ? before.Count : 0, CommentsOfANotice);
        if (there == 0)
        {
            await Command($"plans/{plan}/notices", "draft-" + id, new());
        }

        await Command($"plans/{plan}/notices/{Number(notice + 1)}/comments", id, new() { ["text"] = id });
        Done(kind, id);
    }

    /// <summary>A file, up and down again.</summary>
    private async Task Prove(string content)
    {
        var made = (await Asked($"evidence {content}", async door =>
        {
            using var file = new StringContent(content, new MediaTypeHeaderValue("application/octet-stream"));
            return await door.Send(HttpMethod.Post, "evidence", file);
        })).Json;
        Done("evidence", content);
        Assert.Equal(content, (await Read("evidence/" + Text(made["sha256"]))).Text);
    }

    /// <summary>A round through what people look at.</summary>
    private async Task LookRound(string plan)
    {
        foreach (var path in (string[])
            ["rates", "units", "measures", "measures/1", "measures/1/evidence", "problems/1", "warnings", "figures", "trail", "seals"])
        {
            await Read($"plans/{plan}/{path}");
        }

        foreach (var path in (string[])
            ["/", $"/plans/{plan}/measures", $"/plans/{plan}/problems/1", $"/plans/{plan}/amendments/new", "/orders", "/review", "/search?q=2"])
        {
            await Read(path);
        }

        await Read("me/inbox");
    }

    private async Task Lane(int round, Func<string, Task> act, CancellationToken stop)
    {
        for (var count = 0; !stop.IsCancellationRequested; count++)
        {
            await act(string.Create(CultureInfo.InvariantCulture, $"r{round}-{count}"));
            await Until.Passed(Pace, CancellationToken.None);
        }
    }

    private Task<Answer> Command(string path, string id, JsonObject body) => Asked(path + " " + id, door => door.Post(path, body, ("Idempotency-Key", id)));

    private Task<Answer> Read(string path) => Asked(path, door => door.Get(path));

    /// <summary>Asks until it is answered, each time at the next gateway.</summary>
    private async Task<Answer> Asked(string what, Func<Api, Task<Answer>> ask)
    {
        for (var door = Random.Shared.Next(_doors.Length); ; door = (door + 1) % _doors.Length)
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await ask(_doors[door]);
            var isNotNow = answer is { Status: 503, Headers.RetryAfter: not null };
            Note(what, Stopwatch.GetElapsedTime(asked), isNotNow);
            if (!isNotNow)
            {
                Interlocked.Increment(ref _answered);
                return answer.Must(200, 201);
            }

            await Until.Passed(Pace, CancellationToken.None);
        }
    }

    private void Note(string what, TimeSpan took, bool isNotNow)
    {
        lock (_lock)
        {
            _cost = (took > _cost.Took ? took : _cost.Took, took > _cost.Took ? what : _cost.What, _cost.Unavailable + (isNotNow ? 1 : 0));
        }
    }

    private void Done(string kind, string said) => _done.GetOrAdd(kind, static _ => []).Enqueue(said);

    private async Task<List<string>> List(string path, Func<JsonNode, string> read)
    {
        var found = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await _doors[0].Get($"{path}?limit=100{cursor}")).Must(200).Json;
            found.AddRange(page["items"]!.AsArray().Select(item => read(item!)));
            cursor = page["nextCursor"]?.GetValue<string>() is { } next ? "&cursor=" + next : null;
        }

        return found;
    }

    /// <summary>What of the files that were taken is still given out.</summary>
    private async Task<List<string>> Kept()
    {
        var kept = new List<string>();
        foreach (var content in _done["evidence"])
        {
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
            kept.Add((await _doors[0].Get("evidence/" + name)).Must(200).Text);
        }

        return kept;
    }

    private async Task<List<JsonNode>> Changes()
    {
        var changes = new List<JsonNode>();
        for (long after = 0, last = 1; after < last;)
        {
            var page = (await _doors[0].Get($"accounts/trail?limit=500&after={after}")).Must(200).Json;
            var entries = page["entries"]!.AsArray();
            changes.AddRange(entries.Select(line => JsonNode.Parse(Text(line!["entry"]))!["events"]![0]!));
            (after, last) = (after + entries.Count, page["lastVersion"]!.GetValue<long>());
        }

        return [.. changes.Where(change => Text(change["account"]).StartsWith("office-", StringComparison.Ordinal))];
    }

    private void Holds(string kind, IEnumerable<string> found) =>
        Assert.Equal(_done[kind].Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

    private static string Text(JsonNode? node) => node!.ToString();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
