using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>What lies above what: regions, and units that name a region or another unit as their parent.</summary>
public static partial class PlanValidator
{
    private static void Levels(PlanDocument plan, PlanFindings findings)
    {
        var regions = Ids(plan.Regions, region => region.Id, "regions", findings);
        Each(plan.Regions, "regions", findings, (region, at) =>
        {
            Text(region.Name, at.At("name"), findings);
            if (region.Parent is { } parent && !regions.Contains(parent))
            {
                findings.Add(PlanRefusals.RegionUnknown(at.At("parent").ToString(), parent));
            }
        });
        Roots(plan, findings);
        var units = plan.Units.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        Each(plan.Units, "units", findings, (unit, at) =>
        {
            if (unit.Parent is { } parent && !regions.Contains(parent) && !units.Contains(parent) && !IsImplicitRoot(plan, parent))
            {
                findings.Add(PlanRefusals.ParentUnknown(at.At("parent").ToString(), parent));
            }
        });
        if (findings.Errors.Count == 0)
        {
            Climbs(plan, findings);
        }
    }

    private static void Roots(PlanDocument plan, PlanFindings findings)
    {
        string? root = null;
        Each(plan.Regions, "regions", findings, (region, at) =>
        {
            if (region.Parent is null && root is not null)
            {
                findings.Add(PlanRefusals.SeveralRoots(at.ToString(), root));
            }

            root ??= region.Parent is null ? region.Id : null;
        });
        if (root is null && plan.Regions.Count > 0)
        {
            findings.Add(PlanRefusals.RootMissing());
        }
    }

    private static bool IsImplicitRoot(PlanDocument plan, string id) => plan.Regions.Count == 0 && id == PlanNormalizer.ImplicitRoot;

    /// <summary>From each entry upwards: it must come to an end, and soon.</summary>
    private static void Climbs(PlanDocument plan, PlanFindings findings)
    {
        var above = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var region in plan.Regions)
        {
            above[region.Id] = region.Parent;
        }

        foreach (var unit in plan.Units.Where(unit => !IsImplicitRoot(plan, unit.Id)))
        {
            // Where a region has the id of a unit, a parent of that id is the region.
            above.TryAdd(unit.Id, unit.Parent);
        }

        Each(plan.Regions, "regions", findings, (region, at) => Climb(region.Id, region.Parent, above, at.At("parent"), findings));
        Each(plan.Units, "units", findings, (unit, at) => Climb(unit.Id, unit.Parent, above, at.At("parent"), findings));
    }

    private static void Climb(string id, string? parent, Dictionary<string, string?> above, Place at, PlanFindings findings)
    {
        if (Levels(parent, above, PlanLimits.MaxLevels) <= PlanLimits.MaxLevels)
        {
            return;
        }

        // Only now the long way, which a document of many thousands of entries could not afford for each.
        findings.Add(Levels(parent, above, above.Count) > above.Count
            ? PlanRefusals.UnitCycle(at.ToString(), id)
            : PlanRefusals.TooDeep(at.ToString(), PlanLimits.MaxLevels));
    }

    /// <summary>How many lie above, counted no further than one over <paramref name="most"/>.</summary>
    private static int Levels(string? parent, Dictionary<string, string?> above, int most)
    {
        var levels = 0;
        for (var next = parent; next is not null && levels <= most; next = above.GetValueOrDefault(next))
        {
            levels++;
        }

        return levels;
    }
}
