[assembly: AssemblyFixture(typeof(Site))]

namespace Rectification.Tests.Browser.Support;

/// <summary>The program with the real case and demo people in it, and a Chromium to look at it with; one of each for all tests here.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Wenzhou = "wenzhou-xcb-2024";

    private const string Chromium = "/usr/bin/chromium";

    // What a page shows is waited for, and nothing here promises a time: a busy machine is given as long as this.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private readonly Dictionary<string, JsonNode> _people = new(StringComparer.Ordinal);
    private GatewayProcess? _gateway;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _names;

    internal Api Ops { get; private set; } = null!;

    public string Address => $"http://127.0.0.1:{_port}";

    public async ValueTask InitializeAsync()
    {
        _gateway = await Start();
        Ops = Api.Ops(_port);
        var demo = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "demo-accounts.json"), TestContext.Current.CancellationToken))!;
        foreach (var person in demo["items"]!.AsArray())
        {
            _people.Add(person!["account"]!.GetValue<string>(), person);
        }

        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Ops?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Ends the program in good order; open pages stay open.</summary>
    internal async Task Stop()
    {
        await _gateway!.Stop();
        await _gateway.DisposeAsync();
        _gateway = null;
    }

    /// <summary>Starts it again on the same folder and port.</summary>
    internal async Task Restart() => _gateway = await Start();

    /// <summary>Without the demo's plan in progress: what is looked at here is the real case and plans of the tests' own.</summary>
    private Task<GatewayProcess> Start() =>
        GatewayProcess.Start(_folder, _port, "--demo", "--Demo:Plan", "none", "--Webhooks:AllowedNetworks", "127.0.0.0/8");

    /// <summary>A browser of somebody's own, without cookies.</summary>
    /// <param name="width">Width of its window in pixels.</param>
    /// <param name="language">What it prefers.</param>
    /// <param name="scripts">Whether it runs scripts.</param>
    /// <param name="address">Another program to look at.</param>
    internal async Task<Visit> Open(int width = 1440, string language = "zh-CN", bool scripts = true, string? address = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address ?? Address,
            Locale = language,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        context.SetDefaultNavigationTimeout(2 * (float)Patience.TotalMilliseconds);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>A browser of a demo person who has signed in at the page.</summary>
    internal async Task<Visit> OpenAs(string account, int width = 1440, string language = "zh-CN", bool scripts = true)
    {
        var visit = await Open(width, language, scripts);
        await visit.SignIn(account, Password(account));
        return visit;
    }

    /// <summary>The key of a demo person, for what is done beside the page.</summary>
    internal Api As(string account) => new(_port, _people[account]["key"]!.GetValue<string>());

    internal string Password(string account) => _people[account]["password"]!.GetValue<string>();

    /// <summary>A plan of the test's own beside the real case; gives its id.</summary>
    internal async Task<string> Plan(Action<JsonObject>? change = null)
    {
        var plan = SmallPlan.Of($"small-{Interlocked.Increment(ref _names)}");
        change?.Invoke(plan);
        (await Ops.Post("plans", plan)).Must(201);
        return plan["id"]!.GetValue<string>();
    }
}
