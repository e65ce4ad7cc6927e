using System.Buffers.Text;
using System.IO.Compression;
using Rectification.Documents;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>
/// A plan's document between being looked at and being imported. It travels with the page, packed: nothing is written, no server remembers it,
/// and a restart in between loses nothing.
/// </summary>
internal sealed record PlanDraft(byte[] Document, bool IsLines)
{
    /// <summary>Largest document the page takes, in bytes; larger ones go in through the API.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Longest packed text, within what a form's field may hold.</summary>
    private const int MaxPacked = 3 * 1024 * 1024;

    /// <returns><see langword="null"/> for a document that is too large for a page.</returns>
    public static async Task<PlanDraft?> Read(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > MaxBytes)
        {
            return null;
        }

        var document = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(document, cancellation);
        var isLines = file.FileName.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
            || file.FileName.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        var draft = new PlanDraft(document, isLines);
        return draft.Pack().Length > MaxPacked ? null : draft;
    }

    public string Pack()
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Document);
        }

        return Base64Url.EncodeToString(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <returns><see langword="null"/> for what was not packed here, or unpacks to too much.</returns>
    public static PlanDraft? Unpack(string packed, bool isLines)
    {
        if (packed.Length is 0 or > MaxPacked || !Base64Url.IsValid(packed))
        {
            return null;
        }

        try
        {
            using var zip = new BrotliStream(new MemoryStream(Base64Url.DecodeFromChars(packed)), CompressionMode.Decompress);
            var document = new byte[MaxBytes + 1];
            var length = zip.ReadAtLeast(document, document.Length, throwOnEndOfStream: false);
            return length > MaxBytes ? null : new(document[..length], isLines);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    public async Task<PlanJudgement> Judge(CancellationToken cancellation) => PlanJudgement.Of(IsLines
        ? await PlanReader.ReadLinesAsync(new MemoryStream(Document), cancellation)
        : PlanReader.Read(Document));
}
