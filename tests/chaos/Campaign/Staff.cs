using System.Net.Http.Headers;
using Rectification.Tests.Support;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Everybody's accounts: reporters to whom the units are dealt round, and those whom a sign-off takes.</summary>
internal sealed class Staff : IDisposable
{
    private readonly List<Api> _accounts = [];

    private Staff(int reporters, string evidence) => (Reporters, Evidence) = (reporters, evidence);

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

    public Api this[int account] => _accounts[account];

    public static async Task<Staff> Hire(City city, int reporters, Api ops, int port)
    {
        var staff = new Staff(reporters, await Evidenced(ops));
        for (var account = 0; account < reporters; account++)
        {
            staff._accounts.Add(new(port, await ops.Account($"reporter-{account}", ["reporter"], [.. Campaign.Reporters.UnitsOf(city, reporters, account)])));
        }

        staff._accounts.Add(new(port, await ops.Account("closer", ["reporter"], [.. city.Units])));
        foreach (var reporter in staff._accounts)
        {
            // Everybody names only what somebody of his has sent in.
            await Evidenced(reporter);
        }

        staff._accounts.Add(new(port, await ops.Account("leader", ["leader"], leaders: [.. city.Leaders])));
        staff._accounts.Add(new(port, await ops.Account("office", ["reviewer"])));
        return staff;
    }

    private static async Task<string> Evidenced(Api account)
    {
        using var file = new ByteArrayContent("佐证"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return (await account.Send(HttpMethod.Post, "evidence", file)).Must(201).Json["sha256"]!.GetValue<string>();
    }

    public void Dispose() => _accounts.ForEach(account => account.Dispose());
}
