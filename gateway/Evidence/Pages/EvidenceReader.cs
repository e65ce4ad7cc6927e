using System.Text.Json;
using Rectification.Evidence;
using Rectification.Measures;

namespace Rectification.Gateway.Evidence.Pages;

/// <summary>A piece of evidence as it is shown beside a decision.</summary>
/// <param name="About">What is known of it.</param>
/// <param name="Text">Its text, where it is an Office document or a text that could be read.</param>
public sealed record ShownEvidence(MeasureEvidence About, ShownText? Text);

/// <summary>One report out of a measure's trail.</summary>
public sealed record ShownReport(string Unit, int Percent, string Note, string By, DateTimeOffset At);

/// <summary>Reads what a decision about a measure is based on.</summary>
internal sealed class EvidenceReader(IGrainFactory grains, IEvidenceStore store)
{
    private const int MostPieces = 100;
    private const int MostTexts = 12;
    private const int MostReports = 10;

    /// <summary>How far back the trail is looked through for reports, in entries.</summary>
    private const int TrailEntries = 100;

    /// <summary>The newest first; those with words only as many as one reads.</summary>
    public async Task<IReadOnlyList<ShownEvidence>> Evidence(string plan, int no, CancellationToken cancellation)
    {
        var page = await grains.GetGrain<IMeasureEvidenceGrain>(new NumberKey(plan, no).ToString()).List(0, MostPieces);
        var shown = new List<ShownEvidence>();
        var texts = 0;
        foreach (var piece in page.Items.Reverse())
        {
            var read = piece.Sha256 is not null && DocumentText.IsReadable(piece.Type, piece.Size ?? 0) && texts++ < MostTexts;
            shown.Add(new(piece, read ? await Text(piece, cancellation) : null));
        }

        return shown;
    }

    /// <summary>The last ones, the newest first.</summary>
    public async Task<IReadOnlyList<ShownReport>> Reports(string plan, int no, long version)
    {
        var trail = await grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString()).GetTrail(Math.Max(0, version - TrailEntries), TrailEntries);
        return trail is null ? [] : [.. trail.Entries.Reverse().SelectMany(line => Reports(line.Entry)).Take(MostReports)];
    }

    private static IEnumerable<ShownReport> Reports(string entry)
    {
        using var json = JsonDocument.Parse(entry);
        var root = json.RootElement;
        foreach (var happened in root.GetProperty("events").EnumerateArray())
        {
            if (happened.GetProperty("type").GetString() == "progressReported")
            {
                yield return new(
                    happened.GetProperty("unit").GetString()!,
                    happened.GetProperty("percent").GetInt32(),
                    happened.TryGetProperty("note", out var note) ? note.GetString() ?? "" : "",
                    root.GetProperty("by").GetString()!,
                    root.GetProperty("at").GetDateTimeOffset());
            }
        }
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
