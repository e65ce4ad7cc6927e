using System.Collections.Immutable;
using Rectification.Storage;

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
internal sealed class EvidenceGrain : Grain, IEvidenceGrain
{
    private const int MaxUploads = 100;
    private const int MaxPlaces = 1_000;

    /// <summary>Measures past <see cref="MaxPlaces"/> that are known to be counted, so that a report's usual case writes nothing.</summary>
    private const int MaxRemembered = 10_000;

    private readonly HashSet<EvidencePlace> _known = [];

    private readonly Committed<EvidenceRow> _stored;

    public EvidenceGrain([PersistentState("evidence-v1")] IPersistentState<EvidenceRow> stored) => _stored = new(stored, DeactivateOnIdle);

    private EvidenceRow Row => _stored.Row;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _known.UnionWith(Row.Places);
        return Task.CompletedTask;
    }

    public async Task Uploaded(EvidenceUpload upload, long size, string type)
    {
        if (Row.Uploads.Any(known => known.Account == upload.Account && known.Name == upload.Name && known.Units.SequenceEqual(upload.Units)))
        {
            return;
        }

        // The first one stays: it says where the file came from.
        var kept = Row.Uploads.Length < MaxUploads ? Row.Uploads : Row.Uploads.RemoveAt(1);
        await _stored.Write(Row with { Size = size, Type = Row.Type ?? type, Uploads = kept.Add(upload) });
    }

    public Task<EvidenceRecord> Get() => Task.FromResult(new EvidenceRecord
    {
        Size = Row.Size,
        Type = Row.Type,
        Uploads = Row.Uploads,
        Places = Row.Places,
        MorePlaces = Row.MorePlaces,
    });

    public async Task<bool> Name(Actor actor, EvidencePlace place)
    {
        if (!Row.Uploads.Any(upload => upload.IsOf(actor)))
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

        await _stored.Write(Row.Places.Length < MaxPlaces ? Row with { Places = Row.Places.Add(place) } : Row with { MorePlaces = Row.MorePlaces + 1 });
        if (_known.Count >= MaxRemembered)
        {
            _known.IntersectWith(Row.Places);
        }

        _known.Add(place);
    }
}
