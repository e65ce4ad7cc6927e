using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Queries;

internal sealed partial class PlanQueryGrain
{
    private const int RegisteredPage = 500;

    public async Task<PlanFigures> Figures(DateTimeOffset? asOf)
    {
        var frame = await Frame();
        var moment = asOf ?? plans.Clock.GetUtcNow();
        var definitions = await FigureDefinitions(frame);
        var lives = await Lives(frame, [.. definitions.SelectMany(figure => figure.From?.Measures ?? []).Distinct().Order()], moment);
        var cadences = definitions.Select(figure => figure.From).OfType<LeastReports>().Select(least => least.Measure).ToHashSet();
        var facts = new FigureFacts
        {
            Measures = lives.Where(life => life.Life.Context is { Definition.Rescinded: null })
                .ToDictionary(life => life.No, life => (life.Life.Context!.Definition, life.Life.State)),
            Counts = await Counts(frame, [.. definitions.SelectMany(figure => figure.From?.Counts ?? []).Select(count => count.What).Distinct()], asOf),
            Cadences = lives.Where(life => cadences.Contains(life.No)).Select(life => CadencePeriods.Of(frame, life.Definition, life.Entries, moment))
                .OfType<CadenceView>().ToDictionary(cadence => cadence.Measure),
            Decimals = frame.Rules.DecimalsOfPercent(),
        };
        return new()
        {
            Plan = Plan,
            AsOf = PlanCalendar.Of(frame.TimeZone).Local(moment),
            Items = [.. definitions.Select(figure => FigureSums.Of(figure, facts))],
        };
    }

    public async Task<CadenceView?> Cadence(int measure, DateTimeOffset? asOf)
    {
        var frame = await Frame();
        var moment = asOf ?? plans.Clock.GetUtcNow();
        return (await Lives(frame, [measure], moment)).Select(life => CadencePeriods.Of(frame, life.Definition, life.Entries, moment)).FirstOrDefault();
    }

    public async Task<CadencePage> Cadences(int after, int limit, DateTimeOffset? asOf)
    {
        var frame = await Frame();
        var (moment, items) = (asOf ?? plans.Clock.GetUtcNow(), new List<CadenceView>());
        await foreach (var page in plans.Rosters.MeasurePages(frame, after))
        {
            var numbers = page.Where(measure => measure.Cadence is not null).Select(measure => measure.No).Take(limit - items.Count).ToList();
            items.AddRange((await Lives(frame, numbers, moment)).Select(life => CadencePeriods.Of(frame, life.Definition, life.Entries, moment))
                .OfType<CadenceView>());
            if (numbers.Count > 0 && items.Count == limit)
            {
                return new() { Items = items, Next = numbers[^1] };
            }
        }

        return new() { Items = items };
    }

    /// <summary>The figures as the plan states them now; a kind of money is what all measures report of it.</summary>
    private async Task<IReadOnlyList<FigureDefinition>> FigureDefinitions(PlanFrame frame)
    {
        var figures = await StatedFigures.Of(plans.Rows, Plan);
        if (!StatedFigures.HaveMoney(figures))
        {
            return figures;
        }

        var money = new List<(MoneyOutcome Kind, QuantityOf Quantity)>();
        await foreach (var page in plans.Rosters.MeasurePages(frame, after: 0))
        {
            money.AddRange(page.SelectMany(StatedFigures.Money));
        }

        return StatedFigures.Resolved(figures, money);
    }

    /// <summary>What the measures of the figures hold as reported, against their trails.</summary>
    private async Task<Check> CheckFigures(PlanFrame frame)
    {
        var numbers = (await FigureDefinitions(frame)).SelectMany(figure => figure.From?.Measures ?? []).Distinct().Order().ToList();
        var found = new List<Mismatch>();
        foreach (var history in await trails.ReadMany(Plan, numbers))
        {
            if (await plans.Rosters.Measure(frame, history.No) is not { } definition)
            {
                continue;
            }

            var life = new MeasureLife(frame, definition, history.Entries);
            life.To(DateTimeOffset.MaxValue);
            var (told, held) = (Reported(life.State), Reported(history.State));
            if (told != held)
            {
                found.Add(new() { Counter = "figures", Item = FormattableString.Invariant($"measure:{history.No}"), Expected = told, Counted = held });
            }
        }

        return new(found, 0, false);
    }

