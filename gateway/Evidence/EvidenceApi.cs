using Microsoft.Net.Http.Headers;
using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

/// <summary>/evidence: uploads, and files as attachments that no browser shows.</summary>
internal static partial class EvidenceApi
{
    private const string Binary = "application/octet-stream";

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        api.Post("/evidence", Policy.ReadPlan, Receive, "Upload evidence (佐证材料)").Gives<EvidenceView>(StatusCodes.Status201Created);
        api.Get("/evidence/{sha256}", Policy.ReadPlan, Download, "Evidence, as an attachment");
        api.Get("/evidence/{sha256}/about", Policy.ReadPlan, About, "What is known of a piece of evidence").Gives<EvidenceAbout>();
    }

    private static async Task Download(HttpContext context)
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
            response.Headers.ContentDisposition = Attachment(NameFor(context.Caller(), record) is { Length: > 0 } name ? name : FileNames.Make(hash, record.Type));
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            response.Headers.CacheControl = "private, no-cache";
            await file.CopyToAsync(response.Body, context.RequestAborted);
        }
    }

    private static async Task About(HttpContext context)
    {
        if (await Readable(context) is not var (hash, record))
        {
            await Errors.Refuse(context, HttpRefusals.EvidenceNotFound);
            return;
        }

        var caller = context.Caller();
        var uploads = UploadsSeen(caller, record);
        var measures = new List<EvidencePlace>();
        await foreach (var place in EvidenceRights.PlacesSeen(context.Grains(), caller, record))
        {
            measures.Add(place);
        }

        var about = new EvidenceAbout
        {
            Sha256 = hash,
            Size = record.Size,
            Type = record.Type,
            Names = [.. uploads.Select(upload => upload.Name).DefaultIfEmpty(NameFor(caller, record)).Where(name => name.Length > 0).Distinct()],
            Uploads = uploads,
            Measures = measures,
        };
        await JsonAnswer.Write(context, about, GatewayJson.Api.EvidenceAbout);
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

    /// <summary>The name its first sender gave it, among the senders the caller may know of if there are any.</summary>
    private static string NameFor(Caller caller, EvidenceRecord record) =>
        UploadsSeen(caller, record).Concat(record.Uploads).Select(upload => upload.Name).FirstOrDefault(name => name.Length > 0) ?? "";

    /// <summary>RFC 5987: an ASCII stand-in for old readers, the name itself for all others.</summary>
    private static string Attachment(string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        return disposition.ToString();
    }
}
