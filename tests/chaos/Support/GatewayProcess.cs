namespace Rectification.Tests.Support;

/// <summary>The real program as a process of its own, on the loopback address; ended by its own id.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    public const string OpsKey = "the-key-of-the-tests-0123456789abcdef";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);

    private readonly ServerProcess _process;

    private GatewayProcess(ServerProcess process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string Output => _process.Output;

    /// <summary>A port that was free a moment ago, and is none that the system may deal to an outgoing connection before the program listens there.</summary>
    public static int FreePort() => LastingPort.Free();

    /// <summary>Starts the program; it is not ready yet.</summary>
    public static GatewayProcess Launch(DataFolder folder, int port, params string[] settings) => LaunchIn([], folder, port, settings);

    /// <summary>What every gateway of the tests is told: where it listens and keeps its files, and the key of <c>ops</c>.</summary>
    public static string[] Settings(DataFolder folder, int port, params string[] settings) =>
        ["--urls", $"http://127.0.0.1:{port}", "--Data:Path", folder.Path, "--Auth:BootstrapKey", OpsKey, .. settings];

    /// <summary>Starts the program and waits until it takes work.</summary>
    public static Task<GatewayProcess> Start(DataFolder folder, int port, params string[] settings) => StartIn([], folder, port, settings);

    /// <summary>The same in an environment of its own.</summary>
    public static async Task<GatewayProcess> StartIn((string Name, string Value)[] environment, DataFolder folder, int port, params string[] settings)
    {
        var gateway = LaunchIn(environment, folder, port, settings);
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

    public Task<TimeSpan> UntilReady(int port) => UntilReady(_process, port);

    /// <summary>Waits until a gateway says that it takes work; loud when it ends instead.</summary>
    public static async Task<TimeSpan> UntilReady(ServerProcess process, int port)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = StartPatience };
        return await Until.True(() => IsReady(process, client), StartPatience, () => $"ready. Its last output:\n{process.Output}");
    }

    /// <summary>kill -9.</summary>
    public Task Kill() => _process.Kill();

    /// <summary>Waits for an end of its own accord and gives the exit code.</summary>
    public Task<int> UntilExited() => _process.UntilExited();

    /// <summary>An orderly end (SIGTERM).</summary>
    public Task Stop() => _process.Stop();

    /// <summary>Its exit code once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static GatewayProcess LaunchIn((string Name, string Value)[] environment, DataFolder folder, int port, string[] settings) =>
        new(ServerProcess.Launch("gateway", folder.Path, Settings(folder, port, settings), environment));

    private static async Task<bool> IsReady(ServerProcess process, HttpClient client)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"The program ended with {process.ExitCode}. Its last output:\n{process.Output}");
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
}
