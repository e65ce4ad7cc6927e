using System.Net.Http.Headers;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Everybody's accounts: reporters to whom the units are dealt round, and those whom a sign-off takes.</summary>
internal sealed class Staff : IDisposable
{
    private readonly List<Api[]> _accounts = [];
    private readonly int[] _ports;

    private Staff(int reporters, string evidence, int[] ports) => (Reporters, Evidence, _ports) = (reporters, evidence, ports);

    /// <summary>How many gateways they know.</summary>
    public int Doors => _ports.Length;

    /// <summary>How many reporters; they come first.</summary>
    public int Reporters { get; }

    /// <summary>A reporter for every unit.</summary>
    public int Closer => Reporters;

    /// <summary>Acts for every leader.</summary>
    public int Leader => Reporters + 1;

    /// <summary>Reviews for the rectification office.</summary>
    public int Office => Reporters + 2;

    /// <summary>SHA-256 of the evidence that everybody names.</summary>
    public string Evidence { get; }

    /// <summary>An account at one of the gateways.</summary>
    public Api this[int account, int door] => _accounts[account][door];

    public static async Task<Staff> Hire(City city, int reporters, Api ops, params int[] ports)
    {
        var staff = new Staff(reporters, await Evidenced(ops), ports);
        for (var account = 0; account < reporters; account++)
        {
            staff.Add(await ops.Account($"reporter-{account}", ["reporter"], [.. Campaign.Reporters.UnitsOf(city, reporters, account)]));
        }

        staff.Add(await ops.Account("closer", ["reporter"], [.. city.Units]));
        foreach (var reporter in staff._accounts)
        {
            // Everybody names only what somebody of his has sent in.
            await Evidenced(reporter[0]);
        }

        staff.Add(await ops.Account("leader", ["leader"], leaders: [.. city.Leaders]));
        staff.Add(await ops.Account("office", ["reviewer"]));
        return staff;
    }

    private void Add(string key) => _accounts.Add([.. _ports.Select(port => new Api(port, key))]);

    private static async Task<string> Evidenced(Api account)
    {
        using var file = new ByteArrayContent("佐证"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return (await account.Send(HttpMethod.Post, "evidence", file)).Must(201).Json["sha256"]!.GetValue<string>();
    }

    public void Dispose()
    {
        foreach (var account in _accounts.SelectMany(doors => doors))
        {
            account.Dispose();
        }
    }
}
