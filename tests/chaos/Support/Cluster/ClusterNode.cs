using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Rectification.Tests.Support.Cluster;

/// <summary>One place in a cluster: the same program with the same settings, ended and started again.</summary>
internal sealed class ClusterNode(string name, string project, string folder, int port, TcpProxy database, IReadOnlyList<string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);
    private ServerProcess? _process;
    private string _before = "";

    public string Name => name;

    /// <summary>Of a gateway where it serves; of a silo where gateways reach it.</summary>
    public int Port => port;

    /// <summary>How long its last start took, from the command to its readiness.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>Its line to the database.</summary>
    public TcpProxy Database => database;

    /// <summary>When it was started last, as a <see cref="Stopwatch"/>'s timestamp.</summary>
    public long Started { get; private set; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The last lines of this run and of the one before.</summary>
    public string Output => $"=== {name}, the run before:\n{_before}\n=== {name}{(IsRunning ? "" : ", ended")}:\n{_process?.Output}";

    /// <summary>Starts it unless it runs; it is not ready yet.</summary>
    public async Task Launch()
    {
        if (IsRunning)
        {
            return;
        }

        await Leave();
        (Started, StartTook) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        _process = ServerProcess.Launch(project, folder, settings);
    }

    /// <summary>Waits until a gateway takes work, or a silo calls of gateways; loud when it ends instead.</summary>
    public async Task UntilReady()
    {
        var process = _process ?? throw new InvalidOperationException($"{name} was never started.");
        await (project == "gateway" ? GatewayProcess.UntilReady(process, port) : Until.True(
            async () => process.HasExited ? throw new InvalidOperationException($"{name} ended with {process.ExitCode}.\n{Output}") : await Listens(),
            StartPatience,
            () => $"{name} is ready. {Output}"));
        StartTook = StartTook == TimeSpan.Zero ? Stopwatch.GetElapsedTime(Started) : StartTook;
    }

    /// <summary>kill -9; also while it stands still.</summary>
    public Task Kill() => Alive.Kill();

    /// <summary>SIGSTOP.</summary>
    public Task Pause() => Alive.Pause();

    /// <summary>SIGCONT.</summary>
    public Task Resume() => Alive.Resume();

    /// <summary>An orderly end (SIGTERM), awaited.</summary>
    public Task Stop() => Alive.Stop();

    /// <summary>Waits for an end of its own accord and gives the exit code.</summary>
    public Task<int> UntilExited() => Alive.UntilExited();

    public async ValueTask DisposeAsync()
    {
        await Leave();
        await database.DisposeAsync();
    }

    private ServerProcess Alive => _process ?? throw new InvalidOperationException($"{name} was never started.");

    private async Task Leave()
    {
        if (_process is not null)
        {
            _before = _process.Output;
            await _process.DisposeAsync();
            _process = null;
        }
    }

    private async Task<bool> Listens()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
