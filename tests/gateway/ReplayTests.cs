namespace Rectification.Tests.Gateway;

public sealed class ReplayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_replay_passes_41_of_94_at_the_end_of_8_July_with_its_lights_and_ends_at_94_of_94()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--replay");
        using var anybody = new Api(port, key: null);
        Assert.Equal(("2024-04-11", false), Where((await anybody.Get("/replay")).Must(200).Json));

        await Steer(anybody, "to", "2024-07-08");
        await Arrives(anybody);

        await SignedOff(anybody, 41);
        await Until.True(async () => (17, 2) == Lights((await anybody.Get("plans/wenzhou-xcb-2024/rates")).Json), Patience,
            "17 yellow and 2 red, by the clock alone");

        await Steer(anybody, "end");
        await Arrives(anybody);

        await SignedOff(anybody, 94);
        var state = (await anybody.Get("/replay")).Json;
        Assert.Equal((1_117, 0), (state["applied"]!.GetValue<int>(), state["refused"]!.GetValue<int>()));
        using var ops = Api.Ops(port);
        Assert.Empty((await ops.Post("plans/wenzhou-xcb-2024/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
        Assert.Equal(41, Of((await ops.Get("plans/wenzhou-xcb-2024/rates?asOf=2024-07-08T23:59:59%2B08:00")).Must(200).Json, "signedOff"));
    }

    [Fact]
    public async Task A_replay_goes_forward_only_stands_still_when_paused_and_says_what_it_does_not_know()
    {
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--replay");
        using var anybody = new Api(port, key: null);

        await Steer(anybody, "continue");
        await Until.True(async () => Where((await anybody.Get("/replay")).Json).Day != "2024-04-11", Patience, "a day has passed");
        var paused = await Steer(anybody, "pause");
        Assert.False(Where(paused).Runs);
        Assert.Equal(paused["at"]!.GetValue<string>(), (await anybody.Get("/replay")).Json["at"]!.GetValue<string>());

        Assert.Equal("replay.day-outside", (await Wish(anybody, "to", "2024-04-11")).Must(422).Code);
        Assert.Equal("replay.day-outside", (await Wish(anybody, "to", "2024-12-31")).Must(422).Code);
        Assert.Equal("replay.wish-unknown", (await Wish(anybody, "rewind")).Must(422).Code);
        Assert.Equal(2, (await Steer(anybody, "faster"))["daysASecond"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_replay_never_touches_a_folder_that_holds_data()
    {
        using var folder = new DataFolder();
        var kept = Path.Combine(folder.Path, "rectification.db");
        await File.WriteAllTextAsync(kept, "real", TestContext.Current.CancellationToken);
        await using var gateway = GatewayProcess.Launch(folder, GatewayProcess.FreePort(), "--replay");

        Assert.Equal(1, await gateway.UntilExited());
        Assert.Contains("A replay does not touch data that is there", gateway.Output, StringComparison.Ordinal);
        Assert.Equal("real", await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_replays_folder_is_nobody_elses()
    {
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "replay-only"), "", TestContext.Current.CancellationToken);
        await using var gateway = GatewayProcess.Launch(folder, GatewayProcess.FreePort());

        Assert.Equal(1, await gateway.UntilExited());
        Assert.Contains("is a replay's folder", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temporary_folder_goes_with_its_replay_and_that_of_a_killed_one_with_the_next_start()
    {
        using var temporary = new DataFolder();
        var stranger = Directory.CreateDirectory(Path.Combine(temporary.Path, "rectification-replay-mine"));
        await File.WriteAllTextAsync(Path.Combine(stranger.FullName, "letter"), "not a replay's", TestContext.Current.CancellationToken);
        string killed;
        await using (var replay = await Temporary(temporary))
        {
            killed = Assert.Single(Folders(temporary, but: []));
            await replay.Kill();
        }

        Assert.True(Directory.Exists(killed));
        await using var living = await Temporary(temporary);
        var kept = Assert.Single(Folders(temporary, but: []));
        Assert.NotEqual(killed, kept);

        await using var another = await Temporary(temporary);
        var others = Assert.Single(Folders(temporary, but: [kept]));
        Assert.True(File.Exists(Path.Combine(kept, "rectification.db")));
        await another.Stop();
        Assert.False(Directory.Exists(others));
        Assert.True(File.Exists(Path.Combine(stranger.FullName, "letter")));
    }

    /// <summary>A replay without a folder of its own, whose temporary files lie where the test looks.</summary>
    private static async Task<ServerProcess> Temporary(DataFolder temporary)
    {
        var port = GatewayProcess.FreePort();
        var replay = ServerProcess.Launch("gateway", temporary.Path, ["--urls", $"http://127.0.0.1:{port}", "--replay"], ("TMPDIR", temporary.Path));
        await GatewayProcess.UntilReady(replay, port);
        return replay;
    }

    private static List<string> Folders(DataFolder temporary, IReadOnlyList<string> but) =>
        [.. Directory.GetDirectories(temporary.Path, "rectification-replay-*")
            .Where(folder => File.Exists(Path.Combine(folder, "replay-only")) && !but.Contains(folder))];

    private static async Task<JsonNode> Steer(Api api, string wish, string? day = null) => (await Wish(api, wish, day)).Must(200).Json;

    private static Task<Answer> Wish(Api api, string wish, string? day = null) =>
        api.Post("/replay", $"do={wish}" + (day is null ? "" : $"&day={day}"), "application/x-www-form-urlencoded", ("Accept", "application/json"));

    /// <summary>Of the 94 so many are signed off; the city is told in its own time.</summary>
    private static async Task SignedOff(Api api, int count)
    {
        JsonNode? rates = null;
        await Until.True(
            async () => Of(rates = (await api.Get("plans/wenzhou-xcb-2024/rates")).Must(200).Json, "signedOff") == count, Patience, () => $"{count}: {rates}");
        Assert.Equal(94, Of(rates!, "total"));
    }

    private static Task<TimeSpan> Arrives(Api api) => Until.True(async () => !Where((await api.Get("/replay")).Must(200).Json).Runs, Patience, "arrived");

    private static (string Day, bool Runs) Where(JsonNode state) => (state["day"]!.GetValue<string>(), state["runs"]!.GetValue<bool>());

    private static int Of(JsonNode rates, string figure) => rates["measures"]![figure]!.GetValue<int>();

    private static (int Yellow, int Red) Lights(JsonNode rates) => (Of(rates, "yellow"), Of(rates, "red"));
}
