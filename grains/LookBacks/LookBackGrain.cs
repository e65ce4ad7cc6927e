using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Signals;

namespace Rectification.LookBacks;

/// <summary>A shell around the draw: known already? in shape and allowed? drawn, one durable append, then people hear of it.</summary>
[GrainType("look-backs")]
internal sealed partial class LookBackGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, CandidateReader candidates, ILogger<LookBackGrain> logger)
    : ChainGrain<LookBackEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, LookBackJson.Canonical.ChainEntryLookBackEvent)), ILookBackGrain
{
    public const string ChainName = "lookBacks";

    private const int SeedBytes = 16;

    private readonly LookBackBook _book = new();

    private string Plan => this.GetPrimaryKeyString();

    public async Task<LookBackOutcome> Draw(DrawLookBack command, Actor actor, string id)
    {
        var body = ChainJson.BodyHash(command, LookBackJson.Canonical.DrawLookBack);
        if (await Chain.Find(actor.Account, id) is { } known)
        {
            return !known.IsOf(body) ? CommandRefusals.KeyReused : await Repeat(_book.All.Single(lookBack => lookBack.Version == known.Version));
        }

        var frame = await Frame();
        if (LookBackDecider.Draw(command, actor, _book.All.Count, unit => frame.Profile(unit) is not null) is { } refusal)
        {
            await NoteDenial("lookBacks", "draw", refusal, actor, id);
            return refusal;
        }

        if (await candidates.Read(frame, command.Unit, command.Problem) is not { } found)
        {
            return LookBackRefusals.TooManyCandidates;
        }

        if (found.Count == 0)
        {
            return LookBackRefusals.NoCandidates;
        }

        await Append(frame, actor, id, body, Drawn(frame, command, found));
        await Tell(_book.All[^1]);
        return new() { LookBack = _book.All.Count };
    }

    public async Task<LookBackView?> Get(int lookBack, ReaderScope reader)
    {
        if (_book[lookBack] is not { } found)
        {
            return null;
        }

        var frame = await Frame();
        var seen = new HashSet<int>();
        foreach (var drawn in found.Drawn)
        {
            if (reader.Units is null || await plans.Rosters.Measure(frame, drawn.Measure) is { } measure && reader.Sees(measure))
            {
                seen.Add(drawn.Measure);
            }
        }

        return found.View(seen.Contains);
    }

    public async Task<LookBackView?> GetFor(int lookBack, ReaderScope reader, Actor actor)
    {
        if (await Get(lookBack, reader) is not { } view)
        {
            return null;
        }

        var frame = await Frame();
        var states = await candidates.States(frame, [.. view.Measures.Select(drawn => drawn.Measure)]);
        return view with
        {
            Measures =
            [
                .. view.Measures.Zip(states, (drawn, state) => drawn with
                {
                    Allowed = LookBackDecider.Allowed(new(view.At, state.Measure, state.Status, drawn.Sheet is not null), actor),
                }),
            ],
        };
    }

    public Task<Refusal?> MayDraw(Actor actor) => Task.FromResult(LookBackDecider.Draw(actor, _book.All.Count));

    public Task<IReadOnlyList<DrawnIn>> DrawnIn(int measure) => Task.FromResult<IReadOnlyList<DrawnIn>>(
    [
        .. from lookBack in _book.All
           where lookBack.Drawn.Any(drawn => drawn.Measure == measure)
           select new DrawnIn { LookBack = lookBack.Header.No, Sheet = lookBack.Sheets.TryGetValue(measure, out var filed) ? filed.Sheet : null },
    ]);

    public Task<IReadOnlyList<LookBackView>> List() =>
        Task.FromResult<IReadOnlyList<LookBackView>>([.. _book.All.Select(lookBack => lookBack.View(static _ => false))]);

    private LookBackDrawn Drawn(PlanFrame frame, DrawLookBack command, IReadOnlyList<DrawCandidate> candidates)
    {
        var (share, minimum) = (command.Share ?? frame.Rules.LookBack.Share, command.Minimum ?? frame.Rules.LookBack.Minimum);
        var seed = command.Seed ?? RandomSeed();
        return new()
        {
            LookBack = _book.All.Count + 1,
            Seed = seed,
            Share = share,
            Minimum = minimum,
            Unit = command.Unit,
            Problem = command.Problem,
            Candidates = candidates,
            Drawn = LookBacks.Draw.Choose(seed, candidates, LookBacks.Draw.Count(candidates.Count, share, minimum)),
        };
    }

    private static string RandomSeed() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(SeedBytes));

    private async Task<LookBackOutcome> Repeat(LookBack lookBack)
    {
        await Tell(lookBack);
        return new() { LookBack = lookBack.Header.No, Repeated = true };
    }

    private Task Tell(LookBack lookBack) => Tell(new Notification
    {
        Id = $"lookback.{lookBack.Header.No}",
        Kind = NotificationKind.LookBackDrawn,
        At = lookBack.Header.At,
        Unit = lookBack.Header.Unit,
        Problem = lookBack.Header.Problem,
        Audience = [Audience.Office],
        Zh = $"第 {lookBack.Header.No} 次回头看从 {lookBack.Header.Candidates} 条已销号措施中抽取 {lookBack.Header.Drawn} 条。",
        En = $"Look-back {lookBack.Header.No} drew {lookBack.Header.Drawn} of {lookBack.Header.Candidates} signed-off measures.",
    });

    /// <summary>After the append, and again when a command is repeated: the outbox knows what it has.</summary>
    private Task Tell(Notification notification) => GrainFactory.GetGrain<IOutboxGrain>(Plan).Post([notification]);

    private Task NoteDenial(string subject, string command, Refusal refusal, Actor actor, string id) =>
        DenialNotes.Note(GrainFactory, logger, Plan, refusal, actor, () => new()
        {
            Subject = subject,
            Command = command,
            Code = refusal.Code,
            Account = actor.Account,
            CommandId = id,
        });

    protected override void Fold(ChainEntry<LookBackEvent> entry) => _book.Fold(entry);

    private Task<ChainEntry<LookBackEvent>> Append(PlanFrame frame, Actor actor, string id, string body, LookBackEvent happened) =>
        Append(actor.Account, actor.OnBehalfOf, id, body, PlanCalendar.Of(frame.TimeZone).Local(NotBefore(plans.Clock.GetUtcNow())), happened);

    private async Task<PlanFrame> Frame() =>
        await plans.Frames.Get(Plan) ?? throw new InvalidOperationException($"There is no plan {Plan}.");
}
