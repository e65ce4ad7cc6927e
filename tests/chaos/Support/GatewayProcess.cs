using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Support;

/// <summary>The real program as a process of its own, on the loopback address; ended by its own id.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    public const string OpsKey = "the-key-of-the-tests-0123456789abcdef";
    private const int KeptLines = 200;
    private const int MaxLineLength = 2_000;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Queue<string> _output = new();

    private GatewayProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    private static string Program => Path.Combine(
        Repository.Root, "gateway", AppContext.BaseDirectory[(AppContext.BaseDirectory.LastIndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) + 1)..], "Rectification.Gateway.dll");

    /// <summary>A port that was free a moment ago; a start that fails because another process took it is loud.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the program; it is not ready yet.</summary>
    public static GatewayProcess Launch(DataFolder folder, int port, params string[] settings)
    {
        string[] arguments =
        [
            Program, "--urls", $"http://127.0.0.1:{port}", "--Data:Path", folder.Path, "--Auth:BootstrapKey", OpsKey, .. settings,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        return new(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."));
    }

    /// <summary>Starts the program and waits until it takes work.</summary>
    public static async Task<GatewayProcess> Start(DataFolder folder, int port, params string[] settings)
    {
        var gateway = Launch(folder, port, settings);
        try
        {
            await gateway.UntilReady(port);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async Task<TimeSpan> UntilReady(int port)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = StartPatience };
        return await Until.True(() => IsReady(client), StartPatience, $"ready. Its last output:\n{Output}");
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for an end of its own accord and gives the exit code.</summary>
    public async Task<int> UntilExited()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(StartPatience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>An orderly end (SIGTERM).</summary>
    public async Task Stop()
    {
        using var asked = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await asked.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(StopPatience);
        await _process.WaitForExitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private async Task<bool> IsReady(HttpClient client)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The program ended with {_process.ExitCode}. Its last output:\n{Output}");
        }

        try
        {
            using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Enqueue(line.Length > MaxLineLength ? line[..MaxLineLength] : line);
            if (_output.Count > KeptLines)
            {
                _output.Dequeue();
            }
        }
    }
}
