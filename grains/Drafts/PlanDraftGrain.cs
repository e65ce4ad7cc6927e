using System.Globalization;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Documents;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Drafts;

/// <summary>
/// A shell around <see cref="DraftDecider"/>: known already? decide, append once, tell people, answer. A document is taken problem by problem, and a
/// repeat goes on.
/// </summary>
[GrainType("plan-draft")]
internal sealed partial class PlanDraftGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, ILogger<PlanDraftGrain> logger)
    : ChainGrain<DraftEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, DraftJson.Canonical.ChainEntryDraftEvent)), IPlanDraftGrain
{
    public const string ChainName = "draft";

    private DraftState _state = DraftState.None;
    private PlanDocument? _header;

    private string Plan => this.GetPrimaryKeyString();

    private IPlanGrain InForce => GrainFactory.GetGrain<IPlanGrain>(Plan);

    private async Task<bool> IsAnother(PlanDocument document) => await InForce.WeighWhole(document) is { Result: not ImportResult.Unchanged };

    public async Task<DraftOutcome> Bring(PlanDocument document, PlanSource source)
    {
        if (await DenyBring(source) is { } denied)
        {
            return denied;
        }

        if (document.Id != Plan)
        {
            return DraftRefusals.OtherPlan;
        }

        if (DraftDecider.Wrong(document) is { Count: > 0 } wrong)
        {
            return new() { Refusals = wrong };
        }

        var measures = document.Measures.ToLookup(measure => measure.Problem);
        if (document.Problems.Select(problem => DraftDecider.Size(problem, measures[problem.No])).FirstOrDefault(no => no is not null) is { } tooLarge)
        {
            return tooLarge;
        }

        var (id, body) = (DraftNotices.Brought + source.Id, BodyOf(document));
        if (await Chain.Find(source.Actor.Account, id) is { } known && !IsSame(known, body))
        {
            return CommandRefusals.KeyReused;
        }

        if (_state.InForceAt is not null || await InForce.Get() is not null)
        {
            return DraftRefusals.InForce;
        }

        var before = Chain.Head.Version;
        await GrainFactory.GetGrain<IDraftIndexGrain>(IDraftIndexGrain.Key).Add(Plan);
        await BringHeader(PlanNormalizer.Normalize(document with { Problems = [], Measures = [] }), source, id, body);
        foreach (var problem in document.Problems.OrderBy(problem => problem.No))
        {
            var part = Part(problem, [.. measures[problem.No].OrderBy(measure => measure.No)]);
            if (_state.Parts.GetValueOrDefault(problem.No)?.Now.Fingerprint != part.Fingerprint)
            {
                await Append(source, id, body, part);
            }
        }

        foreach (var gone in _state.Parts.Keys.Except(document.Problems.Select(problem => problem.No)).ToList())
        {
            await Append(source, id, body, new PartDropped { Problem = gone });
        }

        await TellPeople();
        return await Outcome(source.Actor, repeated: Chain.Head.Version == before);
    }

    public async Task<Refusal?> DenyBring(PlanSource source)
    {
        if (DraftDecider.IsOffice(source.Actor))
        {
            return null;
        }

        await NoteDenial(DraftRefusals.NotOffice, source, "draft", "bringDraft");
        return DraftRefusals.NotOffice;
    }

    public Task<DraftOutcome> Change(DraftChange change, PlanSource source) => OfPart(change.Problem, source, Of("change", change), async part =>
    {
        if (DraftDecider.MayChange(_state, part, source.Actor) is { } no)
        {
            return no;
        }

        var (measures, wrong) = DraftDecider.Redrafted((await Header())!, _state, part, change);
        if (wrong is not null || change.Seen is { } seen && seen != part.Now.Fingerprint)
        {
            return wrong ?? DraftRefusals.Changed;
        }

        var next = Part(part.Now.Problem, measures);
        return next.Fingerprint == part.Now.Fingerprint ? DraftRefusals.NothingChanges : next;
    });

    public Task<DraftOutcome> Comment(int problem, string text, PlanSource source) => OfPart(problem, source, OfComment(text), part =>
        Task.FromResult<Drafted>(DraftDecider.Comment(_state, part, source.Actor, text) is { } no ? no : new PartCommented { Problem = problem, Text = text }));

    public Task<DraftOutcome> Review(DraftReview review, PlanSource source) => OfPart(review.Problem, source, Of("review", review), part =>
        Task.FromResult<Drafted>(DraftDecider.Review(_state, part, review, source.Actor) is { } no ? no
        : review.Decision == Decision.Return ? new PartReturned { Problem = review.Problem, Step = part.NextStep!.Value, Reason = review.Reason! }
        : new PartApproved { Problem = review.Problem, Step = part.NextStep!.Value, Fingerprint = part.Now.Fingerprint }));

    public async Task<DraftOutcome> PutInForce(PlanSource source)
    {
        if (_state.Header == 0)
        {
            return DraftRefusals.Unknown;
        }

        var (id, body) = ($"force:{source.Id}", ChainJson.BodyHash(source.Document ?? "", DraftJson.Canonical.String));
        if (await Chain.Find(source.Actor.Account, id) is { } known && !IsSame(known, body))
        {
            return CommandRefusals.KeyReused;
        }

        if (DraftDecider.PutInForce(_state, source.Actor) is { } no)
        {
            await NoteDenial(no, source, "draft", "putDraftInForce");
            return no;
        }

        if (_state.InForceAt is not null)
        {
            return await Outcome(source.Actor, repeated: true);
        }

        var document = (await Document())!;
        if (PlanValidator.Validate(document) is { Count: > 0 } wrong)
        {
            return new() { Refusals = wrong };
        }

        // A crash after the import and before the entry below is finished by a repeat; any other plan of this id is not this draft's.
        if (await InForce.Get() is not null && await IsAnother(document))
        {
            return DraftRefusals.InForce;
        }

        var outcome = await InForce.ImportWhole(document, source with { Draft = Chain.Head });
        if (outcome.Refusal is { } refused)
        {
            return refused;
        }

        await Append(source, id, body, new DraftInForce());
        return await Outcome(source.Actor, repeated: false);
    }

    public async Task<PlanDocument?> Document() => await Header() is not { } header ? null : header with
    {
        Problems = [.. _state.Parts.Values.Select(part => part.Now.Problem)],
        Measures = [.. _state.Parts.Values.SelectMany(part => part.Now.Measures).OrderBy(measure => measure.No)],
    };

    public async Task<DraftView?> Get(Actor reader) => await Header() is not { } header ? null : new()
    {
        Plan = Plan,
        Title = header.Title,
        FeedbackDate = header.FeedbackDate,
        Units = header.Units,
        Leaders = header.Leaders,
        Parts = [.. _state.Parts.Values.Select(part => View(part, reader))],
        InForceAt = _state.InForceAt,
        PutInForce = _state.InForceAt is not null ? DraftRefusals.InForce : DraftDecider.PutInForce(_state, reader),
    };

    public Task<IReadOnlyList<DraftVersionView>?> Versions(int problem) => Task.FromResult<IReadOnlyList<DraftVersionView>?>(
        _state.Parts.GetValueOrDefault(problem) is not { } part ? null :
        [
            .. part.Versions.Select((version, i) => new DraftVersionView
            {
                Version = i + 1,
                At = version.At,
                By = version.By.Account,
                OnBehalfOf = version.By.OnBehalfOf,
                Fingerprint = version.Fingerprint,
                Changes = version.Since(i == 0 ? null : part.Versions[i - 1]),
            }).Reverse(),
        ]);

    private async Task BringHeader(PlanDocument header, PlanSource source, string id, string body)
    {
        var line = RosterLines.Line(header);
        if (line != _state.Line)
        {
            var next = _state.Header + 1;
            await plans.Rows.Write(DraftHeader.StateName, DraftHeader.RowType, Key(next), new DraftHeader { Header = header });
            await Append(source, id, body, new HeaderDrafted { Header = next, Line = line });
            _header = header;
        }
    }

    /// <summary>One act about one part, known again when it is repeated.</summary>
    private async Task<DraftOutcome> OfPart(int problem, PlanSource source, DraftAct act, Func<DraftPart, Task<Drafted>> decide)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{act.Scope}:{problem}:{source.Id}");
        if (await Chain.Find(source.Actor.Account, id) is { } known)
        {
            return IsSame(known, act.Body) ? await Outcome(source.Actor, repeated: true) : CommandRefusals.KeyReused;
        }

        if (_state.Header == 0)
        {
            return DraftRefusals.Unknown;
        }

        if (_state.Parts.GetValueOrDefault(problem) is not { } part)
        {
            return DraftRefusals.ProblemUnknown;
        }

        var (happened, refusal) = await decide(part);
        if (refusal is not null)
        {
            await NoteDenial(refusal, source, string.Create(CultureInfo.InvariantCulture, $"draft:{problem}"), act.Word);
            return refusal;
        }

        await Append(source, id, act.Body, happened!);
        await TellPeople();
        return await Outcome(source.Actor, repeated: false);
    }

    private Task<ChainEntry<DraftEvent>> Append(PlanSource source, string id, string body, DraftEvent happened) =>
        Append(source.Actor.Account, source.Actor.OnBehalfOf, id, body, plans.Clock.GetUtcNow(), happened);

    private async Task<DraftOutcome> Outcome(Actor actor, bool repeated) => new() { Draft = await Get(actor), Repeated = repeated };

    private async Task<PlanDocument?> Header() => _header ??= _state.Header == 0 ? null
        : (await plans.Rows.Read<DraftHeader>(DraftHeader.StateName, DraftHeader.RowType, Key(_state.Header)))?.Header
            ?? throw new InvalidDataException($"The header of the draft of plan {Plan} is missing.");

    private string Key(int header) => string.Create(CultureInfo.InvariantCulture, $"{Plan}:{header}");

    private static PartDrafted Part(ProblemDefinition problem, IReadOnlyList<MeasureDefinition> measures) =>
        new() { Problem = problem, Measures = measures, Fingerprint = DraftVersion.FingerprintOf(problem, measures) };

    private DraftPartView View(DraftPart part, Actor reader) => new()
    {
        Problem = part.Now.Problem,
        Measures = part.Now.Measures,
        Status = part.Status,
        Version = part.Versions.Count,
        Fingerprint = part.Now.Fingerprint,
        By = part.Now.By.Account,
        OnBehalfOf = part.Now.By.OnBehalfOf,
        At = part.Now.At,
        Steps = part.Steps,
        NextStep = part.NextStep,
        Returned = part.Returned,
        Comments = part.Comments,
        Allowed = DraftDecider.Allowed(_state, part, reader),
    };

    /// <summary>What comes of a wish about a part: an event, or a "no".</summary>
    private readonly record struct Drafted(DraftEvent? Event, Refusal? Refusal)
    {
        public static implicit operator Drafted(Refusal refusal) => new(null, refusal);

        public static implicit operator Drafted(DraftEvent happened) => new(happened, null);
    }
}

/// <summary>A draft's header as persisted; the chain says which one holds.</summary>
[GenerateSerializer, Immutable, Alias("draft-header")]
public sealed record DraftHeader
{
    public const string StateName = "draft-v1";
    public const string RowType = "plan-draft-header";

    [Id(0)] public required PlanDocument Header { get; init; }
}

[GrainType("draft-index")]
internal sealed class DraftIndexGrain([PersistentState("drafts-v1")] IPersistentState<NameListRow> stored) : Grain, IDraftIndexGrain
{
    public Task Add(string plan) => stored.AddName(plan);

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>(stored.State.Names);
}
