namespace Rectification.Tests.Browser.Support;

/// <summary>A replay of the real case of a test's own, moved from day to day by the test.</summary>
internal sealed class Campaign : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DataFolder _folder = new();
    private readonly int _port = GatewayProcess.FreePort();
    private readonly Api _anybody;
    private GatewayProcess? _gateway;
    private JsonArray _people = [];

    private Campaign() => _anybody = new(_port, key: null);

    public static async Task<Campaign> Start()
    {
        var campaign = new Campaign();
        campaign._gateway = await GatewayProcess.Start(campaign._folder, campaign._port, "--replay");
        await Until.True(campaign.HasPeople, Patience, "the demo people are there");

        // Otherwise the first page that is opened sets it going.
        (await campaign.Wish("do=pause")).Must(200);
        return campaign;
    }

    /// <summary>A browser of a demo person, signed in; nobody: a stranger's.</summary>
    public async Task<Visit> Open(Site site, string? person, int width)
    {
        var visit = await site.Open(width, address: $"http://127.0.0.1:{_port}");
        if (person is not null)
        {
            await visit.SignIn(person, Of(person, "password"));
        }

        return visit;
    }

    public Api As(string person) => new(_port, Of(person, "key"));

    /// <summary>The end of a day, and everything of it told.</summary>
    public async Task MoveTo(DateOnly day)
    {
        (await Wish($"do=to&day={day:yyyy-MM-dd}")).Must(200);
        await Until.True(async () => !(await _anybody.Get("/replay")).Must(200).Json["runs"]!.GetValue<bool>(), Patience, $"arrived at {day}");
    }

    public async ValueTask DisposeAsync()
    {
        _anybody.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    private Task<Answer> Wish(string form) => _anybody.Post("/replay", form, "application/x-www-form-urlencoded", ("Accept", "application/json"));

    private async Task<bool> HasPeople()
    {
        var file = Path.Combine(_folder.Path, "demo-accounts.json");
        if (!File.Exists(file))
        {
            return false;
        }

        _people = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["items"]!.AsArray();
        return true;
    }

    private string Of(string person, string what) => _people.Single(one => one!["account"]!.GetValue<string>() == person)![what]!.GetValue<string>();
}
