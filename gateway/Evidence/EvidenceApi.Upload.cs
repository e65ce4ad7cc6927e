using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Evidence;

internal static partial class EvidenceApi
{
    /// <summary>What multipart adds around one file.</summary>
    private const long EnvelopeBytes = 64 * 1024;
    private const string Form = "multipart/form-data";
    private const int MaxBoundaryLength = 70;

    /// <summary>Most parts of a form before its file.</summary>
    private const int MaxParts = 20;

    private static async Task Receive(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<EvidenceOptions>>().Value;
        LargeBody.Allow(context, options.MaxBytes + EnvelopeBytes);
        var type = context.Request.ContentType;
        if (Body.IsMedia(type, Form))
        {
            await ReceiveForm(context, type!);
        }
        else if (Body.IsMedia(type, Binary))
        {
            await Take(context, context.Request.Body, "");
        }
        else
        {
            await Errors.Refuse(context, StatusCodes.Status415UnsupportedMediaType, HttpRefusals.Plain.MediaType);
        }
    }

    private static async Task ReceiveForm(HttpContext context, string type)
    {
        var boundary = MediaTypeHeaderValue.TryParse(type, out var media) ? HeaderUtilities.RemoveQuotes(media.Boundary).Value : null;
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            await Errors.Refuse(context, HttpRefusals.EvidenceMissing);
            return;
        }

        var (file, broken) = await Find(new(boundary, context.Request.Body), context.RequestAborted);
        await (file?.FileStream is { } content ? Take(context, content, FileNames.Clean(file.FileName))
            : broken ? Errors.Refuse(context, StatusCodes.Status400BadRequest, UploadFolder.Broken)
            : Errors.Refuse(context, HttpRefusals.EvidenceMissing));
    }

    /// <summary>The form's first file, or none; or the form breaks off before it.</summary>
    private static async Task<(FileMultipartSection? File, bool Broken)> Find(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            for (var part = 0; part < MaxParts && await reader.ReadNextSectionAsync(cancellation) is { } section; part++)
            {
                if (section.AsFileSection() is { } file)
                {
                    return (file, false);
                }
            }

            return (null, false);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return (null, true);
        }
    }

    /// <summary>Takes one file in; then answers.</summary>
    private static async Task Take(HttpContext context, Stream content, string name)
    {
        var intake = context.RequestServices.GetRequiredService<EvidenceIntake>();
        var (view, status, refusal) = await intake.Take(context.Caller().Actor, content, name, context.RequestAborted);
        if (view is null)
        {
            await Errors.Refuse(context, status, refusal!);
            return;
        }

        context.Response.Headers.Location = $"/api/v1/evidence/{view.Sha256}";
        await JsonAnswer.Write(context, view, EvidenceJson.Api.EvidenceView, StatusCodes.Status201Created);
    }
}
