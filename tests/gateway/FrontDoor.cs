using Rectification.Tests.Gateway;

[assembly: AssemblyFixture(typeof(FrontDoor))]

namespace Rectification.Tests.Gateway;

/// <summary>One started program with the real case in it, for all tests here; each makes plans and accounts of its own beside it.</summary>
public sealed class FrontDoor : IAsyncLifetime
{
    public const string Wenzhou = "wenzhou-xcb-2024";

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private GatewayProcess? _gateway;
    private int _names;

    internal int Port => _port;

    internal Api Ops { get; private set; } = null!;

    internal Api Stranger { get; private set; } = null!;

    /// <summary>Where the program keeps its files.</summary>
    private string DataPath => _folder.Path;

    /// <summary>Sees to it that no part of an upload is left; other tests may be sending something at this moment.</summary>
    internal Task NothingIncoming() => Until.True(
        () => Task.FromResult(!Directory.EnumerateFiles(Path.Combine(DataPath, "evidence", "incoming")).Any()), TimeSpan.FromMinutes(2),
            "no half upload is left");

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.Start(_folder, _port);
        Ops = Api.Ops(_port);
        Stranger = new(_port, key: null);
    }

    /// <summary>At the end whatever plans the tests have left behind are exported and verified offline: no story told here may not fit its figures.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_gateway is not null)
            {
                await OfflineCheck.OfEveryPlan(Ops, _folder.Path);
            }
        }
        finally
        {
            await Close();
        }
    }

    private async Task Close()
    {
        Ops?.Dispose();
        Stranger?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Somebody with an account of these roles.</summary>
    internal async Task<Api> Somebody(string role, string[]? units = null, string[]? leaders = null) =>
        new(_port, await Ops.Account($"{role}-{Interlocked.Increment(ref _names)}", [role], units, leaders));

    /// <summary>Somebody whose key is not good.</summary>
    internal Api With(string key, string language = "en", string? actingFor = null) => new(_port, key, language, actingFor);

    /// <summary>Somebody without any key, on connections of their own.</summary>
    internal Api AnotherStranger() => new(_port, key: null);

    /// <summary>A small plan of the caller's own; gives its id.</summary>
    internal async Task<string> Plan(Action<JsonObject>? change = null)
    {
        var plan = SmallPlan.Of($"small-{Interlocked.Increment(ref _names)}");
        change?.Invoke(plan);
        (await Ops.Post("plans", plan)).Must(201);
        return plan["id"]!.GetValue<string>();
    }

    /// <summary>All changes of accounts, each as its event with who did it.</summary>
    internal async Task<IReadOnlyList<JsonNode>> AccountTrail() =>
        [.. (await AccountLines(Ops, after: 0)).Select(line => JsonNode.Parse(line["entry"]!.GetValue<string>())!["events"]![0]!)];

    /// <summary>Every line of the trail of accounts behind a version, however many other tests have added to it meanwhile.</summary>
    internal static async Task<IReadOnlyList<JsonNode>> AccountLines(Api reader, long after)
    {
        var lines = new List<JsonNode>();
        for (var isLast = false; !isLast;)
        {
            var from = (after + lines.Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var page = (await reader.Get($"accounts/trail?limit=500&after={from}")).Must(200).Json;
            lines.AddRange(page["entries"]!.AsArray().Select(line => line!));
            isLast = after + lines.Count >= page["lastVersion"]!.GetValue<long>();
        }

        return lines;
    }

    /// <summary>
    /// Sees to it that a list at the pages has a text. What other tests leave the same people to do stands in it as well, and when some of that is done a row
    /// moves to a page that was read before: then the list is read once more.
    /// </summary>
    internal static async Task IsListed(string text, string list, Func<string, Task<string>> read) => await Until.True(
        async () => (await AllPages(list, read)).Contains(text, StringComparison.Ordinal), TimeSpan.FromMinutes(2), $"{text} stands in {list}");

    private static async Task<string> AllPages(string list, Func<string, Task<string>> read)
    {
        const string More = "rel=\"next\"";
        var (all, page) = (new System.Text.StringBuilder(), More);
        for (var no = 1; page.Contains(More, StringComparison.Ordinal); no++)
        {
            page = await read(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{list}?page={no}"));
            all.Append(page);
        }

        return all.ToString();
    }

    internal Task<Api> Reporter() => Somebody("reporter", [SmallPlan.Lead]);

    /// <summary>The city's measures of a status, once it is so: without a receipt the city is told in its own time.</summary>
    internal Task<TimeSpan> Becomes(string plan, string status, int count) => Until.True(
        async () => (await Rates(plan))["measures"]![status]!.GetValue<int>() == count, TimeSpan.FromMinutes(2), $"{count} measures of {plan} {status}");

    internal async Task<JsonNode> Rates(string plan, string query = "") => (await Ops.Get($"plans/{plan}/rates{query}")).Must(200).Json;
}
