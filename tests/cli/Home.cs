using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Cli;

/// <summary>Where the product lives for a while: one process on a folder, or a silo and gateways on a database.</summary>
internal sealed class Home : IAsyncDisposable
{
    private readonly List<GatewayProcess> _gateways = [];
    private readonly List<int> _ports = [];
    private readonly List<DataFolder> _folders = [];
    private Process? _silo;

    public string Url => $"http://127.0.0.1:{_ports[0]}";

    public Api Ops(int gateway = 0) => Api.Ops(_ports[gateway]);

    public Api With(string key, int gateway = 0) => new(_ports[gateway], key);

    public static async Task<Home> Embedded(DataFolder folder, params string[] settings)
    {
        var home = new Home();
        await home.Whole(() => home.AddGateway(folder, settings));
        return home;
    }

    /// <summary>Every gateway has a data folder of its own.</summary>
    public static async Task<Home> Postgres(string connection, string schema, int gateways = 1, params string[] further)
    {
        var home = new Home();
        string[] settings = ["--Profile", "postgres", "--ConnectionStrings:Rectification", connection, "--Postgres:Schema", schema, .. further];
        string[] silo = [Path.Combine(Repository.Root, "silo", "bin", "Release", "net10.0", "Rectification.Silo.dll"), .. settings, "--Silo:Port", Port(),
            "--Silo:GatewayPort", Port()];
        home._silo = Process.Start(new ProcessStartInfo("dotnet", silo) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        home._silo.OutputDataReceived += static (_, _) => { };
        home._silo.ErrorDataReceived += static (_, _) => { };
        home._silo.BeginOutputReadLine();
        home._silo.BeginErrorReadLine();
        await home.Whole(async () =>
        {
            for (var i = 0; i < gateways; i++)
            {
                var folder = new DataFolder();
                home._folders.Add(folder);
                await home.AddGateway(folder, settings);
            }
        });
        return home;
    }

    /// <summary>An orderly end of everything.</summary>
    public async Task Stop()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.Stop();
        }

        if (_silo is { HasExited: false })
        {
            using var asked = Process.Start("kill", ["-TERM", _silo.Id.ToString(CultureInfo.InvariantCulture)]);
            await _silo.UntilEnded(static () => "");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        if (_silo is { HasExited: false })
        {
            _silo.Kill();
            await _silo.UntilEnded(static () => "");
        }

        _silo?.Dispose();
        _folders.ForEach(static folder => folder.Dispose());
    }

    /// <summary>Of a home that does not come to stand nothing is left running.</summary>
    private async Task Whole(Func<Task> build)
    {
        try
        {
            await build();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private static string Port() => GatewayProcess.FreePort().ToString(CultureInfo.InvariantCulture);

    private async Task AddGateway(DataFolder folder, string[] settings)
    {
        var port = GatewayProcess.FreePort();
        _ports.Add(port);
        _gateways.Add(await GatewayProcess.Start(folder, port, settings));
    }
}
