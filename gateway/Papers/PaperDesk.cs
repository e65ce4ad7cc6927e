using Microsoft.Net.Http.Headers;
using Rectification.Documents.Papers;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Papers;

namespace Rectification.Gateway.Papers;

/// <summary>Fills the office's own template of a kind, or the product's, and sends the paper.</summary>
internal sealed class PaperDesk(IGrainFactory grains, IEvidenceStore store)
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The template in use: the file and whether it is the office's own.</summary>
    public async Task<(byte[] File, PaperTemplate? Own)> Template(string plan, PaperKind kind, CancellationToken cancellation)
    {
        var own = (await grains.GetGrain<IPaperGrain>(plan).Templates()).FirstOrDefault(template => template.Kind == kind);
        if (own is null || await store.Open(own.Sha256, cancellation) is not { } stream)
        {
            return (DefaultTemplates.Of(kind), null);
        }

        await using (stream)
        {
            var file = new MemoryStream();
            await stream.CopyToAsync(file, cancellation);
            return (file.ToArray(), own);
        }
    }

    /// <summary>Fills the template of a kind.</summary>
    public async Task<byte[]> Fill(string plan, PaperKind kind, PaperContent content, CancellationToken cancellation) =>
        PaperWriter.Fill((await Template(plan, kind, cancellation)).File, PaperForms.Of(kind), content);

    /// <summary>Fills a paper and sends it as a file to be saved.</summary>
    public async Task Send(HttpContext context, string plan, PaperKind kind, string name, PaperContent content)
    {
        var file = context.IsHeadersOnly() ? [] : await Fill(plan, kind, content, context.RequestAborted);
        await Send(context, file, name);
    }

    /// <summary>Sends a Word file under a name; the answer to HEAD has no body.</summary>
    public static async Task Send(HttpContext context, byte[] file, string name)
    {
        var headers = context.Response.GetTypedHeaders();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name + ".docx");
        headers.ContentDisposition = disposition;
        headers.ContentType = new MediaTypeHeaderValue(Word);
        context.Response.Headers.CacheControl = "no-store";
        if (!context.IsHeadersOnly())
        {
            context.Response.ContentLength = file.Length;
            await context.Response.Body.WriteAsync(file, context.RequestAborted);
        }
    }
}
