namespace Rectification.Tests.Chaos;

public sealed class FirstStartTests
{
    private const string Plan = "plans/wenzhou-xcb-2024";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Killed_while_the_real_case_is_being_brought_in_it_finishes_at_the_next_start()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        using var ops = Api.Ops(port);
        await using (var first = GatewayProcess.Launch(folder, port))
        {
            await Until.True(() => HasBegun(ops), Patience, "the plan is there");
            await first.Kill();
        }

        await using var second = await GatewayProcess.Start(folder, port);
        await Until.True(
            async () => (await ops.Get($"{Plan}/rates")).Must(200).Json is var sheet && sheet["recovering"]!.GetValue<int>() == 0
                && (sheet["measures"]!["signedOff"]!.GetValue<int>(), sheet["problems"]!["signedOff"]!.GetValue<int>()) == (94, 29),
            Patience,
            "94 measures and 29 problems are signed off");
    }

    private static async Task<bool> HasBegun(Api ops)
    {
        try
        {
            return (await ops.Get(Plan)).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
