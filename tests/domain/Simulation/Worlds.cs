using CsCheck;
using Rectification.Figures;
using Rectification.Plans;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>Random measures under random rules.</summary>
internal static class Worlds
{
    public const string Lead = "lead";
    public const string Leader = "leader-a";
    public const string Budget = "budgetExecution";
    public const string Savings = "savings";

    public static readonly DateOnly Start = new(2024, 10, 20);

    /// <summary>Havana's clocks go back to midnight, Santiago's skip it; both within the days that stories reach.</summary>
    private static readonly Gen<string> Zone = Gen.Frequency(
        (6, Gen.Const("Asia/Shanghai")), (1, Gen.Const("UTC")), (1, Gen.Const("America/Havana")), (1, Gen.Const("America/Santiago")));

    /// <summary>Wholes and tenths only: the instants of the pace then fall on whole ticks and can be compared exactly.</summary>
    private static readonly Gen<Target?> Target = Gen.OneOf(0m, 0m, 1m, 40m, 62.5m, 500m, 0.000001m)
        .Select(value => value == 0 ? null : new Target { Value = value, Unit = "户" });

    private static readonly Gen<PromisedInstitution?> Institution = Gen.OneOf(0, 0, 1, 2)
        .Select(kind => kind == 0 ? null : new PromisedInstitution { Kind = (InstitutionKind)kind, Title = "办法" });

    /// <summary>Mostly none; otherwise a floor, a ceiling, or what is only counted.</summary>
    private static readonly Gen<IReadOnlyList<MeasureQuantity>?> Quantities = Gen.OneOf(0, 0, 0, 1, 2, 3).Select(kind => kind == 0 ? null
        : (IReadOnlyList<MeasureQuantity>?)
        [
            new() { Name = Budget, Unit = "%", Target = kind == 3 ? null : 50, Bound = kind == 2 ? Bound.AtMost : null },
        ]);

    private static readonly Gen<MeasureDefinition> Definition = Gen.Select(
        Gen.Int[0, 3], Gen.Int[1, 200], Target, Institution, Gen.Bool, Gen.Select(Gen.Int[0, 4], Quantities),
        (supporting, days, target, institution, longTerm, more) => new MeasureDefinition
        {
            No = 7,
            Problem = 3,
            Text = "整改措施",
            LeadUnit = Lead,
            Units = [.. Enumerable.Range(1, supporting).Select(i => $"support-{i}")],
            Leader = Leader,
            Start = Start,
            Deadline = Start.AddDays(days - 1),
            Cadence = more.Item1 == 0 ? null : (Cadence)more.Item1,
            Quantities = more.Item2,
            Target = target,
            Institution = institution,
            LongTerm = longTerm,
        });

    private static readonly Gen<LightRule> Rule = Gen.Select(
        Gen.Int[1, 2], Gen.OneOf(1, 2, 2, 2, 3, 4), Gen.OneOf(0, 5, 20, 50, 99, 100), Gen.OneOf(0, 1, 14, 60), Gen.OneOf(0, 1, 10, 50, 80, 100), Gen.Int[1, 6],
        (light, kind, share, days, percent, metric) => new LightRule
        {
            Light = (Light)light,
            Kind = (LightKind)kind,
            Points = share,
            ForDays = days,
            Percent = percent,
            AfterShare = share,
            Days = days,
            Metric = metric == 3 ? Metric.Quantity : Metric.Percent,
            MetricName = metric switch { 4 or 5 => Budget, 6 => Savings, _ => null },
        });

    private static readonly Gen<IReadOnlyList<LightRule>> Lights = Gen.Frequency(
        (1, Gen.Const(new PlanRules().Lights)), (3, Rule.Array[0, 4].Select(rules => (IReadOnlyList<LightRule>)rules)));

    private static readonly Gen<ExtensionRule> Extensions = Gen.Select(
        Gen.OneOf(-1, -1, 0, 1, 2), Gen.OneOf(0, 0, 10, 60, 400), Gen.OneOf(24, 24, 0, 9, 17),
        (most, days, hour) => new ExtensionRule
        {
            Most = most < 0 ? null : most,
            LongestDays = days == 0 ? null : days,
            Until = hour == 24 ? null : new(hour, 0),
        });

    private static readonly Gen<PlanRules> Rules = Gen.Select(
        Gen.Enum<ReviewStep>().Array[1, 3], Lights, Gen.OneOf(0, 1, 5, 30), Gen.Enum<Cadence>(), Extensions,
        (chain, lights, reviewDays, standing, extensions) => new PlanRules
        {
            SignOffChain = chain,
            Lights = lights,
            ReviewDays = reviewDays,
            StandingCadence = standing,
            Extensions = extensions,
        });

    /// <summary>Rules before the newest: mostly some of the same, as people change one thing at a time.</summary>
    private static readonly Gen<(IReadOnlyList<LightRule> Lights, int Same, int ReviewDays, ExtensionRule Extensions, int Day)> Earlier =
        Gen.Select(Lights, Gen.Int[0, 3], Gen.OneOf(0, 5, 30), Extensions, Gen.Int[-60, 260]);

    public static readonly Gen<OracleCase> Any = Gen.Select(
        Definition, Rules, Zone, Gen.OneOf(Leader, "leader-b", "leader-b", null), Earlier.Array[0, 3],
        (definition, rules, zone, principal, former) => new OracleCase(definition, rules, zone, principal)
        {
            Former =
            [
                .. former.OrderBy(period => period.Day).DistinctBy(period => period.Day).Select(period => new RulesPeriod
                {
                    Rules = rules with
                    {
                        Lights = Changed(rules.Lights, period.Lights, period.Same),
                        ReviewDays = period.ReviewDays,
                        Extensions = period.Extensions,
                    },
                    Until = OracleDays.Beginning(zone, Start.AddDays(period.Day)),
                }),
            ],
        });

    private static IReadOnlyList<LightRule> Changed(IReadOnlyList<LightRule> newest, IReadOnlyList<LightRule> others, int same) => same switch
    {
        0 => others,
        1 => newest,
        2 => [.. newest.Reverse()],
        _ => [.. newest.Skip(1), .. others],
    };
}
