using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Documents.Ledgers.Out;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Plans;
using Rectification.Ledgers;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>Where a ledger is read into: a plan in force, a draft, or nothing yet.</summary>
internal sealed record LedgerPlace
{
    public required LedgerContext Context { get; init; }
    public IReadOnlyList<UnitProfile> Units { get; init; } = [];
    public IReadOnlyList<Leader> Leaders { get; init; } = [];

    /// <summary>The plan in force.</summary>
    public PlanFrame? Frame { get; init; }
    public DraftView? Draft { get; init; }

    /// <summary>Of the plan in force: what its units have reported so far.</summary>
    public PlanShares? Shares { get; init; }

    /// <summary>Of a plan that is not there yet: whether nobody has said from which day its deadlines count.</summary>
    public bool LacksFeedbackDay { get; init; }

    /// <summary>What people put right in ledgers of the plan before.</summary>
    public LedgerMemory Memory { get; init; } = new();

    /// <summary>The same place, where units go by the names they were said to go by; a unit that is gone goes by none.</summary>
    public LedgerPlace Knowing(LedgerMemory memory)
    {
        var names = Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        return this with
        {
            Memory = memory,
            Context = Context with
            {
                OtherNames = memory.Names.Where(name => names.ContainsKey(name.Unit)).ToDictionary(name => name.Name, name => names[name.Unit]),
            },
        };
    }

    /// <summary>The plan as far as its changes can be shown in words, also where it is not in force.</summary>
    public PlanFrame Shown => Frame ?? new()
    {
        Plan = Draft?.Plan ?? "",
        Title = Draft?.Title ?? "",
        RosterVersion = 0,
        TimeZone = TimeZones.Usual,
        FeedbackDate = Context.FeedbackDate,
        Public = false,
        Rules = new(),
        Regions = [],
        Units = Units,
        Leaders = Leaders,
        Categories = [],
        ProblemCount = 0,
        MeasureCount = 0,
        HistoryGeneration = 0,
    };

    /// <summary>What its lines may refer to.</summary>
    public LedgerTarget Target => field ??= new(Units, Leaders, Context.FeedbackDate);
}

