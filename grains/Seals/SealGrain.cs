using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Trails;

namespace Rectification.Seals;

/// <summary>The plan's chain of seals. The leaves of a seal are rows of their own, written before the entry that makes them count.</summary>
[GrainType("seals")]
internal sealed partial class SealGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, IEnumerable<IChainSource> sources,
    RosterLines rosterLines, SealRows sealRows, ILogger<SealGrain> logger)
    : ChainGrain<SealEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, SealJson.Canonical.ChainEntrySealEvent)), ISealGrain
{
    public const string ChainName = "seals";

    /// <summary>The plan's own chain.</summary>
    private const string PlanChain = "plan";

    /// <summary>Most seals of a plan a day; each reads the whole plan.</summary>
    private const int MaxADay = 1_000;

    /// <summary>How often the plan is read again because its roster changed meanwhile.</summary>
    private const int MaxReadings = 3;

    private readonly List<(PlanSealed Seal, string By)> _seals = [];

    /// <summary>The day for which nothing was left to seal.</summary>
    private DateOnly _quietDay;

    private string Plan => this.GetPrimaryKeyString();

    public async Task<SealOutcome> Seal(string account, string id)
    {
        if (await plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return PlanRefusals.Unknown;
        }

        if (await Chain.Find(account, id) is { } known)
        {
            return new() { Seal = await Get(known.Version), Repeated = true };
        }

        var today = Day(frame, plans.Clock.GetUtcNow());
        return _seals.Count(seal => Day(frame, seal.Seal.At) == today) >= MaxADay ? SealRefusals.TooMany
            : await Make(account, id, onlyNews: false) ? new SealOutcome { Seal = await Get(_seals.Count) }
            : SealRefusals.RosterMoving;
    }

    public async Task SealDaily()
    {
        if (await plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return;
        }

        var today = Day(frame, plans.Clock.GetUtcNow());
        if (_quietDay >= today || _seals is [.., var last] && Day(frame, last.Seal.At) >= today)
        {
            return;
        }

        try
        {
            _quietDay = await Make(ChainEntries.System, $"daily:{today:O}", onlyNews: true) ? today : _quietDay;
        }
        catch (Exception problem)
        {
            // The plan's reminder comes again within a minute.
            LogNotSealed(problem, Plan);
        }
    }

    public Task<SealList> List(long after, int limit)
    {
        var from = (int)Math.Min(after, _seals.Count);
        var items = _seals.Skip(from).Take(limit).Select(seal => new SealLine { No = seal.Seal.Seal, At = seal.Seal.At, Root = seal.Seal.Root }).ToList();
        return Task.FromResult(new SealList { Items = items, Next = from + items.Count < _seals.Count ? items[^1].No : null });
    }

    public async Task<SealView?> Get(long no)
    {
        if (no < 1 || no > _seals.Count)
        {
            return null;
        }

        var (seal, by) = _seals[(int)no - 1];
        var tallies = new List<SealedTally>();
        var leaves = await sealRows.Leaves(Plan, no, seal.Root);
        foreach (var page in leaves.Pages.Where(page => page.Name.StartsWith(SealDraft.TallyPages, StringComparison.Ordinal)))
        {
            tallies.AddRange((await sealRows.Lines(page)).Select(SealDraft.TallyOf));
        }

        return new()
        {
            Plan = Plan,
            No = no,
            At = seal.At,
            Root = seal.Root,
            By = by,
            Roster = seal.Roster,
            Chains = seal.Chains,
            City = seal.City,
            Tallies = tallies,
        };
    }

    private static DateOnly Day(PlanFrame frame, DateTimeOffset at) => PlanCalendar.Of(frame.TimeZone).DayOf(at);

    protected override void Fold(ChainEntry<SealEvent> entry) => _seals.AddRange(entry.Events.OfType<PlanSealed>().Select(seal => (seal, entry.By)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The daily seal of plan {Plan} failed; retrying.")]
    private partial void LogNotSealed(Exception problem, string plan);
}
