using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Papers;

/// <summary>A shell around <see cref="PaperDecider"/>: known already? decide, append once.</summary>
[GrainType("papers")]
internal sealed class PaperGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, ILogger<PaperGrain> logger)
    : ChainGrain<PaperEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, PaperJson.Canonical.ChainEntryPaperEvent)), IPaperGrain
{
    public const string ChainName = "papers";

    private PaperState _state = PaperState.Empty;

    /// <summary>The version of the chain's line → the register's line that it is about; 0 for none.</summary>
    private readonly Dictionary<long, int> _about = [];

    private string Plan => this.GetPrimaryKeyString();

    public async Task<PaperOutcome> Submit(PaperEnvelope envelope)
    {
        if (await plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return PlanRefusals.Unknown;
        }

        var id = FormattableString.Invariant($"{envelope.No}:{envelope.Id}");
        var body = ChainJson.BodyHash(envelope.Command, PaperJson.Canonical.PaperCommand);
        if (await Chain.Find(envelope.Actor.Account, id) is { } known)
        {
            return !known.IsOf(body) ? CommandRefusals.KeyReused
                : new PaperOutcome { Number = _state.Find(_about.GetValueOrDefault(known.Version)), Repeated = true };
        }

        var now = NotBefore(plans.Clock.GetUtcNow());
        var calendar = PlanCalendar.Of(frame.TimeZone);
        var verdict = PaperDecider.Decide(_state, envelope.No, envelope.Command, envelope.Actor, calendar.DayOf(now));
        if (verdict.Refusal is { } refused)
        {
            await DenialNotes.Note(GrainFactory, logger, Plan, refused, envelope.Actor, () => new()
            {
                Subject = "papers",
                Command = DenialNotes.WordOf(envelope.Command),
                Code = refused.Code,
                Account = envelope.Actor.Account,
                CommandId = envelope.Id,
            });
            return refused;
        }

        try
        {
            var entry = await Append(envelope.Actor.Account, envelope.Actor.OnBehalfOf, id, body, calendar.Local(now), verdict.Event!);
            return new() { Number = _state.Find(_about.GetValueOrDefault(entry.Version)) };
        }
        catch (Exception problem) when (problem is StorageUnavailableException or StorageOutcomeUnknownException)
        {
            return problem is StorageUnavailableException ? CommandRefusals.StoreUnavailable : CommandRefusals.OutcomeUnknown;
        }
    }

    public Task<PaperNumberPage> List(int after, int limit)
    {
        var items = _state.Lines.Skip(after).Take(limit).ToList();
        return Task.FromResult(new PaperNumberPage { Items = items, Next = after + items.Count < _state.Lines.Count ? items[^1].No : null });
    }

    public Task<PaperNumber?> Get(int no) => Task.FromResult(_state.Find(no));

    public Task<PaperNumber?> Of(PaperKind kind, int subject) => Task.FromResult(_state.Of(kind, subject));

    public Task<IReadOnlyList<PaperTemplate>> Templates() => Task.FromResult<IReadOnlyList<PaperTemplate>>([.. _state.Templates.Values]);

    protected override void Fold(ChainEntry<PaperEvent> entry)
    {
        foreach (var happened in entry.Events)
        {
            _state = _state.Apply(happened, entry.By, entry.At);
            _about[entry.Version] = happened switch
            {
                NumberTaken e => e.No,
                NumberVoided e => e.No,
                ScanAttached e => e.No,
                _ => 0,
            };
        }
    }
}
