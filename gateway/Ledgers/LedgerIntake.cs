using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Http;
using Rectification.Ledgers;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>A form with ledgers as it was received: its files are stored.</summary>
internal sealed record LedgerForm
{
    public required IReadOnlyList<LedgerFile> Files { get; init; }
    public string? Plan { get; init; }

    /// <summary>As they were sent, so that reading again reads the same.</summary>
    public string? Options { get; init; }
}

/// <summary>Receives ledgers（台账）： files of a form, each stored by its hash before anything of it is believed.</summary>
internal sealed class LedgerIntake(UploadFolder uploads, IEvidenceStore store)
{
    private const int MaxBoundaryLength = 70;
    private const int MaxParts = 120;
    private const int MaxFiles = 100;
    private const int MaxField = 64 * 1024;

    /// <summary>All files of one form together.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    public static readonly Refusal FileMissing = Refusal.Invalid(
        "ledger.file-missing", "请上传台账文件（.xlsx、.xls、.csv 或 .zip）。", "Upload a ledger (.xlsx, .xls, .csv or .zip).", "/file");

    private static readonly Refusal TooManyFiles = Refusal.Invalid(
        "ledger.too-many-files", "一次最多上传 100 个文件。", "At most 100 files are uploaded at once.", "/file");

    public async Task<(LedgerForm? Form, Refusal? Refusal)> Receive(HttpContext context)
    {
        LargeBody.Allow(context, MaxBytes);
        if (!BodyReading.IsMedia(context.Request.ContentType, "multipart/form-data")
            || !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var media)
            || HeaderUtilities.RemoveQuotes(media.Boundary).Value is not { Length: > 0 and <= MaxBoundaryLength } boundary)
        {
            return (null, HttpRefusals.Plain.MediaType);
        }

        var (files, fields) = (new List<LedgerFile>(), new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            var reader = new MultipartReader(boundary, context.Request.Body);
            for (var part = 0; part < MaxParts && await reader.ReadNextSectionAsync(context.RequestAborted) is { } section; part++)
            {
                if (section.AsFileSection() is { FileStream: { } content } file)
                {
                    var (kept, refusal) = files.Count == MaxFiles ? (null, TooManyFiles)
                        : await Keep(content, FileNames.Clean(file.FileName), context.RequestAborted);
                    if (kept is null)
                    {
                        return (null, refusal);
                    }

                    files.Add(kept);
                }
                else if (section.AsFormDataSection() is { } field)
                {
                    fields[field.Name] = await Text(section.Body, context.RequestAborted);
                }
            }
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return (null, HttpRefusals.Plain.UploadBroken);
        }

        return files.Count == 0 ? (null, FileMissing) : Form(files, fields);
    }

    /// <summary>The files of a page's form.</summary>
    public async Task<(LedgerForm? Form, Refusal? Refusal)> Receive(
        IReadOnlyList<IFormFile> sent, string? plan, LedgerOptions options, CancellationToken cancellation)
    {
        if (sent.Count is 0 or > MaxFiles)
        {
            return (null, sent.Count == 0 ? FileMissing : TooManyFiles);
        }

        var files = new List<LedgerFile>(sent.Count);
        foreach (var file in sent)
        {
            var name = FileNames.Clean(file.FileName);
            await using var content = file.OpenReadStream();
            var (kept, refusal) = await Keep(content, name, cancellation);
            if (kept is null)
            {
                return (null, sent.Count == 1 ? refusal : refusal! with { Zh = $"{name}：{refusal.Zh}", En = $"{name}: {refusal.En}" });
            }

            files.Add(kept);
        }

        return (new() { Files = files, Plan = plan, Options = LedgerReads.Written(options) }, null);
    }

    /// <summary>A stored file as a stream that can seek; it is removed with the stream.</summary>
    public async Task<(Stream? Content, Refusal? Refusal)> Open(string sha256, CancellationToken cancellation)
    {
        await using var content = await store.Open(sha256, cancellation);
        if (content is null)
        {
            return (null, LedgerRefusals.Unknown);
        }

        var (upload, refusal) = await uploads.Receive(content, cancellation);
        return upload is null ? (null, refusal)
            : (new FileStream(upload.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose), null);
    }

    private async Task<(LedgerFile? File, Refusal? Refusal)> Keep(Stream content, string name, CancellationToken cancellation)
    {
        var (upload, refusal) = await uploads.Receive(content, cancellation);
        if (upload is null)
        {
            return (null, refusal);
        }

        using (upload)
        {
            try
            {
                // What cannot be read is not kept either; the rows are read later. In a zip, what is refused does not keep the others from being read.
                await using var file = File.OpenRead(upload.Path);
                var opened = WorkbookFile.OpenAll(file, name, WorkbookLimits.Default);
                foreach (var one in opened)
                {
                    one.Dispose();
                }

                if (opened is [{ Refusal: { } wrong }])
                {
                    return (null, wrong with { Pointer = wrong.Pointer ?? "/file" });
                }
            }
            catch (WorkbookException problem)
            {
                return (null, problem.Refusal with { Pointer = problem.Refusal.Pointer ?? "/file" });
            }

            if (!await store.Exists(upload.Sha256, cancellation))
            {
                await store.Put(upload, cancellation);
            }

            return (new() { Name = name, Sha256 = upload.Sha256 }, null);
        }
    }

    private static (LedgerForm? Form, Refusal? Refusal) Form(IReadOnlyList<LedgerFile> files, Dictionary<string, string> fields)
    {
        var plan = fields.GetValueOrDefault("plan") is { Length: > 0 } named ? named : null;
        if (plan is not null && !Ids.IsValid(plan))
        {
            return (null, PlanRefusals.Unknown with { Pointer = "/plan" });
        }

        var isApproved = false;
        if (fields.TryGetValue("approved", out var approved) && !bool.TryParse(approved, out isApproved))
        {
            return (null, HttpRefusals.FieldType("/approved"));
        }

        if (fields.GetValueOrDefault("as") is { Length: > 0 } kind && kind is not (LedgerKinds.Plan or LedgerKinds.Progress))
        {
            return (null, HttpRefusals.FieldType("/as"));
        }

        try
        {
            var options = new LedgerOptions
            {
                Approved = isApproved,
                As = fields.GetValueOrDefault("as") is { Length: > 0 } said ? said : null,
                UnitsOf = fields.GetValueOrDefault("unitsOf") is { Length: > 0 } like && Ids.IsValid(like) ? like : null,
                Mapping = fields.TryGetValue("mapping", out var mapping)
                    ? JsonSerializer.Deserialize(mapping, LedgersJson.Api.IReadOnlyDictionaryStringString) : null,
                Context = fields.TryGetValue("context", out var given) ? JsonSerializer.Deserialize(given, LedgersJson.Api.GivenContext) : null,
            };
            return (new() { Files = files, Plan = plan, Options = LedgerReads.Written(options) }, null);
        }
        catch (JsonException)
        {
            return (null, HttpRefusals.FieldType(fields.ContainsKey("mapping") ? "/mapping" : "/context"));
        }
    }

    private static async Task<string> Text(Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[MaxField + 1];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > MaxField ? throw new InvalidDataException("A field is too long.") : System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
