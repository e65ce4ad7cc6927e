using Microsoft.Net.Http.Headers;
using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

/// <summary>/evidence: uploads, and files as attachments that no browser shows; for the pages, what is harmless also in its place.</summary>
internal static partial class EvidenceApi
{
    /// <summary>Where a page finds PDFs and pictures that it shows.</summary>
    public const string InPlace = "/evidence";

    private const string Binary = "application/octet-stream";
    private const string NothingRuns = "sandbox; default-src 'none'";

    /// <summary>For the browser's own viewer of PDFs, which no sandbox lets run; only pages of this site may frame it.</summary>
    private const string Viewer = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        api.Post("/evidence", Policy.ReadPlan, Receive, "Upload evidence（佐证材料）").Gives<EvidenceView>(StatusCodes.Status201Created);
        api.Get("/evidence/{sha256}", Policy.ReadPlan, Download, "Evidence, as an attachment");
        api.Get("/evidence/{sha256}/about", Policy.ReadPlan, About, "What is known of a piece of evidence");
    }

    /// <summary>Evidence for pages of this site to show beside what is decided: PDFs and pictures, which cannot act; all else stays an attachment.</summary>
    public static void MapEvidenceInPlace(this IEndpointRouteBuilder app) =>
        app.Get(InPlace + "/{sha256}", Policy.ReadPlan, static (HttpContext context) => Send(context, IsShown), "Evidence in its place")
            .ExcludeFromDescription();

    private static bool IsShown(string? type) =>
        type == FileTypes.Pdf.Media || type == FileTypes.Png.Media || type == FileTypes.Jpeg.Media
        || type == FileTypes.Gif.Media || type == FileTypes.Webp.Media;

    private static Task Download(HttpContext context) => Send(context, static _ => false);

    private static async Task Send(HttpContext context, Predicate<string?> isShown)
    {
        if (await Readable(context) is not var (hash, record)
            || await context.RequestServices.GetRequiredService<IEvidenceStore>().Open(hash, context.RequestAborted) is not { } file)
        {
            await Errors.Refuse(context, HttpRefusals.EvidenceNotFound);
            return;
        }

        await using (file)
        {
            var response = context.Response;
            response.ContentType = record.Type ?? Binary;
            response.ContentLength = file.Length;
            response.Headers.ETag = $"\"{hash}\"";
            var shown = isShown(record.Type);
            var names = await EvidenceRights.NamesSeen(context.Grains(), context.Caller(), record);
            var name = names is [var known, ..] ? known : FileNames.Make(hash, record.Type);
            response.Headers.ContentDisposition = Disposition(shown ? "inline" : "attachment", name);
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = shown && record.Type == FileTypes.Pdf.Media ? Viewer : NothingRuns;
            response.Headers.CacheControl = "private, no-cache";
            if (!context.IsHeadersOnly())
            {
                await file.CopyToAsync(response.Body, context.RequestAborted);
            }
        }
    }

    private static async Task<Answer<EvidenceAbout>> About(HttpContext context, Caller caller)
    {
        if (await Readable(context) is not var (hash, record))
        {
            return HttpRefusals.EvidenceNotFound;
        }

        var uploads = UploadsSeen(caller, record);
        var measures = new List<EvidencePlace>();
        await foreach (var (place, _) in EvidenceRights.PlacesSeen(context.Grains(), caller, record))
        {
            measures.Add(place);
        }

        return new EvidenceAbout
        {
            Sha256 = hash,
            Size = record.Size,
            Type = record.Type,
            Names = await EvidenceRights.NamesSeen(context.Grains(), caller, record),
            Uploads = uploads,
            Measures = measures,
        };
    }

    /// <summary>The file of the route if the caller may read it. One that he may not read is as unknown as one that is not there.</summary>
    private static async Task<(string Hash, EvidenceRecord Record)?> Readable(HttpContext context)
    {
        if (context.Request.RouteValues["sha256"] is not string hash || !EvidenceNames.IsHash(hash))
        {
            return null;
        }

        var record = await context.Grains().GetGrain<IEvidenceGrain>(hash).Get();
        return record.Type is not null && await EvidenceRights.Reads(context.Grains(), context.Caller(), record) ? (hash, record) : null;
    }

    private static List<EvidenceUpload> UploadsSeen(Caller caller, EvidenceRecord record) =>
        [.. record.Uploads.Where(upload => caller.SeesAll || upload.IsOf(caller.Actor))];

    /// <summary>RFC 5987: an ASCII stand-in for old readers, the name itself for all others.</summary>
    private static string Disposition(string kind, string name)
    {
        var disposition = new ContentDispositionHeaderValue(kind);
        disposition.SetHttpFileName(name);
        return disposition.ToString();
    }
}
