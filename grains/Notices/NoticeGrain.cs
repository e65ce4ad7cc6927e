using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Notices;

/// <summary>A shell around <see cref="NoticeDecider"/>, <see cref="NoticeText"/> and <see cref="NoticeCheck"/>: known already? decide, append once.</summary>
[GrainType("notices")]
internal sealed partial class NoticeGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, ILogger<NoticeGrain> logger)
    : ChainGrain<NoticeEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, NoticeJson.Canonical.ChainEntryNoticeEvent)), INoticeGrain
{
    public const string ChainName = "notices";

    private readonly List<NoticeState> _notices = [];

    /// <summary>The version of the chain's line → the notice that it is about.</summary>
    private readonly Dictionary<long, int> _about = [];
    private readonly NoticeRows _rows = new(plans.Rows);

    private string Plan => this.GetPrimaryKeyString();

    public async Task<NoticeOutcome> Submit(NoticeEnvelope envelope)
    {
        if (await plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return PlanRefusals.Unknown;
        }

        var id = FormattableString.Invariant($"{envelope.No}:{envelope.Id}");
        var body = ChainJson.BodyHash(envelope.Command, NoticeJson.Canonical.NoticeCommand);
        if (await Chain.Find(envelope.Actor.Account, id) is { } known)
        {
            return !known.IsOf(body) ? CommandRefusals.KeyReused
                : new NoticeOutcome { Notice = Find(_about[known.Version])!.View(), Repeated = true };
        }

        var notice = Find(envelope.No);
        if (NoticeDecider.Deny(notice, _notices.Count, envelope.Command, envelope.Actor) is { } denied)
        {
            await NoteDenial(envelope, denied);
            return denied;
        }

        if (notice is not null && envelope.IfVersion is { } seen && seen != notice.Version)
        {
            return NoticeRefusals.StaleVersion;
        }

        try
        {
            var (happened, refusals) = await Decide(frame, notice, envelope, id);
            if (happened is null)
            {
                return new() { Refusals = refusals };
            }

            await Append(envelope.Actor.Account, envelope.Actor.OnBehalfOf, id, body, Now(frame), happened);
            return new() { Notice = Find(happened.Notice)!.View() };
        }
        catch (Exception problem) when (problem is StorageUnavailableException or StorageOutcomeUnknownException)
        {
            return problem is StorageUnavailableException ? CommandRefusals.StoreUnavailable : CommandRefusals.OutcomeUnknown;
        }
    }

    public Task<IReadOnlyList<NoticeView>> List() => Task.FromResult<IReadOnlyList<NoticeView>>([.. _notices.Select(notice => notice.View())]);

    public Task<NoticeView?> Get(int no) => Task.FromResult(Find(no)?.View());

    public async Task<NoticeReading?> Read(int no, NoticeScope scope)
    {
        if (Find(no) is not { } notice)
        {
            return null;
        }

        if (notice.Frozen is { } frozen)
        {
            var hash = scope == NoticeScope.Public ? frozen.Public : frozen.Inside;
            var bytes = await _rows.Read(Plan, no, hash);
            var body = JsonSerializer.Deserialize(bytes, NoticeBodyJson.Canonical.NoticeBody)!;
            return new() { Body = body, Sha256 = hash, Findings = [], Reopened = [], Bytes = bytes };
        }

        return await Facts() is { } facts ? Read(facts, notice, scope) : null;
    }

    private async Task<(NoticeEvent? Event, IReadOnlyList<Refusal> Refusals)> Decide(PlanFrame frame, NoticeState? notice, NoticeEnvelope envelope, string id)
    {
        switch (envelope.Command)
        {
            case CommentNotice c:
                return (new NoticeCommented { Notice = notice!.No, Text = c.Text, Section = c.Section }, []);
            case WithdrawNotice c:
                return (new NoticeWithdrawn { Notice = notice!.No, Reason = c.Reason }, []);
            case FreezeNotice c:
                return await Freeze(frame, notice!, c, envelope.Actor, id);
        }

        if (await Facts() is not { } facts)
        {
            return (null, [NoticeRefusals.TooLarge]);
        }

        var body = facts.Plan.InspectedBody ?? facts.Plan.Title;
        var what = facts.Plan.InspectionTeam is null ? "整改" : "巡察整改";
        return (envelope.Command switch
        {
            DraftNotice c => new NoticeDrafted
            {
                Notice = _notices.Count + 1,
                Title = c.Title ?? $"{body}关于{what}情况的通报",
                Issuer = c.Issuer ?? body,
                SignedOff = SignedOff(facts),
            },
            EditNotice c => new NoticeEdited
            {
                Notice = notice!.No,
                Title = c.Title,
                Issuer = c.Issuer,
                Sections = c.Sections,
                Marks = c.Marks,
                Phones = c.Phones,
                SignedOff = SignedOff(facts),
            },
            _ => throw new InvalidOperationException($"No event for the command {envelope.Command.GetType().Name}."),
        }, []);
    }

    /// <summary>
    /// Reads everything, seals, and reads again: what is the same before and after is what the seal holds. The texts are stored before the line that makes
    /// them count.
    /// </summary>
    private async Task<(NoticeEvent? Event, IReadOnlyList<Refusal> Refusals)> Freeze(
        PlanFrame frame, NoticeState notice, FreezeNotice command, Actor actor, string id)
    {
        if (await Facts() is not { } facts)
        {
            return (null, [NoticeRefusals.TooLarge]);
        }

        var inside = Read(facts, notice, NoticeScope.Inside);
        if (NoticeDecider.Hindrances(facts, inside, command.Seen) is { Count: > 0 } hindrances)
        {
            return (null, hindrances);
        }

        var sealing = await GrainFactory.GetGrain<ISealGrain>(frame.Plan).Seal(actor.Account, $"notice:{id}");
        if (sealing.Refusal is { } refused)
        {
            return (null, [refused]);
        }

        var seal = sealing.Seal!;
        if (!IsSealed(facts.Figures, seal.City) || await Facts() is not { } after || !after.IsAs(facts))
        {
            return (null, [NoticeRefusals.Moving]);
        }

        var open = Read(facts, notice, NoticeScope.Public);
        await _rows.Write(Plan, notice.No, inside.Bytes);
        await _rows.Write(Plan, notice.No, open.Bytes);
        return (new NoticeFrozen { Notice = notice.No, Seal = seal.No, Root = seal.Root, Inside = inside.Sha256, Public = open.Sha256 }, []);
    }

    /// <summary>Whether the totals are those that were counted from the trails for the seal; a figure that is 0 is not named there.</summary>
    private static bool IsSealed(NoticeFigures figures, IReadOnlyDictionary<string, long> city)
    {
        long Of(string name) => city.GetValueOrDefault(name);
        return (figures.Problems, figures.ProblemsSignedOff, figures.Measures, figures.MeasuresSignedOff)
            == (Of("problemTotal"), Of("problemSignedOff"), Of("measureTotal"), Of("signedOff"))
            && (figures.InstitutionsNew, figures.InstitutionsRevised, figures.InstitutionsRegistered)
            == (Of("institutionNew"), Of("institutionRevised"), Of("institutionRegistered"));
    }

    private static NoticeReading Read(NoticeFacts facts, NoticeState notice, NoticeScope scope)
    {
        var body = NoticeText.Of(facts, notice, scope);
        var bytes = NoticeRows.BytesOf(body);
        return new()
        {
            Body = body,
            Bytes = bytes,
            Sha256 = NoticeRows.HashOf(bytes),
            Findings = NoticeCheck.Of(facts, body.Sections),
            Reopened = NoticeDecider.ReopenedSince(notice, facts),
        };
    }

    private Task<NoticeFacts?> Facts() => NoticeReader.Read(GrainFactory, Plan);

    private static List<int> SignedOff(NoticeFacts facts) =>
        [.. facts.Measures.Where(measure => measure.Status == Measures.MeasureStatus.SignedOff).Select(measure => measure.No)];

    private DateTimeOffset Now(PlanFrame frame) => PlanCalendar.Of(frame.TimeZone).Local(NotBefore(plans.Clock.GetUtcNow()));

    private NoticeState? Find(int no) => no > 0 && no <= _notices.Count ? _notices[no - 1] : null;

    private Task NoteDenial(NoticeEnvelope envelope, Refusal refusal) => DenialNotes.Note(GrainFactory, logger, Plan, refusal, envelope.Actor, () => new()
    {
        Subject = FormattableString.Invariant($"notice:{envelope.No}"),
        Command = DenialNotes.WordOf(envelope.Command),
        Code = refusal.Code,
        Account = envelope.Actor.Account,
        CommandId = envelope.Id,
    });

    protected override void Fold(ChainEntry<NoticeEvent> entry)
    {
        foreach (var happened in entry.Events)
        {
            var next = NoticeState.Apply(Find(happened.Notice), happened, entry.By, entry.At, entry.Version);
            _about[entry.Version] = happened.Notice;
            if (happened.Notice > _notices.Count)
            {
                _notices.Add(next);
            }
            else
            {
                _notices[happened.Notice - 1] = next;
            }
        }
    }
}
