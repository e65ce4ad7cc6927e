using Rectification.Documents;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Ledgers;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>Previews ledgers and takes them in, for the API and for the pages alike.</summary>
internal sealed partial class LedgerDesk(IGrainFactory grains, LedgerReads reads, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    private static readonly IReadOnlyDictionary<string, string> NoAnswers = new Dictionary<string, string>();

    private static readonly Refusal MixedKinds = Refusal.Invalid(
        "ledger.mixed-kinds", "方案台账和单位填报表请分开上传。", "Upload plans and units' sheets separately.", "/file");

    private static readonly Refusal NoPlan = Refusal.Invalid(
        "ledger.progress-without-plan", "单位填报表须指明方案，且方案已生效。", "A unit's sheet needs a plan that is in force.", "/plan");

    private static readonly Refusal NothingChanges = Refusal.Conflict(
        "ledger.nothing-changes", "台账与现有内容一致，没有可写入的变化。", "The ledger says what is known already.");

    private static readonly Refusal FeedbackDayNeeded = Refusal.Invalid(
        "ledger.feedback-day-needed", "请填写反馈日：新方案从这一天起算，没写年份的期限也从这一天起算。",
        "Say which day the feedback was: a new plan begins on it, and deadlines without a year count from it.", "/feedbackDate");

    private static readonly Refusal ApprovedIsNew = Refusal.Invalid(
        "ledger.approved-is-new", "只有新方案才能按已批准直接生效；已有的方案请作调整。",
        "Only a new plan is taken in as approved; one that is there is amended.", "/approved");

    public async Task<(LedgerPreview? Preview, Refusal? Refusal)> Preview(LedgerForm form, Caller caller, CancellationToken cancellation)
    {
        if (form.Options is { } json && LedgerReads.Read(json).Approved && MayApprove(form.Plan, caller) is { } no)
        {
            return (null, no);
        }

        var id = Guid.NewGuid().ToString("N");
        var ledger = new LedgerRecord
        {
            By = caller.Actor.Account,
            OnBehalfOf = caller.Actor.OnBehalfOf,
            At = clock.GetUtcNow(),
            Plan = form.Plan,
            Files = form.Files,
            Options = form.Options,
        };
        var (preview, refusal) = await Read(id, ledger, caller, cancellation);
        if (preview is not null)
        {
            await grains.GetGrain<ILedgerGrain>(id).Keep(ledger);
        }

        return (preview, refusal);
    }

    /// <summary>A kept preview as it is now: the files are the same, what it would change may be different.</summary>
    public async Task<(LedgerPreview? Preview, Refusal? Refusal)> Again(string id, Caller caller, CancellationToken cancellation) =>
        await Find(id, caller) is { } ledger ? await Read(id, ledger, caller, cancellation) : (null, LedgerRefusals.Unknown);

    /// <summary>Takes it in; all that stands against it is told at once, and then nothing is written.</summary>
    public async Task<(LedgerCommitted? Committed, IReadOnlyList<Refusal> Wrong, bool Repeated)> Commit(
        string id, CommitLedger said, string body, string command, Caller caller, CancellationToken cancellation)
    {
        if (await Find(id, caller) is not { } ledger)
        {
            return (null, [LedgerRefusals.Unknown], false);
        }

        if (ledger.Taking is { } taking)
        {
            // What was begun is ended, whoever asks; only its own command is its repeat.
            return taking.Id == command && taking.Body == body
                ? (LedgerCommitted.Of(id, await grains.GetGrain<ILedgerGrain>(id).Take(taking)), [], true)
                : (null, [taking.Id == command ? CommandRefusals.KeyReused : LedgerRefusals.TakenAlready], false);
        }

        var (place, files, unknown) = await reads.Read(LedgerReads.With(ledger, said.FeedbackDate), caller, said.Answers ?? NoAnswers, cancellation);
        if (place is null)
        {
            return (null, [unknown!], false);
        }

        var readings = files.Select(file => file.Reading).OfType<LedgerReading>().ToList();
        var open = Open(files, readings, code => IsAnswered(code, said, place));
        if (place.LacksFeedbackDay && readings.Exists(reading => reading.Kind == LedgerKinds.Plan))
        {
            open.Add(FeedbackDayNeeded);
        }

        if (open.Count > 0)
        {
            return (null, open, false);
        }

        var next = new LedgerTaking { Actor = caller.Actor, Id = command, Body = body, At = clock.GetUtcNow() };
        var (made, wrong) = readings[0].Kind == LedgerKinds.Progress
            ? await Reports(ledger, place, files, said, next, caller)
            : await Plan(id, ledger, place, files, readings, said, next, caller);
        if (made is null)
        {
            if (readings[0].Kind == LedgerKinds.Progress)
            {
                await grains.GetGrain<ILedgerGrain>(id).TurnedAway(wrong.Count);
            }

            return (null, wrong, false);
        }

        var taken = await grains.GetGrain<ILedgerGrain>(id).TakeWhole(made);
        await Note(ledger.Plan ?? made.Draft ?? made.Imported, place, files, caller);
        return (LedgerCommitted.Of(id, taken), [], false);
    }

    private async Task<(LedgerTaking? Taking, IReadOnlyList<Refusal> Wrong)> Reports(
        LedgerRecord ledger, LedgerPlace place, IReadOnlyList<ReadFile> files, CommitLedger said, LedgerTaking next, Caller caller)
    {
        if (ledger.Plan is not { } plan || place.Frame is null)
        {
            return (null, [NoPlan]);
        }

        var weighed = await LedgerReports.Weigh(grains, place, plan, files, said.AcceptOlder);
        return weighed.Conflicts.Count > 0 ? (null, [.. weighed.Conflicts.Select(conflict => conflict.Refusal with { Pointer = conflict.Cell })])
            : weighed.Reports.Count > LedgerRefusals.MaxReports ? (null, [LedgerRefusals.TooManyReports])
            : (next with { Reports = weighed.Reports, Unchanged = weighed.Unchanged }, []);
    }

    private async Task<(LedgerTaking? Taking, IReadOnlyList<Refusal> Wrong)> Plan(
        string id, LedgerRecord ledger, LedgerPlace place, IReadOnlyList<ReadFile> files, IReadOnlyList<LedgerReading> readings,
        CommitLedger said, LedgerTaking next, Caller caller)
    {
        var source = new PlanSource { Actor = caller.Actor, Id = $"ledger:{id}", Reason = said.Reason, Document = Papers(said.Document, files) };
        if (place.Frame is { } frame)
        {
            var lines = await Amendment(place, frame, readings, said.Once);
            if (lines.Wrong.Count > 0 || lines.IsEmpty)
            {
                return (null, lines.Wrong.Count > 0 ? lines.Wrong : [NothingChanges]);
            }

            var outcome = await grains.GetGrain<IPlanGrain>(frame.Plan).Amend(lines.Draft, source);
            return outcome.Refusal is { } no ? (null, [no])
                : outcome.Amendment is { } amendment ? (next with { Amendment = amendment.No }, [])
                : (null, [NothingChanges]);
        }

        var known = ledger.Plan is { } plan ? await grains.GetGrain<IPlanDraftGrain>(plan).Document() : null;
        var (draft, missing) = LedgerDraft.Of(known, place.Target, readings, said.Once);
        if (draft is null || draft.Errors() is { Count: > 0 })
        {
            return (null, draft?.Errors() ?? [missing!]);
        }

        if (LedgerReads.Options(ledger).Approved)
        {
            return await Approved(draft.Document, source, next, caller);
        }

        var brought = await grains.GetGrain<IPlanDraftGrain>(draft.Document.Id).Bring(draft.Document, source);
        return brought.Refusals is { Count: > 0 } refusals ? (null, refusals) : (next with { Draft = draft.Document.Id }, []);
    }

    /// <summary>A plan that was approved elsewhere, of any size, as <c>POST /plans</c> takes it: in force at once, whole or not at all.</summary>
    private async Task<(LedgerTaking? Taking, IReadOnlyList<Refusal> Wrong)> Approved(
        PlanDocument document, PlanSource source, LedgerTaking next, Caller caller)
    {
        if (MayApprove(plan: null, caller) is { } forbidden)
        {
            return (null, [forbidden]);
        }

        // Without a reason another plan of this id is never amended by it; the same plan, after a crash in between, is known again.
        var outcome = await grains.GetGrain<IPlanGrain>(document.Id).ImportWhole(PlanNormalizer.Normalize(document), source with { Reason = null });
        return outcome.Refusal is null ? (next with { Imported = document.Id }, []) : (null, [DraftRefusals.InForce with { Pointer = "/plan" }]);
    }

    private static Refusal? MayApprove(string? plan, Caller caller) => !caller.IsOps ? HttpRefusals.Forbidden : plan is not null ? ApprovedIsNew : null;

    private async Task<(LedgerPreview? Preview, Refusal? Refusal)> Read(string id, LedgerRecord ledger, Caller caller, CancellationToken cancellation)
    {
        var (place, files, unknown) = await reads.Read(ledger, caller, NoAnswers, cancellation);
        if (place is null || files.FirstOrDefault(file => file.Reading is not null) is not { Reading: { } first } of)
        {
            return (null, unknown ?? files.Select(file => file.Refusal).OfType<Refusal>().First());
        }

        return (new(first, id, of.Sha256, await Changes(ledger, place, files, caller))
        {
            Plan = ledger.Plan,
            Status = ledger.Status,
            Remembered = files.Select(file => file.Remembered).FirstOrDefault(remembered => remembered is not null),
            Files = files.Count == 1 ? null
                : [.. files.Select(file => new LedgerFileView { File = file.Name, Sha256 = file.Sha256, Reading = file.Reading, Refusal = file.Refusal })],
        }, null);
    }

    /// <summary>What the whole command answers: an older sheet is accepted, and who is responsible is said once or stands in the plan.</summary>
    private static bool IsAnswered(string code, CommitLedger said, LedgerPlace place) =>
        (code == LedgerCodes.SheetOlder && said.AcceptOlder)
        || (code == LedgerCodes.LeaderMissing && (place.Frame is not null || place.Target.Leader(said.Leader) is not null));

    /// <summary>Every error and every question that is open, and files that cannot be read.</summary>
    private static List<Refusal> Open(IReadOnlyList<ReadFile> files, List<LedgerReading> readings, Predicate<string> isAnswered)
    {
        if (files.Select(file => file.Refusal).OfType<Refusal>().ToList() is { Count: > 0 } unread)
        {
            return unread;
        }

        if (readings.Select(reading => reading.Kind).Distinct().Count() > 1)
        {
            return [MixedKinds];
        }

        return
        [
            .. readings.SelectMany(reading => reading.Errors
                .Concat(reading.Warnings.Where(finding => finding.Question && !isAnswered(finding.Code)))
                .Select(finding => Refusal.Invalid(
                    finding.Code, finding.Zh, finding.En, readings.Count > 1 ? $"{reading.File} {finding.Cell}" : finding.Cell))),
        ];
    }

    private async Task<LedgerRecord?> Find(string id, Caller caller) =>
        await grains.GetGrain<ILedgerGrain>(id).Get() is { } ledger && (ledger.By == caller.Actor.Account || caller.IsOps) ? ledger : null;

    private async Task Note(string? plan, LedgerPlace place, IReadOnlyList<ReadFile> files, Caller caller)
    {
        if (plan is null)
        {
            return;
        }

        var (book, now) = (grains.GetGrain<ILedgerBookGrain>(plan), clock.GetUtcNow());
        foreach (var file in files)
        {
            foreach (var unit in file.Reading?.Units?.Select(place.Target.Unit).OfType<string>() ?? [])
            {
                await book.Note(LedgerReports.FileOfUnit(file.Sha256, unit), unit, file.Reading!.AsOf);
            }

            if (file.Reading?.Units is null)
            {
                await book.Note(file.Sha256, place.Target.Unit(file.Reading?.Unit), file.Reading?.AsOf);
            }
        }

        // A unit's account fills in its sheet; how the plan's ledgers are read is the office's to say.
        if (caller.SeesAll)
        {
            await book.Remember(new()
            {
                Columns = [.. files.Where(file => file is { Said.Count: > 0, Reading: not null }).Select(file => new RememberedColumns
                {
                    Layout = LedgerLayout.Of(file.Reading!),
                    Columns = file.Said!,
                    File = file.Name,
                    By = caller.Actor.Account,
                    At = now,
                })],
                Names = [.. files.SelectMany(file => file.Names).Where(name => place.Target.Unit(name.Value) is not null).Select(name => new RememberedName
                {
                    Name = name.Key,
                    Unit = place.Target.Unit(name.Value)!,
                    By = caller.Actor.Account,
                    At = now,
                })],
            });
        }
    }

    /// <summary>The paper that is named, and the files by name and hash: a plan's trail leads back to them.</summary>
    private static string Papers(string? named, IReadOnlyList<ReadFile> files)
    {
        var names = string.Join("；", files.Select(file => $"{file.Name} sha256:{file.Sha256}").Prepend(named).OfType<string>());
        return names.Length <= AmendmentLimits.MaxText ? names : names[..AmendmentLimits.MaxText];
    }
}
