using System.Globalization;

namespace Rectification.Tests.Support;

/// <summary>
/// A program whose clock begins before a moment and runs faster than time, ready to be used while the moment is still to come. How long a start takes is the
/// machine's: where it took too long another one begins, with three times as much ahead of it.
/// </summary>
internal sealed class TimelyGateway : IAsyncDisposable
{
    private const int Longer = 3;

    /// <summary>No start takes as long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly DataFolder _folder;
    private readonly GatewayProcess _gateway;

    private TimelyGateway(DataFolder folder, GatewayProcess gateway, int port) => (_folder, _gateway, Port) = (folder, gateway, port);

    public int Port { get; }

    /// <summary>Where the program keeps its files.</summary>
    public string DataPath => _folder.Path;

    /// <summary>Starts it, has it prepared, and sees to it that its clock does not show the moment yet.</summary>
    /// <param name="moment">What is still to come.</param>
    /// <param name="speed">Seconds of its clock per second.</param>
    /// <param name="ahead">How long a start and what is prepared usually take at most.</param>
    /// <param name="plan">A plan that is there once it is prepared: its figures say what the clock shows.</param>
    /// <param name="prepare">What has to be done before the moment.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<TimelyGateway> Before(
        DateTimeOffset moment, int speed, TimeSpan ahead, string plan, Func<TimelyGateway, Task> prepare, params string[] settings)
    {
        for (; ; ahead *= Longer)
        {
            var gateway = await Start(moment - (ahead * speed), speed, settings);
            try
            {
                await prepare(gateway);
                using var ops = Api.Ops(gateway.Port);
                if ((await ops.Get($"plans/{plan}/rates")).Must(200).Json["asOf"]!.GetValue<DateTimeOffset>() < moment)
                {
                    return gateway;
                }
            }
            catch
            {
                await gateway.DisposeAsync();
                throw;
            }

            await gateway.DisposeAsync();
            Assert.True(ahead < Longest, $"A start took longer than {ahead}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<TimelyGateway> Start(DateTimeOffset at, int speed, string[] settings)
    {
        var (folder, port) = (new DataFolder(), GatewayProcess.FreePort());
        try
        {
            string[] clock = ["--Clock:StartAt", at.ToString("O", CultureInfo.InvariantCulture), "--Clock:Speed", speed.ToString(CultureInfo.InvariantCulture)];
            return new(folder, await GatewayProcess.Start(folder, port, [.. clock, .. settings]), port);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