    /// <summary>Everything the units have reported in numbers.</summary>
    private static string Reported(MeasureState state) => string.Join(' ', state.Assignments.OrderBy(part => part.Unit, StringComparer.Ordinal)
        .SelectMany(part => part.Metrics.Select(metric => FormattableString.Invariant($"{part.Unit}.{metric.Name}={metric.Value:0.######}"))
            .Prepend(FormattableString.Invariant($"{part.Unit}={part.Quantity:0.######}"))));

    /// <summary>Measures of the plan with their trails, followed up to a moment.</summary>
    private async Task<IReadOnlyList<(int No, MeasureDefinition Definition, IReadOnlyList<TrailEntry> Entries, MeasureLife Life)>> Lives(
        PlanFrame frame, IReadOnlyList<int> numbers, DateTimeOffset moment)
    {
        var lives = new List<(int, MeasureDefinition, IReadOnlyList<TrailEntry>, MeasureLife)>();
        foreach (var history in await trails.ReadMany(Plan, numbers))
        {
            if (await plans.Rosters.Measure(frame, history.No) is { } definition)
            {
                var life = new MeasureLife(frame, definition, history.Entries);
                life.To(moment);
                lives.Add((history.No, definition, history.Entries, life));
            }
        }

        return lives;
    }

    /// <summary>What is asked for of the plan's counts: from the counters for now, from the trails for the past.</summary>
    private async Task<IReadOnlyDictionary<FigureCount, long>> Counts(PlanFrame frame, IReadOnlyList<FigureCount> asked, DateTimeOffset? asOf)
    {
        if (asked.Count == 0)
        {
            return new Dictionary<FigureCount, long>();
        }

        var sheet = asOf is { } moment ? await RatesAsOf(moment, knownAt: null, exact: false) : await Rollup(frame.RootRegion).GetSheet();
        var byKind = asked.Any(count => count is FigureCount.InstitutionsNew or FigureCount.InstitutionsRevised)
            ? await Registered(asOf) : new Dictionary<InstitutionKind, long>();
        return asked.ToDictionary(count => count, count => count switch
        {
            FigureCount.Problems => sheet.Problems.Total,
            FigureCount.ProblemsSignedOff => sheet.Problems.SignedOff,
            FigureCount.Measures => sheet.Measures.Total,
            FigureCount.MeasuresSignedOff => sheet.Measures.SignedOff,
            FigureCount.BasicallyDone => sheet.Measures.BasicallyDone,
            FigureCount.Institutions => sheet.Institutions.Registered,
            FigureCount.InstitutionsNew => byKind.GetValueOrDefault(InstitutionKind.New),
            FigureCount.InstitutionsRevised => byKind.GetValueOrDefault(InstitutionKind.Revised),
            _ => throw new InvalidOperationException($"No count for {count}."),
        });
    }

    /// <summary>Registered institutions of each kind; no counter tells them apart.</summary>
    private async Task<Dictionary<InstitutionKind, long>> Registered(DateTimeOffset? asOf)
    {
        var found = new Dictionary<InstitutionKind, long>();
        for (int? after = 0; after is { } from;)
        {
            var page = await Measures(new() { Institution = true, Registered = true, AsOf = asOf, After = from, Limit = RegisteredPage });
            foreach (var measure in page.Items.Where(measure => measure.Status != MeasureStatus.Rescinded))
            {
                var kind = measure.Institution!.Kind;
                found[kind] = found.GetValueOrDefault(kind) + 1;
            }

            after = page.Next;
        }

        return found;
    }
}
