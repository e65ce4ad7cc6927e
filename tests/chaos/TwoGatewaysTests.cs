using System.Diagnostics;
using System.Net.Http.Headers;
using Npgsql;

namespace Rectification.Tests.Chaos;

/// <summary>Whatever was done at one gateway is so at the other.</summary>
public sealed class TwoGatewaysTests(TwoGatewaysTests.Pair pair) : IClassFixture<TwoGatewaysTests.Pair>
{
    private const string Plan = "pair";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RevokedWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_session_opened_at_one_is_good_at_the_other()
    {
        const string password = "correct-horse-battery";
        (await pair.First.Post("accounts", new JsonObject { ["name"] = "traveller", ["roles"] = new JsonArray("auditor"), ["password"] = password })).Must(201);
        using var stranger = new Api(pair.FirstPort, key: null);
        using var elsewhere = new Api(pair.SecondPort, key: null);

        var opened = (await stranger.Post("session", new JsonObject { ["account"] = "traveller", ["password"] = password })).Must(200);

        var cookie = ("Cookie", opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Equal("traveller", (await elsewhere.Get("me", cookie)).Must(200).Json["account"]!.GetValue<string>());
        Assert.True(await pair.KeysInDatabase() > 0);
    }

    [Fact]
    public async Task A_key_revoked_at_one_opens_nothing_at_the_other_five_seconds_later()
    {
        using var somebody = new Api(pair.SecondPort, await pair.First.Account("revoked", ["auditor"]));
        (await somebody.Get("me")).Must(200);

        (await pair.First.Post("accounts/revoked/keys/test/revoke", new JsonObject())).Must(200);

        // What counts is when it was asked: on a machine that stands still between question and answer an old question may be answered late.
        var revoked = Stopwatch.GetTimestamp();
        var lastIn = TimeSpan.Zero;
        await Until.True(
            async () =>
            {
                var asked = Stopwatch.GetElapsedTime(revoked);
                var isIn = (await somebody.Get("me")).Status != 401;
                lastIn = isIn ? asked : lastIn;
                return !isIn;
            },
            Patience,
            "the key opens nothing any more");
        Assert.True(lastIn < RevokedWithin, $"Somebody who asked {lastIn} after the revocation was let in.");
    }

    [Fact]
    public async Task A_command_sent_again_at_the_other_is_answered_as_a_repeat()
    {
        var key = await pair.First.Account("repeats", ["reporter"], [SmallPlan.Lead]);
        using var here = new Api(pair.FirstPort, key);
        using var there = new Api(pair.SecondPort, key);

        var first = (await here.Post($"plans/{Plan}/measures/1/reports", SmallPlan.Report(10), ("Idempotency-Key", "once"))).Must(200);
        var again = (await there.Post($"plans/{Plan}/measures/1/reports", SmallPlan.Report(10), ("Idempotency-Key", "once"))).Must(200);

        Assert.False(first.IsRepeated);
        Assert.True(again.IsRepeated);
        Assert.Equal(first.ETag, again.ETag);
    }

    [Fact]
    public async Task A_stream_at_one_shows_what_the_other_took()
    {
        using var reporter = new Api(pair.SecondPort, await pair.First.Account("streamed", ["reporter"], [SmallPlan.Lead]));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var stream = await pair.First.Open($"plans/{Plan}/rates/stream");
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(patience.Token));

        (await reporter.Post($"plans/{Plan}/measures/2/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);

        string? line;
        do
        {
            line = await lines.ReadLineAsync(patience.Token);
        }
        while (line is not null && !(line.StartsWith("data: {\"plan\"", StringComparison.Ordinal) && Unclaimed(line) == 0));
        Assert.NotNull(line);
    }

    [Fact]
    public async Task Evidence_sent_in_at_one_is_read_at_the_other()
    {
        var file = "两个网关"u8.ToArray();
        var key = await pair.First.Account("evidences", ["reporter"], [SmallPlan.Lead]);
        using var here = new Api(pair.FirstPort, key);
        using var there = new Api(pair.SecondPort, key);
        using var body = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

        var hash = (await here.Send(HttpMethod.Post, "evidence", body)).Must(201).Json["sha256"]!.GetValue<string>();

        Assert.Equal(file, (await there.Get($"evidence/{hash}")).Must(200).Bytes);
    }

    // Measure 1 is claimed from the start, measure 2 by the stream's test alone.
    private static int Unclaimed(string line) => JsonNode.Parse(line["data: ".Length..])!["measures"]!["unclaimed"]!.GetValue<int>();

    /// <summary>One silo and two gateways with a plan.</summary>
    public sealed class Pair : IAsyncLifetime
    {
        private RunningCluster _cluster = null!;

        internal int FirstPort => _cluster.Gateways[0].Port;

        internal int SecondPort => _cluster.Gateways[1].Port;

        internal Api First { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _cluster = await RunningCluster.Start(silos: 1, gateways: 2);
            First = Api.Ops(FirstPort);
            (await First.Post("plans", SmallPlan.Of(Plan))).Must(201);
            using var reporter = new Api(FirstPort, await First.Account("first-reporter", ["reporter"], [SmallPlan.Lead]));
            (await reporter.Post($"plans/{Plan}/measures/1/claim", new JsonObject { ["unit"] = SmallPlan.Lead })).Must(200);
        }

        public async ValueTask DisposeAsync()
        {
            First?.Dispose();
            await _cluster.DisposeAsync();
        }

        internal async Task<long> KeysInDatabase()
        {
            await using var source = NpgsqlDataSource.Create(_cluster.Database.ConnectionString);
            await using var command = source.CreateCommand("SELECT count(*) FROM rectification.sign_in_key");
            return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }
}