/// <summary>What is known where a ledger is read into.</summary>
internal sealed class LedgerContexts(IGrainFactory grains, PlanCache frames, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    private const int MostForeign = 200;

    public async Task<(LedgerPlace? Place, Refusal? Refusal)> Of(string? plan, LedgerOptions options, Caller caller)
    {
        var (place, refusal) = await Place(plan, options, caller);
        return place is not null && (plan ?? options.UnitsOf) is { } known
            ? (place.Knowing(await grains.GetGrain<ILedgerBookGrain>(known).Memory()), null) : (place, refusal);
    }

    private async Task<(LedgerPlace? Place, Refusal? Refusal)> Place(string? plan, LedgerOptions options, Caller caller)
    {
        if (plan is null && options.UnitsOf is { } like)
        {
            return await frames.Get(like) is { } other
                ? (new()
                {
                    Context = Read(other.Units, other.Leaders, options.Context?.FeedbackDate ?? Today(options), Today(options)),
                    Units = other.Units,
                    Leaders = other.Leaders,
                    LacksFeedbackDay = options.Context?.FeedbackDate is null,
                }, null)
                : (null, PlanRefusals.Unknown with { Pointer = "/unitsOf" });
        }

        if (plan is null)
        {
            var day = Today(options);
            var given = (options.Context ?? new()).Read(day);
            return (new()
            {
                Context = given,
                Units = [.. Profiles(given.Counties, UnitKind.County, 0), .. Profiles(given.Departments, UnitKind.Department, given.Counties.Count)],
                Leaders = [.. given.Leaders.Select((title, i) => new Leader { Id = $"leader-{i + 1:00}", Title = title })],
                LacksFeedbackDay = options.Context?.FeedbackDate is null,
            }, null);
        }

        if (await frames.Get(plan) is { } frame)
        {
            var today = Today(options, frame.TimeZone);
            return (new()
            {
                Context = Read(frame.Units, frame.Leaders, frame.FeedbackDate, today),
                Units = frame.Units,
                Leaders = frame.Leaders,
                Frame = frame,
                Shares = new(grains, plan, caller.Actor),
            }, null);
        }

        return await grains.GetGrain<IPlanDraftGrain>(plan).Get(caller.Actor) is { InForceAt: null } draft
            ? (new()
            {
                Context = Read(draft.Units, draft.Leaders, draft.FeedbackDate, Today(options)),
                Units = draft.Units,
                Leaders = draft.Leaders,
                Draft = draft,
            }, null)
            : (null, PlanRefusals.Unknown);
    }

    /// <summary>What the product has of one unit, before its sheet is taken in; for who sees the whole plan, of rows that are not the unit's too.</summary>
    public async Task<LedgerBefore> Before(LedgerPlace place, PlanFrame frame, UnitProfile unit, LedgerReading sheet, Caller caller)
    {
        var shares = await place.Shares!.Of(unit.Id);
        var foreign = sheet.Measures.Select(row => row.No).Except(shares.Keys).Take(caller.SeesAll ? MostForeign : 0)
            .Select(no => grains.GetGrain<IMeasureGrain>(new NumberKey(frame.Plan, no).ToString()).Get());
        return new()
        {
            Unit = unit.Name,
            LastTakenIn = await grains.GetGrain<ILedgerBookGrain>(frame.Plan).LastTakenIn(unit.Id),
            Percents = shares.ToDictionary(share => share.Key, share => share.Value.Percent),
            Deadlines = shares.Select(share => (No: share.Key, share.Value.Deadline))
                .Concat((await Task.WhenAll(foreign)).OfType<MeasureView>().Select(measure => (measure.No, measure.Deadline)))
                .ToDictionary(measure => measure.No, measure => (DateOnly?)measure.Deadline),
            Measures = shares.Keys.ToHashSet(),
        };
    }

    /// <summary>What the plan in force has, for a sheet with the progress of many units: as much of it as who asks sees.</summary>
    public async Task<LedgerKnown> Known(LedgerPlace place, Caller caller, string? said)
    {
        var frame = place.Frame!;
        var units = frame.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        var leaders = frame.Leaders.ToDictionary(leader => leader.Id, leader => leader.Title);
        var measures = new List<KnownMeasure>();
        await PlanLines.Each(grains, frame.Plan, new(), measure =>
        {
            if (caller.Sees(measure))
            {
                measures.Add(Known(measure, units, leaders));
            }
        });
        var book = grains.GetGrain<ILedgerBookGrain>(frame.Plan);
        var taken = await Task.WhenAll(frame.Units.Select(async unit => (unit.Name, Day: await book.LastTakenIn(unit.Id))));
        return new()
        {
            Measures = measures,
            TakenIn = taken.Where(unit => unit.Day is not null).DistinctBy(unit => unit.Name).ToDictionary(unit => unit.Name, unit => unit.Day!.Value),
            Own = caller.SeesAll ? null : caller.Actor.Units.Where(units.ContainsKey).Select(unit => units[unit]).ToHashSet(),
            As = said,
        };
    }

    private static KnownMeasure Known(MeasureView measure, Dictionary<string, string> units, Dictionary<string, string> leaders) => new()
    {
        No = measure.No,
        Text = measure.Text,
        Deadline = measure.Deadline,
        FirstDeadline = measure.FirstDeadline,
        DeadlineText = measure.Extra?.GetValueOrDefault(DeadlineCells.AsWritten),
        Leader = leaders.GetValueOrDefault(measure.Leader),
        Lead = units.GetValueOrDefault(measure.LeadUnit, measure.LeadUnit),
        Percents = measure.Assignments.DistinctBy(share => units.GetValueOrDefault(share.Unit, share.Unit))
            .ToDictionary(share => units.GetValueOrDefault(share.Unit, share.Unit), share => share.Percent),
        StateText = measure.Extra?.GetValueOrDefault(KeptColumns.StateAsWritten),
        ProgressText = measure.Extra?.GetValueOrDefault(KeptColumns.ProgressAsWritten),
    };

    public static AssignmentView Share(MeasureView measure, string unit) => measure.Assignments.First(share => share.Unit == unit);

    private DateOnly Today(LedgerOptions options, string timeZone = TimeZones.Usual) =>
        options.Today ?? options.Context?.Today ?? PlanCalendar.Of(timeZone).DayOf(clock.GetUtcNow());

    private static LedgerContext Read(IReadOnlyList<UnitProfile> units, IReadOnlyList<Leader> leaders, DateOnly feedback, DateOnly today) => new()
    {
        Counties = [.. units.Where(unit => unit.Kind == UnitKind.County).Select(unit => unit.Name)],
        Departments = [.. units.Where(unit => unit.Kind != UnitKind.County).Select(unit => unit.Name)],
        Leaders = [.. leaders.Select(leader => leader.Title)],
        FeedbackDate = feedback,
        Today = today,
    };

    private static IEnumerable<UnitProfile> Profiles(IReadOnlyList<string> names, UnitKind kind, int before) =>
        names.Select((name, i) => new UnitProfile { Id = $"unit-{before + i + 1:000}", Name = name, Kind = kind });
}
