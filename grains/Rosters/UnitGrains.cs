using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Rectification.Plans;
using Rectification.Units;

namespace Rectification.Rosters;

/// <summary>From a unit's id to its grain: a county's or a department's, as the plan says.</summary>
internal static class UnitGrains
{
    private static readonly ConditionalWeakTable<PlanFrame, FrozenDictionary<string, UnitProfile>> Profiles = [];

    public static UnitProfile? Profile(this PlanFrame frame, string unit) =>
        Profiles.GetValue(frame, static f => f.Units.ToFrozenDictionary(profile => profile.Id, StringComparer.Ordinal)).GetValueOrDefault(unit);

    public static IUnitGrain Unit(this IGrainFactory grains, PlanFrame frame, string unit) => Unit(grains, frame, frame.Profile(unit)!);

    public static IUnitGrain Unit(this IGrainFactory grains, PlanFrame frame, UnitProfile profile)
    {
        var key = new NameKey(frame.Plan, profile.Id).ToString();
        return profile.Kind switch
        {
            UnitKind.County => grains.GetGrain<ICountyGrain>(key),
            UnitKind.Department => grains.GetGrain<IDepartmentGrain>(key),
            _ => throw new InvalidOperationException($"Unit {profile.Id} is of unknown kind {profile.Kind}."),
        };
    }
}
