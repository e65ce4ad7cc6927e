using Rectification.Figures;
using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>What measures count beside their targets, and how targets are split over units.</summary>
public static partial class PlanValidator
{
    private const string Yuan = "元";

    private static bool IsTarget(decimal value) => value is > 0 and <= MaxTarget && decimal.Round(value, TargetDecimals) == value;

    private static void Quantities(MeasureDefinition measure, Place at, PlanFindings findings)
    {
        var all = measure.Quantities ?? [];
        if (all.Count > PlanLimits.MaxQuantities)
        {
            findings.Add(PlanRefusals.TooMany(at.ToString(), PlanLimits.MaxQuantities));
            return;
        }

        for (var i = 0; i < all.Count; i++)
        {
            Quantity(measure, all[i], all.Take(i).Any(other => other.Name == all[i].Name), at.At(i), findings);
        }
    }

    private static void Quantity(MeasureDefinition measure, MeasureQuantity quantity, bool repeated, Place at, PlanFindings findings)
    {
        if (repeated || !MetricNames.IsReportable(quantity.Name))
        {
            findings.Add(PlanRefusals.QuantityNameTaken(at.At("name").ToString(), quantity.Name));
        }

        Text(quantity.Unit, at.At("unit"), findings);
        OptionalText(quantity.What, at.At("what"), findings);
        if (quantity.Bound is not (null or Bound.AtLeast or Bound.AtMost))
        {
            findings.Add(PlanRefusals.QuantityBound(at.At("bound").ToString()));
        }

        if (quantity.Outcome is not null && CountingUnit.Of(quantity.Unit).Base != Yuan)
        {
            findings.Add(PlanRefusals.OutcomeIsMoney(at.At("unit").ToString(), quantity.Unit));
        }

        if (quantity.Target is { } target)
        {
            if (!IsTarget(target))
            {
                findings.Add(PlanRefusals.TargetOutOfRange(at.At("target").ToString()));
            }

            Shares(quantity.Shares, target, measure, at, findings);
        }
        else if (quantity.Shares is not null)
        {
            findings.Add(PlanRefusals.FieldMissing(at.At("target").ToString(), "target"));
        }
    }

    /// <summary>Shares are of the measure's own units, and make up the target.</summary>
    private static void Shares(IReadOnlyDictionary<string, decimal>? shares, decimal target, MeasureDefinition measure, Place at, PlanFindings findings)
    {
        if (shares is null)
        {
            return;
        }

        if (shares.Keys.FirstOrDefault(unit => !measure.Involves(unit)) is { } stranger)
        {
            findings.Add(PlanRefusals.ShareUnitUnknown(at.At("shares").ToString(), stranger));
        }
        else if (shares.Values.Any(share => !IsTarget(share)))
        {
            findings.Add(PlanRefusals.TargetOutOfRange(at.At("shares").ToString()));
        }
        else if (shares.Values.Aggregate(Amount.Of(0), (sum, share) => sum + Amount.Of(share)) is var whole && whole != Amount.Of(target))
        {
            findings.Add(PlanRefusals.SharesDoNotAddUp(at.At("shares").ToString(), whole.ToString(), Amount.Of(target).ToString()));
        }
    }
}
