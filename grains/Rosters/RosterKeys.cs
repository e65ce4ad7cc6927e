namespace Rectification.Rosters;

/// <summary>Names of the roster rows. A version's rows are written once and never change; the plan's header makes them current.</summary>
internal static class RosterKeys
{
    public const string StateName = "roster-v1";
    public const string IndexType = "roster-index";
    public const string MeasureType = "roster-measures";
    public const string ProblemType = "roster-problems";
    public const string UnitType = "roster-unit";

    public static string Index(string plan, int version) => $"{plan}:v{version}";

    public static string Page(string plan, RosterPlace place) => $"{plan}:v{place.Version}:{place.Page}";

    public static string Unit(string plan, string unit, RosterPlace place) => $"{plan}:v{place.Version}:{unit}:{place.Page}";
}
