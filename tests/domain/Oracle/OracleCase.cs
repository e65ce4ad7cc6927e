using Rectification.Plans;

namespace Rectification.Tests.Oracle;

/// <summary>What the plan says of one measure, its rules, and the zone its days belong to.</summary>
internal sealed record OracleCase(MeasureDefinition Definition, PlanRules Rules, string Zone, string? Principal)
{
    /// <summary>Rules of former times, oldest first.</summary>
    public IReadOnlyList<RulesPeriod> Former { get; init; } = [];

    public DateTimeOffset StartBegins => OracleDays.Beginning(Zone, Definition.Start);

    public DateOnly Today(DateTimeOffset at) => OracleDays.DayAt(Zone, at);

    public PlanRules RulesAt(DateTimeOffset at) => Former.FirstOrDefault(period => at < period.Until)?.Rules ?? Rules;

    /// <summary>Since when a rule in force at this time has been in force without a break.</summary>
    public DateTimeOffset InForceSince(LightRule rule, DateTimeOffset at)
    {
        var since = DateTimeOffset.MinValue;
        foreach (var period in Former.Where(period => period.Until <= at))
        {
            since = !period.Rules.Lights.Contains(rule) ? period.Until : since;
        }

        return since;
    }

    public bool IsSupporting(string unit) => Definition.Units.Contains(unit);

    public bool IsAssigned(string unit) => unit == Definition.LeadUnit || IsSupporting(unit);
}
