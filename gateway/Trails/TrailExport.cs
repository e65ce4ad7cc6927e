using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Gateway.Trails;

/// <summary>Sends a plan's whole trail up to a seal made for it, part by part; never more than one part is in memory.</summary>
internal static class TrailExport
{
    /// <summary>Exports under way at once; each reads everything there is.</summary>
    private const int MaxAtOnce = 4;

    private static int _open;

    public static async Task Handle(HttpContext context, Caller caller)
    {
        if (!caller.SeesAll)
        {
            await Errors.Refuse(context, HttpRefusals.Forbidden);
            return;
        }

        if (await context.KnownFrame() is not { Plan: var plan })
        {
            await Errors.Refuse(context, PlanRefusals.Unknown);
            return;
        }

        // Without the body there is nothing to seal for, so the seal's number is not told.
        if (context.IsHeadersOnly())
        {
            Describe(context, plan);
            return;
        }

        if (Interlocked.Increment(ref _open) > MaxAtOnce)
        {
            Interlocked.Decrement(ref _open);
            await Errors.Refuse(context, HttpRefusals.TooManyExports);
            return;
        }

        try
        {
            await SealAndSend(context, plan, caller.Actor.Account);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task SealAndSend(HttpContext context, string plan, string account)
    {
        var outcome = await context.Grains().GetGrain<ISealGrain>(plan).Seal(account, Guid.NewGuid().ToString("N"));
        if (outcome.Refusal is { } refusal)
        {
            await Errors.Refuse(context, refusal);
            return;
        }

        Describe(context, string.Create(CultureInfo.InvariantCulture, $"{plan}-seal-{outcome.Seal!.No}"));
        try
        {
            await Send(context, plan, outcome.Seal.No);
        }
        catch (Exception e) when (context.Response.HasStarted && e is not OperationCanceledException)
        {
            // Half an export must not look whole: without its last line no verifier takes it, and the connection breaks off.
            context.Abort();
            throw;
        }
    }

    private static void Describe(HttpContext context, string name)
    {
        context.Response.ContentType = LargeBody.Lines;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.ndjson\"";
    }

    private static async Task Send(HttpContext context, string plan, long seal)
    {
        var grain = context.Grains().GetGrain<ITrailExportGrain>(plan);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        for (var cursor = ExportCursor.Of(seal); cursor is not null;)
        {
            var part = await grain.Read(cursor);
            sha.AppendData(part.Lines);
            count += part.Count;
            await context.Response.BodyWriter.WriteAsync(part.Lines, context.RequestAborted);
            cursor = part.Next;
        }

        var end = string.Create(CultureInfo.InvariantCulture,
            $"{{\"kind\":\"end\",\"lines\":{count},\"sha256\":\"{Convert.ToHexStringLower(sha.GetHashAndReset())}\"}}\n");
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(end), context.RequestAborted);
    }
}
