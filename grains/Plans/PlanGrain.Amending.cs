using System.Globalization;
using System.Security.Cryptography;
using Rectification.Chains;
using Rectification.Digests;
using Rectification.Measures;
using Rectification.Rosters;

namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    private static readonly string[] NoLines = [];

    public async Task<ImportOutcome> Import(PlanDocument document, PlanSource source)
    {
        if (Row.Frame is null)
        {
            await Create(document, source);
            await AnnounceSurely();
            return new() { Result = ImportResult.Created, Plan = View() };
        }

        if (HashOf(document) == Row.DocumentHash)
        {
            await AnnounceSurely();
            return new() { Result = ImportResult.Unchanged, Plan = View() };
        }

        return await Noted(Change(await Compare(document, source), source, "import", HashOf(document)), source, OfPlan, "importPlan");
    }

    public async Task<ImportOutcome> Weigh(PlanDocument document) =>
        Row.Frame is { } frame ? Weighed(frame, await Compare(document, null)) : new ImportOutcome { Result = ImportResult.Created };

    public async Task<ImportOutcome> WeighAmendment(AmendmentDraft draft) =>
        Row.Frame is { } frame ? Weighed(frame, await Draft(frame, draft)) : PlanRefusals.Unknown;

    public async Task<ImportOutcome> ReplaceRules(PlanRules rules, PlanSource source)
    {
        if (Row is not { Frame: { } frame, Header: { } header })
        {
            return PlanRefusals.Unknown;
        }

        var after = header with { Rules = rules };
        var change = Change((Of(header, after, [], []), await MayBecome(frame, header, after)), source, "rules", null);
        return await Noted(change, source, OfPlan, "replaceRules");
    }

    public async Task<ImportOutcome> Amend(AmendmentDraft draft, PlanSource source) =>
        Row.Frame is not { } frame ? PlanRefusals.Unknown
            : await Noted(Change(await Draft(frame, draft), source, "amend", null), source, OfPlan, "amendPlan");

    public Task<ImportOutcome> Review(AmendmentReview review, PlanSource source) => Noted(
        Judge(review, source), source, string.Create(CultureInfo.InvariantCulture, $"amendment:{review.No}"),
        review.Act switch { AmendmentAct.Return => "returnAmendment", AmendmentAct.Withdraw => "withdrawAmendment", _ => "approveAmendment" });

    private async Task<ImportOutcome> Judge(AmendmentReview review, PlanSource source)
    {
        if (Row.Frame is not { } frame)
        {
            return PlanRefusals.Unknown;
        }

        var (id, body) = (string.Create(CultureInfo.InvariantCulture, $"review:{review.No}:{source.Id}"), $"{review.Act}:{review.Fingerprint}:{review.Reason}");
        if (await _chain.Find(source.Actor.Account, id) is { } known)
        {
            return known.IsOf(body) ? Outcome(ImportResult.Unchanged, review.No) with { Repeated = true } : CommandRefusals.KeyReused;
        }

        if (Find(review.No) is not { } amendment)
        {
            return AmendmentRefusals.Unknown;
        }

        var rule = AmendmentDecider.RuleOf(frame.Rules);
        if (AmendmentDecider.Review(rule, frame.Rules.PrincipalOf(frame.Leaders), amendment, review, source.Actor) is { } no)
        {
            return no;
        }

        var step = amendment.NextStep(rule)!.Value;
        var approved = new AmendmentStepApproved { Amendment = review.No, Step = step, Fingerprint = amendment.Proposed.Fingerprint };
        PlanEvent happened = review.Act switch
        {
            AmendmentAct.Return => new AmendmentReturned { Amendment = review.No, Step = step, Reason = review.Reason! },
            AmendmentAct.Withdraw => new AmendmentWithdrawn { Amendment = review.No },
            _ => approved,
        };
        if (review.Act == AmendmentAct.Approve && amendment.Steps.Length + 1 >= rule.Chain.Count)
        {
            return ClosingState.Closes(amendment.Proposed) ? await BringToEnd(amendment.Proposed, source, id, body, approved)
                : await BringIntoForce(amendment.Proposed, await Lines(review.No), source, id, body, approved);
        }

        await Append(Row, source, id, body, happened);
        return Outcome(ImportResult.Proposed, review.No);
    }

    private static ImportOutcome Weighed(PlanFrame frame, (PlanChanges Changes, Refusal? Refusal) computed)
    {
        var (changes, refusal) = computed;
        var fields = refusal is null ? PlanDifference.Of(changes) : [];
        return refusal ?? new ImportOutcome
        {
            Result = changes.IsEmpty ? ImportResult.Unchanged
                : AmendmentDecider.NeedsApproval(AmendmentDecider.RuleOf(frame.Rules), fields) ? ImportResult.Proposed
                : ImportResult.Changed,
            Changes = fields,
        };
    }

    /// <summary>What was computed becomes an amendment: in force at once, or waiting for approval.</summary>
    private async Task<ImportOutcome> Change((PlanChanges Changes, Refusal? Refusal) computed, PlanSource source, string scope, string? documentHash)
    {
        if (AmendmentDecider.MayPropose(source.Actor) is { } forbidden)
        {
            return forbidden;
        }

        var (changes, refusal) = computed;
        if (refusal is not null)
        {
            return refusal;
        }

        var id = $"{scope}:{source.Id}";
        var made = await _chain.Find(source.Actor.Account, id);
        if (changes.IsEmpty)
        {
            await AnnounceSurely();

            // What was asked for is so because of this very request, whose answer was lost.
            return made is { } own && _amendments.FindLast(amendment => own.IsOf(amendment.Proposed.Fingerprint)) is { } mine
                ? Again(ImportResult.Unchanged, mine.Proposed.Amendment) : new() { Result = ImportResult.Unchanged, Plan = View() };
        }

        if (Row.Frame!.Closed)
        {
            return ClosingRefusals.Closed;
        }

        var fields = PlanDifference.Of(changes);
        var lines = LinesOf(changes);
        var fingerprint = RosterLines.Hash("", lines);
        if (made is { } known)
        {
            var repeated = _amendments.FindLast(amendment => amendment.Proposed.Fingerprint == fingerprint);
            return !known.IsOf(fingerprint) || repeated is null ? CommandRefusals.KeyReused
                : Again(repeated.Status == AmendmentStatus.Proposed ? ImportResult.Proposed : ImportResult.Unchanged, repeated.Proposed.Amendment);
        }

        if (_amendments.Find(amendment => amendment.Status == AmendmentStatus.Proposed && amendment.Proposed.Fingerprint == fingerprint) is { } same)
        {
            // The same document once more: it waits already.
            return Outcome(ImportResult.Proposed, same.Proposed.Amendment) with { Repeated = true };
        }

        var open = _amendments.Count(amendment => amendment.Status == AmendmentStatus.Proposed);
        if (AmendmentDecider.Propose(source, fields, changes.Count, open) is { } no)
        {
            return new() { Result = ImportResult.Refused, Refusal = no, Changes = fields };
        }

        var proposed = new AmendmentProposed
        {
            Amendment = _amendments.Count + 1,
            Reason = source.Reason!,
            Document = source.Document,
            Fingerprint = fingerprint,
            Changes = fields,
            Units = changes.Units,
        };
        if (!AmendmentDecider.NeedsApproval(AmendmentDecider.RuleOf(Row.Frame!.Rules), fields))
        {
            return await BringIntoForce(proposed, changes, source, id, fingerprint, proposed, documentHash);
        }

        await Keep(proposed.Amendment, changes);
        await Append(Row, source, id, fingerprint, proposed);
        return Outcome(ImportResult.Proposed, proposed.Amendment);
    }

    /// <summary>The next roster version, with the entry that says who made it, in one write; then everybody it concerns is told.</summary>
    private async Task<ImportOutcome> BringIntoForce(
        AmendmentProposed amendment, PlanChanges changes, PlanSource source, string id, string body, PlanEvent first, string? documentHash = null)
    {
        var frame = Row.Frame!;
        if (frame.Closed)
        {
            return ClosingRefusals.Closed;
        }

        if (!await AllTold())
        {
            return AmendmentRefusals.NotTold;
        }

        if (await Conflict(frame, changes) is { } stale)
        {
            return stale;
        }

        await TakeOver();
        var (version, at) = (frame.RosterVersion + 1, Now());
        var measures = await Amended(frame, version, amendment, changes, source.Actor, at);
        var header = changes.Header?.After ?? Row.Header!;
        var former = changes.Header is null ? frame.FormerRules : RulesHistory.After(frame, header.Rules, at);
        if (former.Count > RulesHistory.MostChanges)
        {
            return PlanRefusals.TooManyRules;
        }

        var headerLine = RosterLines.Line(header, former);
        if (changes.Header is not null)
        {
            await _lines.WriteHeader(frame.Plan, version, headerLine);
        }

        var problems = changes.Problems.Select(change => change.After).ToList();
        await new RosterAmender(_plans.Rosters, _plans.Rows).Write(frame, version, changes.Header is not null, problems, measures);
        var hash = RosterLines.Hash(Row.RosterHash!, [.. changes.Header is null ? NoLines : [headerLine], .. LinesOf(changes with { Header = null })]);
        await AppendAt(
            at,
            Row with
            {
                Frame = FrameOf(
                    header, version, frame.ProblemCount + changes.Problems.Count(change => change.Before is null),
                    frame.MeasureCount + changes.Measures.Count(change => change.Before is null), frame.HistoryGeneration, former),
                DocumentHash = documentHash,
                Header = header,
                RosterHash = hash,
                UntoldMeasures = Row.UntoldMeasures.Union(measures.Select(measure => measure.No)),
                UntoldProblems = Row.UntoldProblems.Union(measures.Select(measure => measure.Problem)).Union(problems.Select(problem => problem.No)),
                UntoldRules = Row.UntoldRules || !former.SequenceEqual(frame.FormerRules),
                UntoldHeader = Row.UntoldHeader || changes.Header is not null,
            },
            source, id, body, first, new PlanAmended { Amendment = amendment.Amendment, Roster = version, RosterHash = hash });
        LogImported(_logger, frame.Plan, version, Row.Frame!.MeasureCount);
        await AnnounceSurely();
        return Outcome(ImportResult.Changed, amendment.Amendment);
    }

    /// <summary>Measures take over one version after the other: the next one waits until everybody has heard of this one.</summary>
    private async Task<bool> AllTold()
    {
        try
        {
            await AnnounceSurely();
            return true;
        }
        catch (Exception problem) when (!_stored.IsEnding && problem is (TimeoutException or OrleansException))
        {
            return false;
        }
    }

    private async Task Create(PlanDocument document, PlanSource source)
    {
        await this.RegisterOrUpdateReminder(AwakeReminder, AwakePeriod, AwakePeriod);
        _board.Woken(this.GetPrimaryKeyString());
        var header = document with { Problems = [], Measures = [] };
        await new RosterWriter(_plans.Rows).Write(document, version: 1);
        var line = RosterLines.Line(header, []);
        await _lines.WriteHeader(document.Id, version: 1, line);
        var changes = new PlanChanges(
            null, [.. document.Problems.Select(problem => new Change<ProblemDefinition>(null, problem))],
            [.. document.Measures.Select(measure => new Change<MeasureDefinition>(null, measure))]);
        var hash = RosterLines.HashOfAll([line, .. LinesOf(changes)]);
        await Append(
            Row with
            {
                Frame = FrameOf(header, 1, document.Problems.Count, document.Measures.Count, generation: 0, former: []),
                DocumentHash = HashOf(document),
                Header = header,
                RosterHash = hash,
                Chain = new(),
            },
            source, $"import:{source.Id}", "",
            new PlanImported
            {
                Roster = 1,
                RosterHash = hash,
                Problems = document.Problems.Count,
                Measures = document.Measures.Count,
                Document = source.Document,
                DraftVersion = source.Draft?.Version,
                DraftHash = source.Draft?.Hash,
            });
        LogImported(_logger, document.Id, 1, document.Measures.Count);

        // Its digests begin now, not only with the first reminder.
        await GrainFactory.GetGrain<IDigestGrain>(document.Id).Wake();
    }

    /// <summary>A plan that was stored before plans had chains begins one with the roster it has.</summary>
    private async Task TakeOver()
    {
        if (Row is { Frame: { } frame, Header: { } header, Chain: null })
        {
            var hash = await _lines.Hash(frame, header);
            var source = new PlanSource { Actor = new() { Account = ChainEntries.System }, Id = "take-over" };
            await Append(Row with { RosterHash = hash, Chain = new() }, source, "take-over", "", new PlanTakenOver
            {
                Roster = frame.RosterVersion,
                RosterHash = hash,
                Problems = frame.ProblemCount,
                Measures = frame.MeasureCount,
            });
        }
    }

    /// <summary>Writes the row with one more entry; what it means is folded once it is durable.</summary>
    private Task Append(PlanRow next, PlanSource source, string id, string body, params PlanEvent[] events) => AppendAt(Now(), next, source, id, body, events);

    private async Task AppendAt(DateTimeOffset at, PlanRow next, PlanSource source, string id, string body, params PlanEvent[] events)
    {
        if (next.Chain is null)
        {
            await TakeOver();
            next = next with { Chain = Row.Chain, RosterHash = Row.RosterHash };
        }

        await _chain.Seal();
        var entry = new ChainEntry<PlanEvent>
        {
            Version = _chain.Head.Version + 1,
            At = PlanCalendar.Of(next.Frame!.TimeZone).Local(at > _chain.LastAt ? at : _chain.LastAt),
            By = source.Actor.Account,
            For = source.Actor.OnBehalfOf,
            Id = id,
            Body = body,
            Events = events,
        };
        var chain = _chain.Next(entry);
        await _stored.Write(next with { Chain = chain });
        _chain.Took(chain, entry);
        Fold(entry);
        _untold.Enqueue(entry);
        await TellPeople();
    }

    /// <summary>The time of the next entry: now, and never before the last one.</summary>
    private DateTimeOffset Now() => _plans.Clock.GetUtcNow() is var now && now > _chain.LastAt ? now : _chain.LastAt;

    /// <summary>The changed measures as the next version states them, each with how it came to be.</summary>
    private async Task<IReadOnlyList<MeasureDefinition>> Amended(
        PlanFrame frame, int version, AmendmentProposed amendment, PlanChanges changes, Actor actor, DateTimeOffset at)
    {
        var measures = new List<MeasureDefinition>(changes.Measures.Count);
        foreach (var change in changes.Measures)
        {
            var known = await _plans.Rosters.Measure(frame, change.After.No);
            measures.Add(change.After with
            {
                Change = new()
                {
                    Roster = version,
                    Amendment = amendment.Amendment,
                    Former = known is null ? null : known with { Change = known.Change is { } earlier ? earlier with { Former = null } : null },
                    FormerUnits = known is null ? [] : [.. known.AllUnits().Union(known.Change?.FormerUnits ?? []).Except(change.After.AllUnits())],
                    By = actor.Account,
                    OnBehalfOf = actor.OnBehalfOf,
                    At = at,
                    Reason = amendment.Reason,
                    Document = amendment.Document,
                },
            });
        }

        return measures;
    }

    /// <summary>Every line must still be as it was when the amendment was proposed, and nothing that is done may be left out.</summary>
    private async Task<Refusal?> Conflict(PlanFrame frame, PlanChanges changes)
    {
        if (changes.Header is { } header && RosterLines.Line(header.Before!) != RosterLines.Line(Row.Header!))
        {
            return AmendmentRefusals.Stale;
        }

        foreach (var change in changes.Problems)
        {
            var line = (await _plans.Rosters.Problem(frame, change.After.No))?.Problem;
            if ((line is null ? null : RosterLines.Line(line)) != (change.Before is { } before ? RosterLines.Line(before) : null))
            {
                return AmendmentRefusals.Stale;
            }
        }

        foreach (var change in changes.Measures)
        {
            var known = await _plans.Rosters.Measure(frame, change.After.No);
            if ((known is null ? null : RosterLines.Line(known)) != (change.Before is { } before ? RosterLines.Line(before) : null))
            {
                return AmendmentRefusals.Stale;
            }
        }

        var gone = changes.Measures.Where(change => change.After.Rescinded is not null && change.Before?.Rescinded is null).Select(change => change.After);
        var stored = await _plans.Rows.Measures(frame.Plan, [.. gone]);
        return stored.Any(measure => measure.State.Status == MeasureStatus.SignedOff) ? AmendmentRefusals.SignedOff : null;
    }

    private async Task Keep(int no, PlanChanges changes)
    {
        var pages = Math.Max(1, (Math.Max(changes.Problems.Count, changes.Measures.Count) + AmendmentLines.Most - 1) / AmendmentLines.Most);
        for (var page = 0; page < pages; page++)
        {
            await _plans.Rows.Write(AmendmentLines.StateName, AmendmentLines.RowType, Key(no, page), new AmendmentLines
            {
                Header = page == 0 && changes.Header is { } header ? [header] : [],
                Problems = [.. changes.Problems.Skip(page * AmendmentLines.Most).Take(AmendmentLines.Most)],
                Measures = [.. changes.Measures.Skip(page * AmendmentLines.Most).Take(AmendmentLines.Most)],
                Pages = pages,
            });
        }
    }

    private async Task<PlanChanges> Lines(int no)
    {
        var pages = new List<AmendmentLines>();
        do
        {
            pages.Add(await _plans.Rows.Read<AmendmentLines>(AmendmentLines.StateName, AmendmentLines.RowType, Key(no, pages.Count))
                ?? throw new InvalidDataException($"The lines of amendment {no} of plan {Row.Frame!.Plan} are missing."));
        }
        while (pages.Count < pages[0].Pages);

        return new(
            pages[0].Header is [var header] ? header : null, [.. pages.SelectMany(page => page.Problems)], [.. pages.SelectMany(page => page.Measures)]);
    }

    private string Key(int no, int page) => string.Create(CultureInfo.InvariantCulture, $"{Row.Frame!.Plan}:{no}:{page}");

    private ImportOutcome Again(ImportResult result, int amendment) => Outcome(result, amendment) with { Repeated = true };

    private ImportOutcome Outcome(ImportResult result, int amendment)
    {
        var view = Find(amendment)!.View(Row.Frame!.Plan, AmendmentDecider.RuleOf(Row.Frame.Rules));
        return new() { Result = result, Plan = View(), Amendment = view, Changes = view.Changes };
    }

    private static string[] LinesOf(PlanChanges changes) =>
    [
        .. changes.Header is { } header ? [RosterLines.Line(header.After)] : NoLines,
        .. changes.Problems.OrderBy(change => change.After.No).Select(change => RosterLines.Line(change.After)),
        .. changes.Measures.OrderBy(change => change.After.No).Select(change => RosterLines.Line(change.After)),
    ];

    private string HashOf(PlanDocument document) => Convert.ToHexStringLower(SHA256.HashData(_serializer.SerializeToArray(document)));
}
