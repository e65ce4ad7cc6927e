using Microsoft.Extensions.DependencyInjection;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Telemetry;
using Rectification.Trails;

namespace Rectification.Denials;

/// <summary>The plan's chain of refusals that touch rights. Bounded by the day, so that nobody can fill the store by knocking.</summary>
[GrainType("denials")]
internal sealed class DenialGrain : Grain, IDenialGrain
{
    public const string Chain = "denials";

    /// <summary>Most entries of one account on one subject a day.</summary>
    private const int MaxOfOne = 20;

    /// <summary>Most entries of a plan a day.</summary>
    private const int MaxOfAll = 10_000;

    /// <summary>Most lines shown of one subject.</summary>
    private const int MaxShown = 20;

    private readonly ChainLog<DenialEvent> _log;
    private readonly PlanFrames _frames;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Queue<long>> _newest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Subject), int> _ofOne = [];
    private DateOnly _day;
    private int _ofAll;
    private DateTimeOffset _last;

    public DenialGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored,
        RowStore rows,
        PlanFrames frames,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock)
    {
        (_frames, _clock) = (frames, clock);
        _log = new(stored, rows, Chain, this.GetPrimaryKeyString(), DenialJson.Canonical.ChainEntryDenialEvent);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _log.Load(Fold);

    public Task<ChainHead> GetHead() => Task.FromResult(_log.Head);

    public Task<TrailSlice> GetTrail(long after, int limit) => _log.Read(after, limit);

    public async Task Record(Denial denial)
    {
        var id = $"{denial.Subject}/{denial.CommandId}";
        if (_log.Find(denial.Account, id) is not null || await _frames.Get(this.GetPrimaryKeyString()) is not { } frame)
        {
            return;
        }

        var now = _clock.GetUtcNow();
        var at = PlanCalendar.Of(frame.TimeZone).Local(now > _last ? now : _last);
        Turn(at);
        if (_ofAll >= MaxOfAll || _ofOne.GetValueOrDefault((denial.Account, denial.Subject)) >= MaxOfOne)
        {
            RectificationMeter.Denials.Add(1, new KeyValuePair<string, object?>("outcome", "over"));
            return;
        }

        try
        {
            Fold(await _log.Append(
                denial.Account, id, "", at, new CommandDenied { Subject = denial.Subject, Command = denial.Command, Code = denial.Code }));
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        RectificationMeter.Denials.Add(1, new KeyValuePair<string, object?>("outcome", "recorded"));
    }

    public async Task<IReadOnlyList<TrailLine>> Of(string subject)
    {
        var lines = new List<TrailLine>();
        foreach (var version in _newest.GetValueOrDefault(subject)?.ToArray() ?? [])
        {
            lines.AddRange((await _log.Read(version - 1, limit: 1)).Entries);
        }

        return lines;
    }

    private void Fold(ChainEntry<DenialEvent> entry)
    {
        Turn(entry.At);
        _last = entry.At;
        foreach (var denied in entry.Events.OfType<CommandDenied>())
        {
            _ofAll++;
            _ofOne[(entry.By, denied.Subject)] = _ofOne.GetValueOrDefault((entry.By, denied.Subject)) + 1;
            var newest = _newest.TryGetValue(denied.Subject, out var known) ? known : _newest[denied.Subject] = new();
            newest.Enqueue(entry.Version);
            if (newest.Count > MaxShown)
            {
                newest.Dequeue();
            }
        }
    }

    /// <summary>A new day of the plan counts anew. Instants of the chain carry the plan's own offset.</summary>
    private void Turn(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.DateTime);
        if (day != _day)
        {
            (_day, _ofAll) = (day, 0);
            _ofOne.Clear();
        }
    }
}
