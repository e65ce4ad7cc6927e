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

    private static async Task<Answer<EvidenceView>> Receive(HttpContext context, Caller caller, EvidenceIntake intake, IOptions<EvidenceOptions> options)
    {
        LargeBody.Allow(context, options.Value.MaxBytes + EnvelopeBytes);
        var request = context.Request;
        return BodyReading.IsMedia(request.ContentType, Form) ? await ReceiveForm(context, caller, intake)
            : BodyReading.IsMedia(request.ContentType, Binary) ? await Take(intake, caller, request.Body, "", context.RequestAborted)
            : HttpRefusals.Plain.MediaType;
    }

    private static async Task<Answer<EvidenceView>> ReceiveForm(HttpContext context, Caller caller, EvidenceIntake intake)
    {
        var boundary = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var media) ? HeaderUtilities.RemoveQuotes(media.Boundary).Value : null;
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            return HttpRefusals.EvidenceMissing;
        }

        var (file, broken) = await Find(new(boundary, context.Request.Body), context.RequestAborted);
        return file?.FileStream is { } content ? await Take(intake, caller, content, FileNames.Clean(file.FileName), context.RequestAborted)
            : broken ? HttpRefusals.Plain.UploadBroken
            : HttpRefusals.EvidenceMissing;
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

    private static async Task<Answer<EvidenceView>> Take(EvidenceIntake intake, Caller caller, Stream content, string name, CancellationToken cancellation)
    {
        var (view, refusal) = await intake.Take(caller.Actor, content, name, cancellation);
        return view is null ? refusal! : Answer<EvidenceView>.Of(view, made: true, location: $"/api/v1/evidence/{view.Sha256}");
    }
}
