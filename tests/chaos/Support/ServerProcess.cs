using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Support;

/// <summary>One of the product's programs as a process of its own: its last output is kept, and it is ended by its own id.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 200;
    private const int MaxLineLength = 2_000;
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Queue<string> _output = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

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

    /// <summary>Hears every line from now on.</summary>
    public Action<string>? Heard { get; set; }

    /// <summary>Starts a program; it is not ready yet.</summary>
    /// <param name="project">Folder of the project, <c>gateway</c> or <c>silo</c>: what was built with the tests, in their configuration.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="arguments">Its settings.</param>
    /// <param name="environment">What its environment has beside the test's own.</param>
    public static ServerProcess Launch(string project, string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var name = $"Rectification.{char.ToUpperInvariant(project[0])}{project[1..]}.dll";
        var folderOfBuilds = $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}";
        var built = AppContext.BaseDirectory[(AppContext.BaseDirectory.LastIndexOf(folderOfBuilds, StringComparison.Ordinal) + 1)..];
        return LaunchFile(Path.Combine(Repository.Root, project, built, name), folder, arguments, environment);
    }

    /// <summary>The same of a program that lies elsewhere.</summary>
    public static ServerProcess LaunchFile(string file, string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [file, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."));
    }

    /// <summary>kill -9.</summary>
    public Task Kill()
    {
        _process.Kill();
        return _process.UntilEnded(() => Output);
    }

    /// <summary>Stands still in the middle of whatever it does (SIGSTOP), until <see cref="Resume"/>.</summary>
    public Task Pause() => Signal("STOP");

    /// <summary>Goes on as if no time had passed (SIGCONT).</summary>
    public Task Resume() => Signal("CONT");

    /// <summary>An orderly end (SIGTERM).</summary>
    public async Task Stop()
    {
        await Signal("TERM");
        await _process.UntilEnded(() => Output, StopPatience);
    }

    /// <summary>Waits for an end of its own accord and gives the exit code.</summary>
    public async Task<int> UntilExited()
    {
        await _process.UntilEnded(() => Output, EndPatience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(EndPatience, CancellationToken.None);
        }

        _process.Dispose();
    }

    private async Task Signal(string signal)
    {
        using var asked = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await asked.UntilEnded(static () => "");
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            Heard?.Invoke(line);
            _output.Enqueue(line.Length > MaxLineLength ? line[..MaxLineLength] : line);
            if (_output.Count > KeptLines)
            {
                _output.Dequeue();
            }
        }
    }
}
