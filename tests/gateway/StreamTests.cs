using System.Globalization;

namespace Rectification.Tests.Gateway;

public sealed class StreamTests(FrontDoor door)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_change_of_the_city_reaches_an_open_stream()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        using var response = await door.Ops.Open($"plans/{plan}/rates/stream");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var events = new Events(response);

        // Units of a plan that is just in tell the city of themselves one by one.
        var (first, sheet) = await events.Next();
        while (sheet["measures"]!["unclaimed"]!.GetValue<int>() != 2)
        {
            (first, sheet) = await events.Next();
        }

        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);

        while (sheet["measures"]!["unclaimed"]!.GetValue<int>() != 1 || sheet["recovering"]!.GetValue<int>() > 0)
        {
            (var id, sheet) = await events.Next();
            Assert.True(id > first);
        }
    }

    [Fact]
    public async Task A_page_that_comes_back_is_told_only_what_it_has_not_seen()
    {
        var (plan, reporter) = (await door.Plan(), await door.Reporter());
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);
        long seen;
        using (var events = new Events(await door.Ops.Open($"plans/{plan}/rates/stream")))
        {
            JsonNode sheet;
            do
            {
                (seen, sheet) = await events.Next();
            }
            while (sheet["recovering"]!.GetValue<int>() > 0 || sheet["measures"]!["inProgress"]!.GetValue<int>() != 1);
        }

        using var again = new Events(await door.Ops.Open($"plans/{plan}/rates/stream", ("Last-Event-ID", seen.ToString(CultureInfo.InvariantCulture))));
        (await reporter.Post($"plans/{plan}/measures/2/reports", SmallPlan.Report(10))).Must(200);

        for (var inProgress = 0; inProgress != 2;)
        {
            var (id, told) = await again.Next();
            Assert.True(id > seen);
            inProgress = told["measures"]!["inProgress"]!.GetValue<int>();
        }
    }

    [Fact]
    public async Task A_key_revoked_during_a_stream_ends_it_and_the_stream_says_so()
    {
        using var somebody = door.With(await door.Ops.Account("watcher", ["auditor"]));
        using var response = await somebody.Open($"plans/{FrontDoor.Wenzhou}/rates/stream");
        using var events = new Events(response);
        await events.Next();

        (await door.Ops.Post("accounts/watcher/keys/test/revoke", new JsonObject())).Must(200);

        Assert.True(await events.EndsSignedOut());
        (await somebody.Get("me")).Must(401);
    }

    /// <summary>Reads server-sent events: the next one with data.</summary>
    private sealed class Events(HttpResponseMessage response) : IDisposable
    {
        private StreamReader? _reader;

        public async Task<(long Id, JsonNode Sheet)> Next()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            _reader ??= new(await response.Content.ReadAsStreamAsync(patience.Token));
            for (var id = 0L; ;)
            {
                var line = await _reader.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException();
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
                }
                else if (line.StartsWith("data: {\"plan\"", StringComparison.Ordinal))
                {
                    return (id, JsonNode.Parse(line[6..])!);
                }
            }
        }

        /// <summary>Reads on to the end, and says whether it was announced.</summary>
        public async Task<bool> EndsSignedOut()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            var announced = false;
            while (await _reader!.ReadLineAsync(patience.Token) is { } line)
            {
                announced |= line == "event: signed-out";
            }

            return announced;
        }

        public void Dispose()
        {
            _reader?.Dispose();
            response.Dispose();
        }
    }
}
