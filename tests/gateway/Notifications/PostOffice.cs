using System.Globalization;

namespace Rectification.Tests.Gateway.Notifications;

/// <summary>A program of the test's own whose receivers are tried again soon, and short ways to make it say something.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    // A receiver is given a minute to answer, so that one on a busy machine gets nothing twice; tests of receivers that hang give it less.
    private static readonly string[] Impatient =
    [
        "--Seed", "none", "--Notifications:FirstRetry", "00:00:00.050", "--Notifications:LongestRetry", "00:00:00.400", "--Notifications:Timeout", "00:01:00",
        "--Webhooks:AllowedNetworks", "127.0.0.0/8",
    ];

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private readonly string[] _settings;
    private GatewayProcess _gateway = null!;
    private int _names;

    private PostOffice(string[] settings) => _settings = [.. Impatient, .. settings];

    public Api Ops { get; private set; } = null!;

    /// <summary>The last lines the program wrote.</summary>
    public string Output => _gateway.Output;

    public Api Stranger() => new(_port, key: null);

    public static async Task<PostOffice> Open(params string[] settings)
    {
        var office = new PostOffice(settings);
        office._gateway = await GatewayProcess.Start(office._folder, office._port, office._settings);
        office.Ops = Api.Ops(office._port);
        return office;
    }

    /// <summary>kill -9, and started again over the same data.</summary>
    public async Task Restart()
    {
        await _gateway.Kill();
        await _gateway.DisposeAsync();
        _gateway = await GatewayProcess.Start(_folder, _port, _settings);
    }

    public async ValueTask DisposeAsync()
    {
        Ops.Dispose();
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    public async Task<Api> Somebody(string role, string[]? units = null, string[]? leaders = null) =>
        new(_port, await Ops.Account($"{role}-{Interlocked.Increment(ref _names)}", [role], units, leaders));

    /// <summary>Somebody without a key, but with an e-mail address.</summary>
    public async Task Reachable(string role, string email, params string[] units) => (await Ops.Post("accounts", new JsonObject
    {
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"{role}-{Interlocked.Increment(ref _names)}"),
        ["roles"] = new JsonArray(role),
        ["units"] = new JsonArray([.. units.Select(unit => (JsonNode)unit)]),
        ["email"] = email,
    })).Must(201);

    /// <summary>A small plan whose measure 1 is claimed.</summary>
    public async Task<Town> Plan()
    {
        var plan = SmallPlan.Of($"small-{Interlocked.Increment(ref _names)}");
        plan["measures"]![0]!["deadline"] = "2030-12-31";
        (await Ops.Post("plans", plan)).Must(201);
        var town = new Town(plan["id"]!.GetValue<string>(), await Somebody("reporter", [SmallPlan.Lead]), await Somebody("reviewer"));
        (await town.Reporter.Post(town.Path + "claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        return town;
    }

    public async Task<(string Id, string? Secret)> Webhook(string url, params (string Name, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["url"] = url };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        var issued = (await Ops.Post("webhooks", body)).Must(201).Json;
        return (issued["webhook"]!["id"]!.GetValue<string>(), issued["secret"]?.GetValue<string>());
    }

    public async Task<JsonNode> State(string webhook, string plan) =>
        (await Ops.Get($"webhooks/{webhook}")).Must(200).Json["plans"]!.AsArray().Single(state => state!["plan"]!.GetValue<string>() == plan)!;
}

/// <summary>A plan's people, and what they do that others should hear of.</summary>
internal sealed class Town(string plan, Api reporter, Api office) : IDisposable
{
    private int _extensions;

    public string Plan { get; } = plan;

    public Api Reporter { get; } = reporter;

    public Api Office { get; } = office;

    public string Path => $"plans/{Plan}/measures/1/";

    /// <summary>An extension is asked for and returned, so many times: two notifications each.</summary>
    public async Task Talk(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            var no = ++_extensions;
            (await Reporter.Post(Path + "extensions", new JsonObject { ["until"] = "2031-06-30", ["reason"] = "等待上级文件" })).Must(200);
            var review = new JsonObject { ["decision"] = "return", ["reason"] = "理由不足" };
            (await Office.Post(string.Create(CultureInfo.InvariantCulture, $"{Path}extensions/{no}/review"), review)).Must(200);
        }
    }

    public void Dispose()
    {
        Reporter.Dispose();
        Office.Dispose();
    }
}
