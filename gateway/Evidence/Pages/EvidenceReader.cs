using Rectification.Evidence;

namespace Rectification.Gateway.Evidence.Pages;

/// <summary>A piece of evidence as it is shown beside a decision.</summary>
/// <param name="About">What is known of it.</param>
/// <param name="Text">Its text, where it is an Office document or a text that could be read.</param>
public sealed record ShownEvidence(MeasureEvidence About, ShownText? Text);

/// <summary>Reads what a decision about a measure is based on.</summary>
internal sealed class EvidenceReader(IEvidenceStore store)
{
    private const int MostTexts = 12;

    /// <summary>As they come; those with words only as many as one reads.</summary>
    public async Task<IReadOnlyList<ShownEvidence>> Read(IReadOnlyList<MeasureEvidence> pieces, CancellationToken cancellation)
    {
        var shown = new List<ShownEvidence>();
        var texts = 0;
        foreach (var piece in pieces)
        {
            var read = piece.Sha256 is not null && DocumentText.IsReadable(piece.Type, piece.Size ?? 0) && texts++ < MostTexts;
            shown.Add(new(piece, read ? await Text(piece, cancellation) : null));
        }

        return shown;
    }

    private async Task<ShownText?> Text(MeasureEvidence piece, CancellationToken cancellation)
    {
        if (await store.Open(piece.Sha256!, cancellation) is not { } file)
        {
            return null;
        }

        await using (file)
        {
            return await DocumentText.Read(file, piece.Type!, cancellation);
        }
    }
}
