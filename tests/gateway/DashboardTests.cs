using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>Orleans' own pages: only where they were asked for, only for ops, from this program alone, and without what grains keep.</summary>
public sealed partial class DashboardTests(FrontDoor door)
{
    private const string Address = "/admin/dashboard/";

    [Fact]
    public async Task Where_nobody_asked_for_it_there_is_none() => (await door.Ops.Get(Address)).Must(404);

    [Fact]
    public async Task Ops_see_it_and_others_do_not_and_nothing_comes_from_elsewhere_and_no_state_of_a_grain_is_shown()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none", "--Dashboard", "true");
        using var ops = Api.Ops(port);
        using var auditor = new Api(port, await ops.Account("auditor", ["auditor"]));
        using var nobody = new Api(port, null);

        var page = (await ops.Get(Address)).Must(200);
        Assert.Contains("Orleans Dashboard", page.Text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", string.Join(' ', page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        foreach (var loaded in Loads().Matches(page.Text).Select(match => match.Groups[1].Value))
        {
            Assert.DoesNotContain("//", loaded, StringComparison.Ordinal);
            (await ops.Get(Address + loaded.TrimStart('.', '/'))).Must(200);
        }

        // Orleans counts for it once a second, in its own time.
        await Until.True(
            async () => (await ops.Get(Address + "DashboardCounters")).Must(200).Json["totalActivationCount"]!.GetValue<int>() > 0,
            TimeSpan.FromMinutes(3),
            "any grain on Orleans' own pages");
        (await ops.Get(Address + "GrainState?grainId=ops&grainType=account")).Must(404);
        (await ops.Get(Address + "grainstate")).Must(404);
        (await ops.Get(Address + "Trace")).Must(404);
        foreach (var what in (string[])["", "index.min.js", "DashboardCounters", "GrainState", "Trace"])
        {
            (await auditor.Get(Address + what)).Must(403);
            (await nobody.Get(Address + what)).Must(401);
        }
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Loads();
}
