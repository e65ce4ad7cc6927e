using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Benchmarks.Load;

/// <summary>
/// A closed loop over raw sockets: each connection sends a request, waits for the whole answer, sends the next.
/// No pipelining, no retries; the same generator serves the product and every peer.
/// </summary>
internal sealed class LoadGenerator
{
    private readonly LoadSpec spec;
    private readonly RequestTemplate[] templates;
    private readonly int longestRequest;

    private long lastSerial = -1;
    private long firstMeasuredAt;
    private long begunAt;
    private long failed;
    private long refused;
    private string? firstFailure;
    private volatile bool stopped;

    private LoadGenerator(LoadSpec spec)
    {
        this.spec = spec;
        var runId = Guid.NewGuid().ToString("N")[..12];
        templates = [.. spec.Targets.Select(target => new RequestTemplate(target, spec.Port, runId))];
        longestRequest = templates.Max(template => template.Length);
    }

    public static async Task<LoadResult> Run(LoadSpec spec)
    {
        var generator = new LoadGenerator(spec);
        var sockets = new Socket[spec.Connections];
        for (var i = 0; i < sockets.Length; i++)
        {
            sockets[i] = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(IPAddress.Loopback, i % 2 == 1 && spec.OtherPort is { } other ? other : spec.Port);
        }

        try
        {
            generator.begunAt = Stopwatch.GetTimestamp();
            var loops = sockets.Select(socket => Task.Run(() => generator.Loop(socket))).ToArray();
            return generator.Result(await Task.WhenAll(loops));
        }
        finally
        {
            foreach (var socket in sockets)
                socket.Dispose();
        }
    }

    private async Task<ConnectionOutcome> Loop(Socket socket)
    {
        var answers = new AnswerReader(socket);
        var request = new byte[longestRequest];
        var latencies = new LatencyHistogram();
        var lastAnswerAt = 0L;
        long limit = (long)spec.WarmUpRequests + spec.MaxRequests;
        while (!stopped)
        {
            var serial = Interlocked.Increment(ref lastSerial);
            if (serial >= limit)
                break;
            var template = templates[serial % templates.Length];
            template.Write(request, serial);
            await UntilDue(serial);
            var sentAt = Stopwatch.GetTimestamp();
            await socket.SendAsync(request.AsMemory(0, template.Length), SocketFlags.None);
            await answers.Read();
            var answeredAt = Stopwatch.GetTimestamp();

            var isRefused = spec.CountsRefused && answers.Status is 429 or 503;
            if (answers.Status != 200 && !isRefused)
                Fail(answers);
            if (serial < spec.WarmUpRequests)
                continue;
            var begun = Interlocked.CompareExchange(ref firstMeasuredAt, sentAt, 0);
            if (isRefused)
                Interlocked.Increment(ref refused);
            else
                latencies.Add(answeredAt - sentAt);
            lastAnswerAt = answeredAt;
            if (begun != 0 && Stopwatch.GetElapsedTime(begun, answeredAt).TotalSeconds >= spec.MaxSeconds)
                stopped = true;
            else if (isRefused && spec.ObeysRetryAfter && !stopped)
                await Task.Delay(TimeSpan.FromSeconds(answers.RetryAfterSeconds));
        }

        return new(latencies, lastAnswerAt);
    }

    /// <summary>Waits for the request's place in the pace that was asked for; who is late sends at once.</summary>
    private async ValueTask UntilDue(long serial)
    {
        if (spec.PerSecond is not { } perSecond)
            return;
        var wait = TimeSpan.FromSeconds(serial / perSecond) - Stopwatch.GetElapsedTime(begunAt);
        if (wait.TotalMilliseconds >= 1)
            await Task.Delay(wait);
    }

    private void Fail(AnswerReader answer)
    {
        Interlocked.Increment(ref failed);
        Interlocked.CompareExchange(ref firstFailure, answer.Text, null);
        // A server that refuses everything is fast: don't hammer it for the whole time.
        if (Interlocked.Read(ref failed) > 100)
            stopped = true;
    }

    private LoadResult Result(ConnectionOutcome[] loops)
    {
        var all = new LatencyHistogram();
        foreach (var loop in loops)
            all.Add(loop.Latencies);
        var end = loops.Max(loop => loop.LastAnswerAt);
        return new()
        {
            Answered = all.Total,
            Seconds = all.Total == 0 ? 0 : Stopwatch.GetElapsedTime(firstMeasuredAt, end).TotalSeconds,
            P50Milliseconds = all.PercentileMilliseconds(50),
            P95Milliseconds = all.PercentileMilliseconds(95),
            P99Milliseconds = all.PercentileMilliseconds(99),
            MaxMilliseconds = all.MaxMilliseconds,
            Failed = failed,
            Refused = refused,
            FirstFailure = firstFailure,
        };
    }

    private sealed record ConnectionOutcome(LatencyHistogram Latencies, long LastAnswerAt);
}
