using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Rectification.OrleansMends;

/// <summary>
/// Declares dead what ran before on this silo's address, before this one listens there. Orleans does the same a little later, and in between
/// other silos connect to this process in the name of the dead one; such a line is ended ten seconds after that one's death is known, with all
/// that is under way on it between the living: grains that give no answer after a power cut.
/// </summary>
internal sealed class FormerSelf(IMembershipTable table, IOptions<EndpointOptions> endpoints) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>How often silos read who is a member, so that all know of the death when this one begins to listen.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    /// <summary>A refresh of the others, and half of one for the reading.</summary>
    private static readonly TimeSpan Known = 1.5 * Refresh;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(FormerSelf), ServiceLifecycleStage.First, Start);

    private async Task Start(CancellationToken cancellation)
    {
        if (await Bury(new(endpoints.Value.AdvertisedIPAddress!, endpoints.Value.SiloPort), cancellation))
        {
            await Task.Delay(Known, cancellation);
        }
    }

    /// <returns>Whether there was one that others may have thought alive.</returns>
    private async Task<bool> Bury(IPEndPoint self, CancellationToken cancellation)
    {
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation);
        for (var any = false; ; any = true)
        {
            var members = await table.ReadAllAsync(cancellation);
            if (members.Members.FirstOrDefault(
                member => member.Item1.Status != SiloStatus.Dead && member.Item1.SiloAddress.Endpoint.Equals(self)) is not { } former)
            {
                return any;
            }

            // Another silo may change the table at the same moment; then it is read and tried again.
            former.Item1.Status = SiloStatus.Dead;
            await table.UpdateRowAsync(former.Item1, former.Item2, members.Version.Next(), cancellation);
        }
    }
}
