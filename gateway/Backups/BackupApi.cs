using System.Globalization;
using Orleans.Serialization;
using Rectification.Accounts;
using Rectification.Backups;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Hosting;

namespace Rectification.Gateway.Backups;

/// <summary>/backup: everything the product holds as of one moment, while it goes on.</summary>
internal static class BackupApi
{
    private const string MediaType = "application/vnd.rectification.backup";

    /// <summary>One at a time: each reads everything there is.</summary>
    private static int _open;

    public static void MapBackup(this IEndpointRouteBuilder api) =>
        api.Get("/backup", Policy.Ops, Handle, "A backup（备份） of everything, as of now").Gives<string>(contentType: MediaType);

    private static async Task Handle(HttpContext context, Caller caller, IGrainFactory grains)
    {
        if (context.IsHeadersOnly())
        {
            Describe(context);
            return;
        }

        if (Interlocked.Exchange(ref _open, 1) == 1)
        {
            await Errors.Refuse(context, HttpRefusals.BackupUnderWay);
            return;
        }

        try
        {
            await Send(context, caller, grains);
        }
        catch (Exception problem) when (context.Response.HasStarted && problem is not OperationCanceledException)
        {
            // Half a backup must not look complete: without its end it is rejected, and the connection is aborted.
            context.Abort();
            throw;
        }
        finally
        {
            Volatile.Write(ref _open, 0);
        }
    }

    private static async Task Send(HttpContext context, Caller caller, IGrainFactory grains)
    {
        var services = context.RequestServices;
        var cancellation = context.RequestAborted;
        await using var spool = services.GetRequiredService<UploadFolder>().Spool();
        var relay = new RelayStream(spool);
        await using var writer = new BackupWriter(relay, services.GetRequiredService<Serializer>());
        var clock = services.GetRequiredService<TimeProvider>();
        if (!await Write(writer, services.GetRequiredService<IConfiguration>(), clock, cancellation))
        {
            await Errors.Refuse(context, HttpRefusals.BackupNotOffered);
            return;
        }

        await Record(grains, caller);
        Describe(context);
        spool.Position = 0;
        await spool.CopyToAsync(context.Response.Body, cancellation);
        relay.Target = context.Response.Body;
        var evidence = services.GetRequiredService<IEvidenceStore>();
        await writer.WriteEvidence(evidence.Open, cancellation);
    }

    /// <summary>Nothing leaves before the trail of accounts says who took it.</summary>
    private static Task Record(IGrainFactory grains, Caller caller)
    {
        var subject = $"backup:{Guid.NewGuid():N}";
        return grains.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).Record(new()
        {
            Account = subject,
            Version = 1,
            By = caller.Actor.Account,
            Body = "",
            At = DateTimeOffset.MinValue,
            Event = new BackupTaken { Account = subject },
        });
    }

    private static void Describe(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"rectification-{now:yyyyMMdd-HHmmss}.backup");
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }

    /// <summary>Writes the rows at the disk's speed: a slow receiver must not keep the moment, and with it the store's log, alive.</summary>
    private static async Task<bool> Write(BackupWriter writer, IConfiguration configuration, TimeProvider clock, CancellationToken cancellation)
    {
        await using var snapshot = await RunningStore.Snapshot(configuration, cancellation);
        if (snapshot is null)
        {
            return false;
        }

        await writer.Write(snapshot, RunningStore.ServiceId(configuration), clock, cancellation);
        return true;
    }
}
