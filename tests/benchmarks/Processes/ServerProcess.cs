using System.Diagnostics;
using System.Globalization;

namespace Rectification.Benchmarks.Processes;

/// <summary>A server of this run: started by us, listening on the loopback address, stopped by its own id.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);
    private const int KeptOutputLines = 40;

    private readonly Process process;
    private readonly Queue<string> lastOutput = new();

    private ServerProcess(Process process, int port)
    {
        this.process = process;
        Port = port;
        StartedAt = Stopwatch.GetTimestamp();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Stopwatch timestamp of the start.</summary>
    public long StartedAt { get; }

    public static ServerProcess Start(string file, IEnumerable<string> arguments, int port, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."), port);
    }

    /// <summary>One of this program's own servers (see <c>Program.cs</c>), in a process of its own.</summary>
    public static ServerProcess StartOwn(string verb, int port, params string[] arguments) =>
        Start("dotnet", [typeof(ServerProcess).Assembly.Location, verb, Text(port), .. arguments], port);

    /// <summary>Asks until the path answers 200, or throws with the last lines the server wrote.</summary>
    public async Task UntilReady(string path, TimeSpan patience, CancellationToken cancel)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        while (Stopwatch.GetElapsedTime(StartedAt) < patience)
        {
            ThrowIfGone();
            try
            {
                using var answer = await client.GetAsync(path, cancel);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(2, cancel);
        }

        throw new TimeoutException($"{path} was not ready within {patience}. Last output:\n{LastOutput()}");
    }

    public void ThrowIfGone()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"The server ended with {process.ExitCode}. Last output:\n{LastOutput()}");
    }

    /// <summary>Resident memory in bytes, as the kernel counts it.</summary>
    public long ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{Text(process.Id)}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kibibytes = line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Processor time it has taken so far, in seconds.</summary>
    public double ProcessorSeconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Bytes it has written to files; what goes over sockets the system counts elsewhere.</summary>
    public long WrittenBytes()
    {
        const string Name = "wchar: ";
        var line = File.ReadLines($"/proc/{Text(process.Id)}/io").First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>An orderly stop (SIGTERM), so that the server can write what it wants to find again.</summary>
    public async Task StopOrderly()
    {
        if (process.HasExited)
            return;
        using (var kill = Process.Start("kill", ["-TERM", Text(process.Id)]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"The server did not stop within {StopPatience}: killed.");
            await Kill();
        }
    }

    public async Task Kill()
    {
        if (process.HasExited)
            return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopOrderly();
        process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (lastOutput)
        {
            lastOutput.Enqueue(line);
            if (lastOutput.Count > KeptOutputLines)
                lastOutput.Dequeue();
        }
    }

    private string LastOutput()
    {
        lock (lastOutput)
            return string.Join('\n', lastOutput);
    }
}
