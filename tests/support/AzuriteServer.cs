using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Rectification.Tests.Support;

/// <summary>Azurite, the emulator of Azure Storage, of the tests' own: tables and blobs in a folder of its own, ended with them.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const string Account = "rectificationtests";
    private const string Host = "127.0.0.1";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("rectification-azurite-").FullName;
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly int _tables = LastingPort.Free();
    private readonly int _blobs = LastingPort.Free();
    private Process? _process;

    /// <summary>Of the account, tables and blobs.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};"
        + $"TableEndpoint={TableEndpoint};BlobEndpoint={BlobEndpoint};";

    /// <summary>Where the account's tables are.</summary>
    public Uri TableEndpoint => new($"http://{Host}:{_tables}/{Account}");

    /// <summary>Where the account's blobs are.</summary>
    public Uri BlobEndpoint => new($"http://{Host}:{_blobs}/{Account}");

    /// <summary>Name and key of the account.</summary>
    public (string Name, string Key) Credential => (Account, _key);

    public async ValueTask InitializeAsync() => await Start();

    /// <summary>Starts it, also after <see cref="Kill"/>.</summary>
    public async Task Start()
    {
        string[] arguments =
        [
            "-c", "exec \"$@\" >/dev/null 2>&1", "sh", "node", Program(), "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", _folder,
            "--tableHost", Host, "--tablePort", $"{_tables}", "--blobHost", Host, "--blobPort", $"{_blobs}", "--queueHost", Host, "--queuePort",
                $"{LastingPort.Free()}",
        ];
        var start = new ProcessStartInfo("sh", arguments) { WorkingDirectory = _folder };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        _process = Process.Start(start)!;
        await UntilListening(_tables);
        await UntilListening(_blobs);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(StartPatience, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None).WaitAsync(StartPatience, CancellationToken.None);
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What <c>tests/run</c> installs.</summary>
    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "tests", ".tools", "node_modules", "azurite", "dist", "src", "azurite.js");
            if (File.Exists(program))
            {
                return program;
            }
        }

        throw new InvalidOperationException("Azurite is not installed; tests/run does that (npm install --prefix tests/.tools azurite).");
    }

    private async Task UntilListening(int port)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(Host, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException problem) when (_process!.HasExited || Stopwatch.GetElapsedTime(started) > StartPatience)
            {
                throw new InvalidOperationException($"Azurite does not listen on port {port}.", problem);
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
    }
}
