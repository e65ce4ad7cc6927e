using System.Collections.Immutable;

namespace Rectification.Evidence;

[GenerateSerializer, Alias("evidence-row")]
public sealed record EvidenceRow
{
    [Id(0)] public long Size { get; init; }
    [Id(1)] public string? Type { get; init; }
    [Id(2)] public ImmutableArray<EvidenceUpload> Uploads { get; init; } = [];
    [Id(3)] public ImmutableArray<EvidencePlace> Places { get; init; } = [];
    [Id(4)] public long MorePlaces { get; init; }
}

[GrainType("evidence")]
internal sealed class EvidenceGrain([PersistentState("evidence-v1")] IPersistentState<EvidenceRow> stored) : Grain, IEvidenceGrain
{
    private const int MaxUploads = 100;
    private const int MaxPlaces = 1_000;

    /// <summary>Measures past <see cref="MaxPlaces"/> that are known to be counted, so that a report's usual case writes nothing.</summary>
    private const int MaxRemembered = 10_000;

    private readonly HashSet<EvidencePlace> _known = [];

    /// <summary>The committed row, from which calls are answered; never the one being written.</summary>
    private EvidenceRow _row = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _row = stored.RecordExists ? stored.State : new();
        _known.UnionWith(_row.Places);
        return Task.CompletedTask;
    }

    public async Task Uploaded(EvidenceUpload upload, long size, string type)
    {
        if (_row.Uploads.Any(known => known.Account == upload.Account && known.Name == upload.Name && known.Units.SequenceEqual(upload.Units)))
        {
            return;
        }

        // The first one stays: it says where the file came from.
        var kept = _row.Uploads.Length < MaxUploads ? _row.Uploads : _row.Uploads.RemoveAt(1);
        await Store(_row with { Size = size, Type = _row.Type ?? type, Uploads = kept.Add(upload) });
    }

    public Task<EvidenceRecord> Get() => Task.FromResult(new EvidenceRecord
    {
        Size = _row.Size,
        Type = _row.Type,
        Uploads = _row.Uploads,
        Places = _row.Places,
        MorePlaces = _row.MorePlaces,
    });

    public async Task<bool> Name(Actor actor, EvidencePlace place)
    {
        if (!_row.Uploads.Any(upload => upload.IsOf(actor)))
        {
            return false;
        }

        await Refer(place);
        return true;
    }

    public async Task Refer(EvidencePlace place)
    {
        if (_known.Contains(place))
        {
            return;
        }

        await Store(_row.Places.Length < MaxPlaces ? _row with { Places = _row.Places.Add(place) } : _row with { MorePlaces = _row.MorePlaces + 1 });
        if (_known.Count >= MaxRemembered)
        {
            _known.IntersectWith(_row.Places);
        }

        _known.Add(place);
    }

    /// <summary>After a write that failed this activation ends: the store may hold it or not.</summary>
    private async Task Store(EvidenceRow next)
    {
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _row = next;
    }
}
