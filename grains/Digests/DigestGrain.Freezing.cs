using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Trails;

namespace Rectification.Digests;

internal sealed partial class DigestGrain
{
    /// <summary>After any failure the chain says what was frozen: a new activation goes on from there at the plan's next reminder.</summary>
    private async Task Look()
    {
        try
        {
            if (await _plans.Frames.Get(Plan) is not { } frame)
            {
                DeactivateOnIdle();
                return;
            }

            await Tell(frame);
            for (var settled = false; !frame.Closed; settled = true)
            {
                var slot = await Due(frame);
                _due = slot.Moment;
                _board.DigestIsDue(Plan, slot.Moment, _plans.Clock);
                if (slot.Moment + Settling > _plans.Clock.GetUtcNow())
                {
                    return;
                }

                await Task.Delay(settled ? TimeSpan.Zero : RealSettling, _plans.Real);
                await Freeze(frame, slot);
                await Tell(frame);
            }

            _due = null;
            _board.NoDigestIsDue(Plan);
        }
        catch (Exception problem)
        {
            LogLookFailed(problem, Plan);
            DeactivateOnIdle();
        }
    }

    /// <summary>The first digest that was not frozen.</summary>
    private async Task<DigestSlot> Due(PlanFrame frame)
    {
        var schedule = new DigestSchedule(frame.Rules.Digest, PlanCalendar.Of(frame.TimeZone), _office.Days);
        _beginning ??= await _rows.Beginning(Plan, _plans.Clock.GetUtcNow());
        return schedule.After(_frozen is [.., var last] ? last.Frozen.Slot.Mark : schedule.Beginning(_beginning.Value));
    }

    /// <summary>The bytes first, then the entry that makes them count.</summary>
    private async Task Freeze(PlanFrame frame, DigestSlot slot)
    {
        var content = Bytes(await _reader.Read(frame, slot, DigestExtent.Now(frame.Rules.Digest.RankFrom), await SealedSince(slot)));
        var hash = HashOf(content);
        await _rows.Write(Plan, slot.Period, hash, content);
        var at = PlanCalendar.Of(frame.TimeZone).Local(NotBefore(_plans.Clock.GetUtcNow()));
        await Append(ChainEntries.System, null, $"digest:{slot.Period:yyyy-MM-dd}", "", at, DigestFrozen.Of(Read(content), hash));
        LogFrozen(Plan, $"{slot.Period:yyyy-MM-dd}", hash);
    }

    /// <summary>A seal of the plan that is not older than the digest; one is made where there is none.</summary>
    private async Task<DigestTrail> SealedSince(DigestSlot slot)
    {
        var grain = GrainFactory.GetGrain<ISealGrain>(Plan);
        var last = (await grain.GetHead()).Version;
        var seal = last == 0 ? null : await grain.Get(last);
        if (seal is null || seal.At < slot.Moment)
        {
            var outcome = await grain.Seal(ChainEntries.System, $"digest:{slot.Period:yyyy-MM-dd}");
            seal = outcome.Seal ?? throw new InvalidOperationException($"The plan could not be sealed for its digest: {outcome.Refusal?.Code}.");
        }

        return new() { Seal = seal.No, At = seal.At, Root = seal.Root };
    }

    private async Task Tell(PlanFrame frame)
    {
        while (_told < _frozen.Count)
        {
            var digest = _frozen[_told];
            var content = Read(await _rows.Read(Plan, digest.Frozen.Period, digest.Frozen.Sha256));
            await GrainFactory.GetGrain<IOutboxGrain>(Plan).Post([DigestNotice.Of(frame, content, Entry(digest))]);
            _told++;
        }
    }
}
