using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>
/// Brings a valid plan document into the one form the grains know: exactly one root region, every unit under a region. A document that
/// is in this form already stays as it is.
/// </summary>
public static class PlanNormalizer
{
    /// <summary>Id of the root region of a plan that names no regions.</summary>
    public const string ImplicitRoot = "city";

    private const string ImplicitRootName = "全市";

    /// <param name="plan">A document in which <see cref="PlanValidator"/> found nothing wrong.</param>
    public static PlanDocument Normalize(PlanDocument plan)
    {
        IReadOnlyList<Region> stated = plan.Regions.Count > 0 ? plan.Regions : [new Region { Id = ImplicitRoot, Name = ImplicitRootName }];
        var root = stated.First(region => region.Parent is null).Id;
        var regions = stated.Select(region => region.Id).ToHashSet(StringComparer.Ordinal);
        var parents = plan.Units.Select(unit => unit.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);

        // A unit that others name as their parent is counted as a unit and also adds up those below: the region of its id does the latter.
        var heads = plan.Units.Where(unit => parents.Contains(unit.Id) && !regions.Contains(unit.Id)).ToList();
        var headed = heads.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        return plan with
        {
            Regions = [.. stated, .. heads.Select(unit => new Region { Id = unit.Id, Name = unit.Name, Parent = unit.Parent ?? root })],
            Units = [.. plan.Units.Select(unit => unit with { Parent = headed.Contains(unit.Id) ? unit.Id : unit.Parent ?? root })],
        };
    }
}
