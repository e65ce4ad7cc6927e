using System.Globalization;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Rosters;
using Rectification.Trails;

namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    private ClosingState _closing = ClosingState.Open;

    public Task<ImportOutcome> Close(IReadOnlyList<MeasureExplanation> explanations, PlanSource source) =>
        Noted(ProposeEnd(explanations, source), source, OfPlan, "closePlan");

    public Task<ImportOutcome> Reopen(PlanSource source) => Noted(OpenAgain(source), source, OfPlan, "reopenPlan");

    private async Task<ImportOutcome> ProposeEnd(IReadOnlyList<MeasureExplanation> explanations, PlanSource source)
    {
        if (Row.Frame is not { } frame)
        {
            return PlanRefusals.Unknown;
        }

        var changes = ClosingState.Changes(explanations);
        var (id, fingerprint) = ($"close:{source.Id}", ClosingState.Fingerprint(changes));
        if (await _chain.Find(source.Actor.Account, id) is { } known)
        {
            return known.IsOf(fingerprint) ? Waiting(fingerprint) : CommandRefusals.KeyReused;
        }

        if (ClosingDecider.Close(source, explanations, _closing) is { } no)
        {
            return no;
        }

        var (units, unsettled) = await Settled(frame, explanations);
        var calendar = PlanCalendar.Of(frame.TimeZone);
        var today = calendar.DayOf(_plans.Clock.GetUtcNow());
        if ((unsettled ?? ClosingDecider.Objection(_closing, today)) is { } notYet)
        {
            return notYet;
        }

        if (frame.Rules.Closing is { ObjectionDays: > 0 and var days } && _closing.Objection is null)
        {
            var last = CountedDay.After(today, days, _office.Days);
            await Append(Row, source, id, fingerprint, new ObjectionOpened
            {
                Reason = source.Reason!,
                Document = source.Document,
                WorkingDays = days,
                LastDay = last.Day,
                Provisional = last.Provisional,
            });
            return new() { Result = ImportResult.Proposed, Plan = View() };
        }

        if (_amendments.Exists(amendment => amendment.Status == AmendmentStatus.Proposed && amendment.Proposed.Fingerprint == fingerprint))
        {
            return Waiting(fingerprint);
        }

        if (_amendments.Count(amendment => amendment.Status == AmendmentStatus.Proposed) >= AmendmentLimits.MaxOpen)
        {
            return AmendmentRefusals.TooManyOpen;
        }

        var proposed = new AmendmentProposed
        {
            Amendment = _amendments.Count + 1,
            Reason = source.Reason!,
            Document = source.Document,
            Fingerprint = fingerprint,
            Changes = changes,
            Units = units,
        };
        if (!AmendmentDecider.NeedsApproval(AmendmentDecider.RuleOf(frame.Rules), changes))
        {
            return await BringToEnd(proposed, source, id, fingerprint, proposed);
        }

        await Append(Row, source, id, fingerprint, proposed);
        return Outcome(ImportResult.Proposed, proposed.Amendment);
    }

    /// <summary>The calendar of a year has come: a last day that was counted without it is counted anew.</summary>
    private async Task PlanObjectionAnew(PlanFrame frame)
    {
        var calendar = PlanCalendar.Of(frame.TimeZone);
        if (ClosingDecider.PlanAnew(_closing, calendar.DayOf, calendar.DayOf(_plans.Clock.GetUtcNow()), _office.Days) is { } planned)
        {
            var source = new PlanSource { Actor = new() { Account = ChainEntries.System }, Id = "objection" };
            await Append(Row, source, string.Create(CultureInfo.InvariantCulture, $"objection:{planned.LastDay:yyyyMMdd}:{planned.Provisional}"), "", planned);
        }
    }

    private async Task<ImportOutcome> OpenAgain(PlanSource source)
    {
        if (Row.Frame is not { } frame)
        {
            return PlanRefusals.Unknown;
        }

        var (id, body) = ($"reopen:{source.Id}", source.Reason ?? "");
        if (await _chain.Find(source.Actor.Account, id) is { } known)
        {
            return known.IsOf(body) ? new ImportOutcome { Result = ImportResult.Unchanged, Plan = View(), Repeated = true } : CommandRefusals.KeyReused;
        }

        if (ClosingDecider.Reopen(source, _closing) is { } no)
        {
            return no;
        }

        var next = Marked(closed: false, _closing.Closed!.Explanations);
        await Append(next, source, id, body, new PlanReopened { Reason = source.Reason!, Document = source.Document });
        await AnnounceSurely();
        return new() { Result = ImportResult.Changed, Plan = View() };
    }

    /// <summary>The plan is closed with the figures of a seal that is made for it; standing checks and reopened measures go on beside them.</summary>
    private async Task<ImportOutcome> BringToEnd(AmendmentProposed amendment, PlanSource source, string id, string body, PlanEvent first)
    {
        var frame = Row.Frame!;
        if (frame.Closed)
        {
            return ClosingRefusals.Closed;
        }

        var explanations = ClosingState.Explanations(amendment);
        if ((await Settled(frame, explanations)).Refusal is { } unsettled)
        {
            return unsettled;
        }

        var made = await GrainFactory.GetGrain<ISealGrain>(frame.Plan).Seal(source.Actor.Account, $"closing:{amendment.Amendment}:{source.Id}");
        if (made.Seal is not { } seal)
        {
            return made.Refusal!;
        }

        await TakeOver();
        await Append(
            Marked(closed: true, explanations), source, id, body,
            first, new PlanClosed { Amendment = amendment.Amendment, Seal = seal.No, Root = seal.Root, Figures = seal.City });
        await AnnounceSurely();
        return Outcome(ImportResult.Changed, amendment.Amendment);
    }

    /// <summary>The row with the plan closed or open; the measures whose commands are judged otherwise from now on are told.</summary>
    private PlanRow Marked(bool closed, IEnumerable<MeasureExplanation> explained) => Row with
    {
        Frame = Row.Frame! with { Closed = closed, HistoryGeneration = Row.Frame!.HistoryGeneration + 1 },
        UntoldMeasures = Row.UntoldMeasures.Union(explained.Select(explanation => explanation.No)),
    };

    /// <summary>The units whose measures are explained, and why measures keep the plan open.</summary>
    private async Task<(IReadOnlyList<string> Units, Refusal? Refusal)> Settled(PlanFrame frame, IReadOnlyList<MeasureExplanation> explanations)
    {
        var explained = explanations.Select((explanation, index) => (explanation.No, Index: index)).ToDictionary(pair => pair.No, pair => pair.Index);
        var (units, open) = (new SortedSet<string>(StringComparer.Ordinal), new List<int>());
        await foreach (var page in _plans.Rosters.StoredPages(_plans.Rows, frame))
        {
            foreach (var measure in page)
            {
                if (explained.Remove(measure.Definition.No))
                {
                    units.UnionWith(measure.Definition.AllUnits());
                }
                else if (measure.Definition.Rescinded is null && measure.State.Status != MeasureStatus.SignedOff)
                {
                    open.Add(measure.Definition.No);
                }
            }
        }

        return ([.. units], explained.Count > 0 ? ClosingRefusals.MeasureUnknown(explained.Values.Min())
            : open.Count > 0 ? ClosingRefusals.Unsettled(open.Count, open) : null);
    }

    /// <summary>The same wish once more: the amendment it made, or the time of objection it opened.</summary>
    private ImportOutcome Waiting(string fingerprint)
    {
        var made = _amendments.FindLast(amendment => amendment.Proposed.Fingerprint == fingerprint);
        var result = made is null or { Status: AmendmentStatus.Proposed } ? ImportResult.Proposed : ImportResult.Unchanged;
        return made is null ? new() { Result = result, Plan = View(), Repeated = true } : Outcome(result, made.Proposed.Amendment) with { Repeated = true };
    }
}
