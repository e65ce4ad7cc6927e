using Orleans.Concurrency;
using Rectification.Measures;
using Rectification.Rosters;

namespace Rectification.Evidence;

[GrainType("measure-evidence-list"), StatelessWorker]
internal sealed class MeasureEvidenceGrain(PlanFrames frames, RosterReader rosters, WholeTrails trails) : Grain, IMeasureEvidenceGrain
{
    private const int AtOnce = 32;

    /// <summary>Most pieces of a measure that are listed.</summary>
    private const int MaxPieces = 100_000;

    /// <summary>How many pieces before a page are looked through for earlier files of the same name.</summary>
    private const int LookedBack = 300;

    /// <summary>Most earlier files told of one piece.</summary>
    private const int MaxEarlier = 20;

    public async Task<MeasureEvidencePage> List(int after, int limit)
    {
        var (plan, no) = NumberKey.Parse(this.GetPrimaryKeyString());
        if (await frames.Get(plan) is not { } frame || await rosters.Measure(frame, no) is not { } measure)
        {
            return new() { Items = [] };
        }

        after = Math.Min(after, MaxPieces);
        var uses = EvidenceUses.All(await trails.Read(plan, no), measure.LeadUnit).Take(after + limit + 1).ToList();
        var files = await Files([.. uses.Select(use => use.Piece.Sha256).OfType<string>().Distinct()]);
        var items = new List<MeasureEvidence>();
        var earlier = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var use in uses.Take(after + limit))
        {
            items.Add(Item(use, use.Piece.Sha256 is { } hash ? files[hash] : null, [.. measure.AllUnits()], earlier));
        }

        return new() { Items = [.. items.Skip(after)], Next = uses.Count > after + limit ? after + limit : null };
    }

    public async Task<NewestEvidence> Newest(int skip, int limit)
    {
        var (plan, no) = NumberKey.Parse(this.GetPrimaryKeyString());
        if (await frames.Get(plan) is not { } frame || await rosters.Measure(frame, no) is not { } measure)
        {
            return new() { Items = [], Total = 0 };
        }

        var uses = EvidenceUses.All(await trails.Read(plan, no), measure.LeadUnit).Take(MaxPieces).ToList();
        var (from, end) = (Math.Max(0, uses.Count - skip - limit), Math.Max(0, uses.Count - skip));

        // Pieces before the page are read only as far back as versions of one name are looked for.
        var known = uses.GetRange(Math.Max(0, from - LookedBack), end - Math.Max(0, from - LookedBack));
        var files = await Files([.. known.Select(use => use.Piece.Sha256).OfType<string>().Distinct()]);
        var earlier = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var items = known.ConvertAll(use => Item(use, use.Piece.Sha256 is { } hash ? files[hash] : null, [.. measure.AllUnits()], earlier));
        return new() { Items = [.. items.TakeLast(end - from).Reverse()], Total = uses.Count };
    }

    /// <summary>The name is one that the measure's own units gave it: how others call the same bytes is theirs to know.</summary>
    private static MeasureEvidence Item(EvidenceUse use, EvidenceRecord? file, IReadOnlyList<string> units, Dictionary<string, List<string>> earlier)
    {
        var sent = file?.Uploads.FirstOrDefault(upload => upload.Account == use.Entry.By || upload.Units.Contains(use.Unit))
            ?? file?.Uploads.FirstOrDefault(upload => upload.Units.Any(units.Contains));
        var name = use.Piece.Name ?? (sent?.Name is { Length: > 0 } given ? given : null);
        var before = name is null ? [] : earlier.TryGetValue(name, out var known) ? known : earlier[name] = [];
        var item = new MeasureEvidence
        {
            Sha256 = use.Piece.Sha256,
            Name = name,
            Unit = use.Unit,
            Version = use.Entry.Version,
            At = use.Entry.At,
            By = use.Entry.By,
            Type = file?.Type,
            Size = file?.Type is null ? null : file.Size,
            Earlier = [.. before.Where(hash => hash != use.Piece.Sha256).TakeLast(MaxEarlier)],
        };
        if (use.Piece.Sha256 is { } hash && !before.Contains(hash))
        {
            before.Add(hash);
        }

        return item;
    }

    private async Task<Dictionary<string, EvidenceRecord>> Files(IReadOnlyList<string> hashes)
    {
        var files = new Dictionary<string, EvidenceRecord>(StringComparer.Ordinal);
        foreach (var some in hashes.Chunk(AtOnce))
        {
            foreach (var (hash, file) in some.Zip(await Task.WhenAll(some.Select(hash => GrainFactory.GetGrain<IEvidenceGrain>(hash).Get()))))
            {
                files[hash] = file;
            }
        }

        return files;
    }
}
