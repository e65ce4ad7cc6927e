using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rectification.Benchmarks.Load;

/// <summary>Many open event streams at one server. Each notes when it was first told that so many measures are in progress.</summary>
internal sealed class StreamWatch : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource ending = new();
    private readonly long[][] toldAt;
    private readonly int[] told;
    private Task[] reading = [];

    private StreamWatch(int streams, int mostTold)
    {
        toldAt = [.. Enumerable.Range(0, streams).Select(_ => new long[mostTold + 1])];
        told = new int[streams];
        Array.Fill(told, -1);
    }

    /// <summary>Opens the streams; when this returns each has had its first event.</summary>
    public static async Task<StreamWatch> Open(Uri address, int streams, int mostTold, CancellationToken cancel)
    {
        var watch = new StreamWatch(streams, mostTold);
        try
        {
            watch.reading = [.. Enumerable.Range(0, streams).Select(stream => watch.Read(address, stream))];
            await watch.Until(0, cancel);
            return watch;
        }
        catch
        {
            await watch.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every stream was told of at least so many.</summary>
    public async Task Until(int count, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (Array.Exists(told, last => last < count))
        {
            if (reading.FirstOrDefault(task => task.IsCompleted) is { } ended)
                throw new InvalidOperationException($"A stream ended: {ended.Exception?.InnerException?.Message ?? "closed by the server"}");
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"{told.Count(last => last < count)} of {told.Length} streams were not told of {count} within {Patience}.");
            await Task.Delay(Look, cancel);
        }
    }

    /// <summary>How long after an instant each stream was told of a count; those that knew before count as 0.</summary>
    public void AddTo(LatencyHistogram latencies, int count, long since)
    {
        foreach (var stream in toldAt)
            latencies.Add(Math.Max(0, stream[count] - since));
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Dispose();
        ending.Dispose();
    }

    private async Task Read(Uri address, int number)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ending.Token);
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync(ending.Token);
        var buffer = new byte[BufferBytes];
        var held = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(held), ending.Token)) > 0)
        {
            var now = Stopwatch.GetTimestamp();
            held += read;
            var rest = buffer.AsSpan(0, held);
            for (int end; (end = rest.IndexOf("\n\n"u8)) >= 0; rest = rest[(end + 2)..])
                Note(number, rest[..end], now);
            rest.CopyTo(buffer);
            held = rest.Length;
        }
    }

    /// <summary>Only the one number is read: the machine is shared with the server that is measured.</summary>
    private void Note(int stream, ReadOnlySpan<byte> text, long now)
    {
        var name = "\"inProgress\":"u8;
        var at = text.IndexOf(name);
        if (at < 0)
            return;
        var digits = text[(at + name.Length)..];
        digits = digits[..digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9')];
        var count = int.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture);
        for (var first = told[stream] + 1; first <= count && first < toldAt[stream].Length; first++)
            toldAt[stream][first] = now;
        told[stream] = Math.Max(told[stream], count);
    }
}
