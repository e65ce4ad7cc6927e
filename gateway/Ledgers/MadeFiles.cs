using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Ledgers;

/// <summary>Makes a file whole and then sends it: half a workbook must not look whole. A few at once; how far each is can be asked.</summary>
internal sealed class MadeFiles(UploadFolder uploads, ExportsUnderWay underWay, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Zip = "application/zip";

    /// <summary>The parameter under which a page names a file it wants to hear of.</summary>
    public const string ProgressName = "progress";

    /// <summary>Files made at once; each reads everything that is asked for.</summary>
    private const int MaxAtOnce = 4;

    private int _open;

    public async Task Send(HttpContext context, Caller caller, string name, string type, Func<Stream, ExportProgress, CancellationToken, Task> write)
    {
        if (context.IsHeadersOnly())
        {
            Describe(context, name, type);
            return;
        }

        var progress = underWay.Begin(caller, new Query(context.Request.Query).Id(ProgressName));
        try
        {
            if (Interlocked.Increment(ref _open) > MaxAtOnce)
            {
                progress.Failed(clock.GetUtcNow(), HttpRefusals.TooManyLedgers);
                await Errors.Refuse(context, HttpRefusals.TooManyLedgers);
                return;
            }

            var file = uploads.Spool();
            await using (file)
            {
                await write(file, progress, context.RequestAborted);
                Describe(context, name, type);
                context.Response.ContentLength = file.Length;
                progress.Made(clock.GetUtcNow());
                file.Position = 0;
                await file.CopyToAsync(context.Response.Body, context.RequestAborted);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            if (progress.EndedAt is null)
            {
                progress.Failed(clock.GetUtcNow(), refusal: null);
            }
        }
    }

    private static void Describe(HttpContext context, string name, string type)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileNames.Clean(name));
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = disposition.ToString();
    }
}
