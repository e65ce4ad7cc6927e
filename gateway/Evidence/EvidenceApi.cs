using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

/// <summary>/evidence: uploads, and files as attachments that no browser shows.</summary>
internal static class EvidenceApi
{
    /// <summary>What multipart adds around one file.</summary>
    private const long EnvelopeBytes = 64 * 1024;
    private const string Binary = "application/octet-stream";
    private const string Form = "multipart/form-data";
    private const int MaxBoundaryLength = 70;
    private const int MaxTypeLength = 100;

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        api.Post("/evidence", Policy.Submit, Upload, "Upload evidence (佐证材料)").Gives<EvidenceView>(StatusCodes.Status201Created);
        api.Get("/evidence/{sha256}", Policy.ReadPlan, Download, "Evidence, as an attachment");
    }

    private static async Task Upload(HttpContext context)
    {
        LargeBody.Allow(context, EvidenceLimits.MaxBytes + EnvelopeBytes);
        var type = context.Request.ContentType;
        if (Body.IsMedia(type, Form))
        {
            await UploadForm(context, type!);
        }
        else if (Body.IsMedia(type, Binary))
        {
            await Store(context, context.Request.Body, Binary);
        }
        else
        {
            await Errors.Refuse(context, StatusCodes.Status415UnsupportedMediaType, HttpRefusals.Plain.MediaType);
        }
    }

    private static async Task UploadForm(HttpContext context, string type)
    {
        var boundary = MediaTypeHeaderValue.TryParse(type, out var media) ? HeaderUtilities.RemoveQuotes(media.Boundary).Value : null;
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            await Errors.Refuse(context, HttpRefusals.EvidenceMissing);
            return;
        }

        var reader = new MultipartReader(boundary, context.Request.Body);
        while (await Next(reader, context.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } file })
            {
                await Store(context, file, section.ContentType is { Length: > 0 and <= MaxTypeLength } stated ? stated : Binary);
                return;
            }
        }

        await Errors.Refuse(context, HttpRefusals.EvidenceMissing);
    }

    /// <summary>The next part; none when the form breaks off.</summary>
    private static async Task<MultipartSection?> Next(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }

    private static async Task Store(HttpContext context, Stream content, string type)
    {
        var stored = await context.RequestServices.GetRequiredService<IEvidenceStore>().Store(content, context.RequestAborted);
        if (stored is null)
        {
            await Errors.Refuse(context, StatusCodes.Status413PayloadTooLarge, HttpRefusals.Plain.TooLarge);
            return;
        }

        context.Response.Headers.Location = $"/api/v1/evidence/{stored.Sha256}";
        var view = new EvidenceView { Sha256 = stored.Sha256, Size = stored.Size, Type = type };
        await JsonAnswer.Write(context, view, GatewayJson.Api.EvidenceView, StatusCodes.Status201Created);
    }

    private static async Task Download(HttpContext context)
    {
        var hash = context.Request.RouteValues["sha256"] as string ?? "";
        await using var file = context.RequestServices.GetRequiredService<IEvidenceStore>().Open(hash);
        if (file is null)
        {
            await Errors.Refuse(context, HttpRefusals.EvidenceNotFound);
            return;
        }

        var response = context.Response;
        response.ContentType = Binary;
        response.ContentLength = file.Length;
        response.Headers.ETag = $"\"{hash}\"";
        response.Headers.ContentDisposition = $"attachment; filename=\"{hash}\"";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.CacheControl = "private, no-cache";
        await file.CopyToAsync(response.Body, context.RequestAborted);
    }
}
