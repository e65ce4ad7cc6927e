using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rectification.Benchmarks.Load;

namespace Rectification.Benchmarks.Soak;

/// <summary>
/// Reporters at a fixed rate who behave: who is refused or cut off asks again with the same idempotency key until the report is acknowledged, however
/// often the server goes away meanwhile. So in the end every report that was begun is acknowledged, and each has a number.
/// </summary>
internal sealed class SoakReporters
{
    /// <summary>Enough to come up to the rate again after a restart, few enough to cost nothing.</summary>
    private const int Connections = 32;

    /// <summary>How long is waited before it is tried again, whether the server refused or is not there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly LoadSpec spec;
    private readonly double perSecond;
    private readonly RequestTemplate[] templates;
    private readonly long begunAt = Stopwatch.GetTimestamp();
    private readonly Lock gate = new();
    private LatencyHistogram window = new();
    private long lastSerial = -1;
    private long acknowledged;
    private long sentAgain;
    private volatile bool stopped;
    private volatile Exception? broken;

    private SoakReporters(LoadSpec spec, double perSecond)
    {
        (this.spec, this.perSecond) = (spec, perSecond);
        templates = [.. spec.Targets.Select(target => new RequestTemplate(target, spec.Port, RunId))];
    }

    /// <summary>What the commands' ids begin with; a dash and the report's number in 16 digits follow.</summary>
    public string RunId { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Reports that were acknowledged so far; once all have ended, those with the numbers below it.</summary>
    public long Acknowledged => Interlocked.Read(ref acknowledged);

    /// <summary>How often one was sent again.</summary>
    public long SentAgain => Interlocked.Read(ref sentAgain);

    private Task Running { get; set; } = Task.CompletedTask;

    public static SoakReporters Start(LoadSpec spec, double perSecond)
    {
        var reporters = new SoakReporters(spec, perSecond);
        reporters.Running = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(reporters.Loop)));
        return reporters;
    }

    /// <summary>The latencies since it was asked last, from the first sending to the acknowledgement.</summary>
    public LatencyHistogram TakeWindow()
    {
        lock (gate)
        {
            (var taken, window) = (window, new());
            return taken;
        }
    }

    /// <summary>Throws what an answer was that may not be.</summary>
    public void ThrowIfBroken()
    {
        if (broken is { } problem)
        {
            throw new InvalidOperationException(problem.Message, problem);
        }
    }

    /// <summary>Begins no more and waits until each that was begun is acknowledged.</summary>
    public async Task Stop()
    {
        stopped = true;
        await Running;
        ThrowIfBroken();
    }

    private async Task Loop()
    {
        using var line = new Line(spec.Port);
        var request = new byte[templates.Max(template => template.Length)];
        try
        {
            while (!stopped)
            {
                var serial = Interlocked.Increment(ref lastSerial);
                var template = templates[serial % templates.Length];
                template.Write(request, serial);
                var wait = TimeSpan.FromSeconds(serial / perSecond) - Stopwatch.GetElapsedTime(begunAt);
                if (wait.TotalMilliseconds >= 1)
                {
                    await Task.Delay(wait);
                }

                await UntilAcknowledged(line, request.AsMemory(0, template.Length));
            }
        }
        catch (Exception problem)
        {
            (broken, stopped) = (problem, true);
        }
    }

    private async Task UntilAcknowledged(Line line, ReadOnlyMemory<byte> request)
    {
        var sentAt = Stopwatch.GetTimestamp();
        while (!await line.IsAcknowledged(request))
        {
            Interlocked.Increment(ref sentAgain);
            await Task.Delay(Patience);
        }

        Interlocked.Increment(ref acknowledged);
        lock (gate)
        {
            window.Add(Stopwatch.GetTimestamp() - sentAt);
        }
    }

    /// <summary>A connection that is made again when it is gone.</summary>
    private sealed class Line(int port) : IDisposable
    {
        private Socket? socket;
        private AnswerReader? answers;

        /// <returns>Whether it was acknowledged; if not, it is to be sent again later.</returns>
        public async Task<bool> IsAcknowledged(ReadOnlyMemory<byte> request)
        {
            try
            {
                if (socket is null || answers is null)
                {
                    socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                    answers = new(socket);
                }

                await socket.SendAsync(request, SocketFlags.None);
                await answers.Read();
            }
            catch (Exception gone) when (gone is SocketException or IOException)
            {
                Dispose();
                return false;
            }

            return answers.Status switch
            {
                200 => true,
                429 or 503 => false,
                var other => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Answered {other}: {answers.Text}")),
            };
        }

        public void Dispose()
        {
            socket?.Dispose();
            socket = null;
        }
    }
}
