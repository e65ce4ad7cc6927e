using Rectification.Plans;

namespace Rectification.Tests.Oracle;

/// <summary>What the plan says of one measure, its rules, and the zone its days belong to.</summary>
internal sealed record OracleCase(MeasureDefinition Definition, PlanRules Rules, string Zone, string? Principal)
{
    public DateTimeOffset StartBegins => OracleDays.Beginning(Zone, Definition.Start);

    public DateOnly Today(DateTimeOffset at) => OracleDays.DayAt(Zone, at);

    public bool IsSupporting(string unit) => Definition.Units.Contains(unit);

    public bool IsAssigned(string unit) => unit == Definition.LeadUnit || IsSupporting(unit);
}
