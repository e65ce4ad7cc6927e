using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rectification.Hosting;

/// <summary>
/// Declares dead what ran before on this silo's address, before this one listens there. Orleans does the same a little later, and in between
/// other silos connect to this process in the name of the dead one; such a line is ended ten seconds after that one's death is known, with all
/// that is under way on it between the living: seen in sieges as grains that gave no answer after a power cut.
/// </summary>
internal sealed class FormerSelf(IServiceProvider services, IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>How often silos read who is a member, so that all know of the death when this one begins to listen.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    /// <summary>A refresh of the others, and half of one for the reading.</summary>
    private static readonly TimeSpan Known = 1.5 * Refresh;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var (address, port, _) = SiloOptions.Read(configuration);
        if (await Bury(new(address, port), cancellationToken))
        {
            await Task.Delay(Known, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>Whether there was one that others may have thought alive.</returns>
    private async Task<bool> Bury(IPEndPoint self, CancellationToken cancellation)
    {
        var table = services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation);
        for (var any = false; ; any = true)
        {
            var members = await table.ReadAllAsync(cancellation);
            if (members.Members.FirstOrDefault(member => member.Item1.Status != SiloStatus.Dead && member.Item1.SiloAddress.Endpoint.Equals(self)) is not { } former)
            {
                return any;
            }

            // Another silo may change the table at the same moment; then it is read and tried again.
            former.Item1.Status = SiloStatus.Dead;
            await table.UpdateRowAsync(former.Item1, former.Item2, members.Version.Next(), cancellation);
        }
    }
}
