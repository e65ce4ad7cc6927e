using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Rates;

/// <summary>
/// Server-sent events: the sheet at every change, at most ten a second, with its version as the event's id; a comment every 15 s;
/// an event <c>stale</c> when the roll-up has fallen silent, so that a page can say so; an event <c>signed-out</c>, and the end, when who
/// asked is no longer let in.
/// </summary>
internal static class RateStream
{
    private const int MaxStreams = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static int _open;

    public static async Task Handle(HttpContext context, CityPlan plan)
    {
        if (Interlocked.Increment(ref _open) > MaxStreams)
        {
            Interlocked.Decrement(ref _open);
            await Errors.Refuse(context, HttpRefusals.TooManyStreams);
            return;
        }

        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var live = context.RequestServices.GetRequiredService<LiveSheets>().Watch(plan.Id);
            await Send(context, live, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The page was closed, or the server stops: either ends the stream.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task Send(HttpContext context, LiveSheet live, CancellationToken ends)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.StartAsync(ends);
        if (context.IsHeadersOnly())
        {
            return;
        }

        var seen = context.Request.Headers["Last-Event-ID"].ToString();
        LiveSheet.Current? told = null;
        while (true)
        {
            var pulse = live.NextPulse;
            var now = live.Now;
            await response.BodyWriter.WriteAsync(Next(now, told, seen), ends);
            told = now;
            seen = "";
            await Task.Delay(Pause, ends);
            if (!await UntilPulse(context, pulse, ends))
            {
                await response.BodyWriter.WriteAsync("event: signed-out\ndata: {}\n\n"u8.ToArray(), ends);
                return;
            }
        }
    }

    /// <summary>Waits for the pulse; false as soon as who asked is known to be no longer let in.</summary>
    private static async Task<bool> UntilPulse(HttpContext context, Task pulse, CancellationToken ends)
    {
        if (context.User is not CallerPrincipal { Caller: not null, Proof: { } proof })
        {
            await pulse.WaitAsync(ends);
            return true;
        }

        var identities = context.RequestServices.GetRequiredService<Identities>();
        do
        {
            await Task.WhenAny(pulse, identities.NextCheck).WaitAsync(ends);
            try
            {
                if ((await identities.Know(proof)).Caller is null)
                {
                    return false;
                }
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                // Unknown now; the next check asks again.
            }
        }
        while (!pulse.IsCompleted);
        return true;
    }

    private static ReadOnlyMemory<byte> Next(LiveSheet.Current now, LiveSheet.Current? told, string seen)
    {
        if (now.Held is not { } held || (told is not null && now.SaysTheSameAs(told)))
        {
            return ":\n\n"u8.ToArray();
        }

        if (now.IsStale)
        {
            return "event: stale\ndata: {}\n\n"u8.ToArray();
        }

        // A page that comes back to what it has seen waits for the next change.
        return held.Sheet.Recovering == 0 && held.ETag.AsSpan(3, held.ETag.Length - 4).SequenceEqual(seen) ? ":\n\n"u8.ToArray() : now.Event;
    }
}
