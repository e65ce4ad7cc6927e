using Rectification.Figures;
using Rectification.Plans;

namespace Rectification.Documents.Figures;

/// <summary>Judges whether a figure can be had from what it names: measures and quantities that are there, and units that are of one kind.</summary>
internal sealed class FigureCheck(IReadOnlyDictionary<int, MeasureDefinition> measures, PlanFindings findings)
{
    private const string Yuan = "元";

    public void Of(FigureOrigin origin, string? unit, Place at)
    {
        var from = at.At("from");
        switch (origin)
        {
            case CountOf:
                break;
            case LeastReports least:
                if (Known(least.Measure, from.At("leastReports")) is { Cadence: null })
                {
                    findings.Add(PlanRefusals.FigureCadenceMissing(from.At("leastReports").ToString(), least.Measure));
                }

                break;
            case RatioOf ratio:
                Ratio(ratio, unit, at);
                break;
            case var sum:
                if (unit is null)
                {
                    findings.Add(PlanRefusals.FigureUnitMissing(at.At("unit").ToString()));
                }
                else
                {
                    Part(sum, CountingUnit.Of(unit).Base, unit, from);
                }

                break;
        }
    }

    /// <summary>A share in percent is of one kind; whatever else is divided names both units, 人次/场.</summary>
    private void Ratio(RatioOf ratio, string? unit, Place at)
    {
        var from = at.At("from").At("ratio");
        if (unit is null)
        {
            findings.Add(PlanRefusals.FigureUnitMissing(at.At("unit").ToString()));
        }
        else if (unit == CountingUnit.Percent)
        {
            var kind = FirstUnit(ratio.Of) ?? FirstUnit(ratio.To);
            Part(ratio.Of, kind, kind ?? unit, from.At("of"));
            Part(ratio.To, kind, kind ?? unit, from.At("to"));
        }
        else if (CountingUnit.Ratio(unit) is var (of, to))
        {
            Part(ratio.Of, of.Base, unit, from.At("of"));
            Part(ratio.To, to.Base, unit, from.At("to"));
        }
        else
        {
            findings.Add(PlanRefusals.FigureUnitDiffers(at.At("unit").ToString(), $"{FirstUnit(ratio.Of)}/{FirstUnit(ratio.To)}", unit));
        }
    }

    /// <summary>A part that is added up in a unit; what is counted has none, and fits every one.</summary>
    private void Part(FigureOrigin part, string? kind, string unit, Place at)
    {
        switch (part)
        {
            case SumOf sum:
                for (var i = 0; i < sum.Terms.Count; i++)
                {
                    var (term, place) = (sum.Terms[i], at.At("sum").At(i));
                    if (Known(term.Measure, place.At("measure")) is not { } measure)
                    {
                        continue;
                    }

                    if (measure.UnitOf(term.Name) is not { } own)
                    {
                        findings.Add(PlanRefusals.FigureQuantityUnknown(place.ToString(), term.Measure, term.Name));
                    }
                    else if (CountingUnit.Of(own).Base != kind)
                    {
                        findings.Add(PlanRefusals.FigureUnitDiffers(place.ToString(), own, unit));
                    }
                }

                if (sum.Terms.Count is 0 or > PlanLimits.MaxFigureTerms)
                {
                    findings.Add(sum.Terms.Count == 0 ? PlanRefusals.ListEmpty(at.At("sum").ToString())
                        : PlanRefusals.TooMany(at.At("sum").ToString(), PlanLimits.MaxFigureTerms));
                }

                break;
            case OutcomeOf when kind != Yuan:
                findings.Add(PlanRefusals.FigureUnitDiffers(at.ToString(), Yuan, unit));
                break;
            case RatioOf or LeastReports:
                findings.Add(PlanRefusals.FigureOrigin(at.ToString(), "sum, count, outcome"));
                break;
        }
    }

    private MeasureDefinition? Known(int no, Place at)
    {
        if (measures.GetValueOrDefault(no) is { } measure)
        {
            return measure;
        }

        findings.Add(PlanRefusals.FigureMeasureUnknown(at.ToString(), no));
        return null;
    }

    private string? FirstUnit(FigureOrigin part) => part switch
    {
        SumOf { Terms: [var first, ..] } when measures.GetValueOrDefault(first.Measure)?.UnitOf(first.Name) is { } unit => CountingUnit.Of(unit).Base,
        OutcomeOf => Yuan,
        _ => null,
    };
}
