using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Figures;

/// <summary>What the figures of a plan are computed from, as of one moment.</summary>
internal sealed record FigureFacts
{
    /// <summary>The measures the figures name, those that were part of the plan and to be carried out then.</summary>
    public required IReadOnlyDictionary<int, (MeasureDefinition Definition, MeasureState State)> Measures { get; init; }

    public required IReadOnlyDictionary<FigureCount, long> Counts { get; init; }

    /// <summary>Periods of the measures of which figures say how often they are reported on.</summary>
    public required IReadOnlyDictionary<int, CadenceView> Cadences { get; init; }

    /// <summary>Decimals of the plan's percentages.</summary>
    public required int Decimals { get; init; }
}

/// <summary>Computes figures from what measures report. Pure and exact; <c>docs/reference/figures.md</c> says the same in words.</summary>
internal static class FigureSums
{
    /// <summary>Beyond this a share is printed as its number: percentages are computed in decimals.</summary>
    private const long LargestWhole = 1_000_000_000_000_000_000;

    public static FigureView Of(FigureDefinition figure, FigureFacts facts)
    {
        var terms = new List<FigureTerm>();
        var (value, text, trouble) = figure.From is { } origin ? Value(figure, origin, facts, terms) : default;
        return new()
        {
            Name = figure.Name,
            What = figure.What,
            Unit = figure.Unit,
            Stated = figure.Stated,
            Bound = figure.Bound,
            Source = figure.Source,
            Quote = figure.Quote,
            Why = figure.Why,
            Derived = figure.From is not null,
            Value = value?.Shown,
            Rounded = value?.IsShownWhole == false,
            Text = text ?? (value is { } amount ? $"{amount}{figure.Unit}" : null),
            Holds = value is { } reported && figure.Stated is { } stated ? Bounds.Holds(figure.Bound, Amount.Of(stated), reported) : null,
            Terms = terms,
            Trouble = trouble,
        };
    }

    private static (Amount? Value, string? Text, Refusal? Trouble) Value(
        FigureDefinition figure, FigureOrigin origin, FigureFacts facts, List<FigureTerm> terms)
    {
        switch (origin)
        {
            case CountOf count:
                return (Amount.Of(facts.Counts.GetValueOrDefault(count.What)), null, null);
            case LeastReports least:
                return (Least(facts.Cadences.GetValueOrDefault(least.Measure)), null, null);
            case RatioOf ratio:
                return Ratio(figure, ratio, facts, terms);
            case SumOf sum when figure.Unit is { } unit:
                var (whole, trouble) = Sum(sum, CountingUnit.Of(unit).Base, facts, terms, divides: false);
                return trouble is not null ? (null, null, trouble) : (CountingUnit.Of(unit).FromBase(whole), null, null);
            default:
                return (null, null, PlanRefusals.FigureUnitMissing($"/figureSources/{figure.Name}"));
        }
    }

    private static (Amount? Value, string? Text, Refusal? Trouble) Ratio(FigureDefinition figure, RatioOf ratio, FigureFacts facts, List<FigureTerm> terms)
    {
        var isShare = figure.Unit is null or CountingUnit.Percent;
        var units = isShare ? null : CountingUnit.Ratio(figure.Unit!);
        var kind = isShare ? KindOf(ratio.Of, facts) ?? KindOf(ratio.To, facts) : null;
        var (of, first) = Part(ratio.Of, units?.Of.Base ?? kind, facts, terms, divides: false);
        var (to, second) = Part(ratio.To, units?.To.Base ?? kind, facts, terms, divides: true);
        if ((first ?? second) is { } trouble || to.IsZero)
        {
            return (null, null, first ?? second);
        }

        if (!isShare)
        {
            return units is var (above, below) ? (above.FromBase(of) / below.FromBase(to), null, null)
                : (null, null, PlanRefusals.FigureUnitDiffers($"/figureSources/{figure.Name}/unit", "%", figure.Unit!));
        }

        var share = of * Amount.Of(100) / to;
        var printed = of >= Amount.Of(0) && to > of && to < Amount.Of(LargestWhole) ? Percentages.Of(of.Shown, to.Shown, facts.Decimals)
            : Percentages.Value(share.Shown, facts.Decimals);
        return (share, printed, null);
    }

    private static (Amount Sum, Refusal? Trouble) Part(FigureOrigin part, string? kind, FigureFacts facts, List<FigureTerm> terms, bool divides) => part switch
    {
        CountOf count => (Amount.Of(facts.Counts.GetValueOrDefault(count.What)), null),
        SumOf sum => Sum(sum, kind, facts, terms, divides),
        _ => (default, PlanRefusals.FigureOrigin("/figureSources", "sum, count, outcome")),
    };

    private static (Amount Sum, Refusal? Trouble) Sum(SumOf sum, string? kind, FigureFacts facts, List<FigureTerm> terms, bool divides)
    {
        var whole = Amount.Of(0);
        foreach (var term in sum.Terms)
        {
            // One that was added later, or is not to be carried out any more, adds nothing.
            if (!facts.Measures.TryGetValue(term.Measure, out var measure))
            {
                continue;
            }

            // The plan may have been amended since the figure was described.
            if (measure.Definition.UnitOf(term.Name) is not { } unit)
            {
                return (default, PlanRefusals.FigureQuantityUnknown("/figureSources", term.Measure, term.Name));
            }

            if (CountingUnit.Of(unit).Base != kind)
            {
                return (default, PlanRefusals.FigureUnitDiffers("/figureSources", unit, kind ?? ""));
            }

            var read = Term(term, measure.Definition, measure.State, unit) with { Divides = divides };
            terms.Add(read);
            whole += CountingUnit.Of(unit).ToBase(Amount.Of(read.Value));
        }

        return (whole, null);
    }

    private static FigureTerm Term(QuantityOf quantity, MeasureDefinition definition, MeasureState state, string unit)
    {
        var shares = state.Assignments
            .Select(part => (part.Unit, Value: quantity.Name is null ? part.Quantity : Metric(part, quantity.Name)))
            .Where(part => part.Value is not null).Select(part => new FigureShare(part.Unit, part.Value!.Value)).ToList();
        return new()
        {
            Measure = quantity.Measure,
            Quantity = quantity.Name,
            What = quantity.Name is null ? definition.Target?.What : definition.Quantities?.First(own => own.Name == quantity.Name).What,
            Unit = unit,
            Value = shares.Sum(share => share.Value),
            Shares = shares,
        };
    }

    private static decimal? Metric(AssignmentState part, string name)
    {
        var known = part.Metrics.FirstOrDefault(metric => metric.Name == name);
        return known.Name is null ? null : known.Value;
    }

    private static string? KindOf(FigureOrigin part, FigureFacts facts) => part is SumOf sum
        ? sum.Terms.Select(term => facts.Measures.GetValueOrDefault(term.Measure).Definition?.UnitOf(term.Name)).OfType<string>().FirstOrDefault() is { } unit
            ? CountingUnit.Of(unit).Base : null
        : null;

    private static Amount? Least(CadenceView? cadence)
    {
        // One report of any unit is one of the measure.
        var owed = (cadence?.Units ?? []).SelectMany(unit => unit.Periods).Where(period => period.To < cadence!.Day).GroupBy(period => period.From)
            .Where(period => period.Any(own => own.State != PeriodState.NotOwed))
            .Select(period => period.Sum(own => own.Reports)).ToList();
        return owed.Count == 0 ? null : Amount.Of(owed.Min());
    }
}
