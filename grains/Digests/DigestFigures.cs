using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>量化数字：the plan's derived figures as they were known at a digest's end, and at the end of the one before. Pure.</summary>
internal sealed class DigestFigures
{
    private readonly IReadOnlyList<FigureDefinition> _figures;
    private readonly PlanFrame _frame;
    private readonly HashSet<int> _measures;
    private readonly HashSet<int> _cadences;
    private readonly Side _now;
    private readonly Side _before;

    /// <param name="frame">The plan as it was known at the digest's moment.</param>
    /// <param name="slot">What the digest covers.</param>
    /// <param name="figures">All that the plan states.</param>
    public DigestFigures(PlanFrame frame, DigestSlot slot, IEnumerable<FigureDefinition> figures)
    {
        (_frame, _figures) = (frame, [.. figures.Where(figure => figure.From is not null)]);
        (_now, _before) = (new(slot.To, slot.Moment), new(slot.From, slot.Before));
        _measures = [.. _figures.SelectMany(figure => figure.From!.Measures)];
        _cadences = [.. _figures.Select(figure => figure.From).OfType<LeastReports>().Select(least => least.Measure)];
    }

    /// <summary>A measure with its trail.</summary>
    public void Add(MeasureDefinition definition, IReadOnlyList<TrailEntry> entries)
    {
        if (_figures.Count == 0)
        {
            return;
        }

        var life = new MeasureLife(_frame, definition, entries);
        foreach (var side in new[] { _before, _now })
        {
            life.To(side.At, side.KnownAt);
            if (life.Context is not { Definition: { Rescinded: null } planned })
            {
                continue;
            }

            var money = StatedFigures.Money(planned).ToList();
            side.Money.AddRange(money);
            if (_measures.Contains(planned.No) || money.Count > 0)
            {
                side.Measures[planned.No] = (planned, life.State);
            }

            if (planned.Institution is { } promised && life.State.Institution is not null)
            {
                side.Registered[promised.Kind] = side.Registered.GetValueOrDefault(promised.Kind) + 1;
            }

            if (_cadences.Contains(planned.No)
                && CadencePeriods.Of(_frame, definition, [.. entries.TakeWhile(entry => !(entry.Recorded > side.KnownAt))], side.At) is { } cadence)
            {
                side.Cadences[planned.No] = cadence;
            }
        }
    }

    /// <summary>The derived figures, in the plan's order.</summary>
    /// <param name="now">The plan's counts at the digest's end.</param>
    /// <param name="before">Those at the end of the one before.</param>
    public IReadOnlyList<DigestFigure> Lines(Tally now, Tally before)
    {
        var former = Views(_before, before);
        return [.. Views(_now, now).Zip(former, (figure, earlier) => new DigestFigure
        {
            Name = figure.Name,
            What = figure.What,
            Unit = figure.Unit,
            Stated = figure.Stated,
            Bound = figure.Bound,
            Value = figure.Value,
            Before = earlier.Value,
            BeforeText = earlier.Text,
            Text = figure.Text,
            Holds = figure.Holds,
            Trouble = figure.Trouble?.Code,
        })];
    }

    private IEnumerable<FigureView> Views(Side side, Tally tally)
    {
        var facts = new FigureFacts
        {
            Measures = side.Measures,
            Cadences = side.Cadences,
            Decimals = _frame.Rules.DecimalsOfPercent(),
            Counts = Enum.GetValues<FigureCount>().ToDictionary(count => count, count => count switch
            {
                FigureCount.Problems => tally[Figure.ProblemTotal],
                FigureCount.ProblemsSignedOff => tally[Figure.ProblemSignedOff],
                FigureCount.Measures => tally[Figure.MeasureTotal],
                FigureCount.MeasuresSignedOff => tally[Figure.SignedOff],
                FigureCount.BasicallyDone => tally[Figure.BasicallyDone],
                FigureCount.Institutions => tally[Figure.InstitutionRegistered],
                FigureCount.InstitutionsNew => side.Registered.GetValueOrDefault(InstitutionKind.New),
                FigureCount.InstitutionsRevised => side.Registered.GetValueOrDefault(InstitutionKind.Revised),
                _ => throw new InvalidOperationException($"No count for {count}."),
            }),
        };
        return StatedFigures.Resolved(_figures, side.Money).Select(figure => FigureSums.Of(figure, facts));
    }

    /// <summary>What is known of the measures at one moment.</summary>
    private sealed record Side(DateTimeOffset At, DateTimeOffset KnownAt)
    {
        public Dictionary<int, (MeasureDefinition Definition, MeasureState State)> Measures { get; } = [];

        public Dictionary<int, CadenceView> Cadences { get; } = [];

        public Dictionary<InstitutionKind, long> Registered { get; } = [];

        public List<(MoneyOutcome Kind, QuantityOf Quantity)> Money { get; } = [];
    }
}
