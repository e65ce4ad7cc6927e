using Rectification.Plans;

namespace Rectification.Tests.Rules;

/// <summary>
/// Base of the examples. Each refuses a command and accepts one that differs in the one thing the rule is about; what was refused is
/// remembered, so that <see cref="CoverageTests"/> can see that no refusal lacks an example.
/// </summary>
public abstract class RuleBook
{
    internal HashSet<string> Heard { get; } = [];

    internal Scene Measure(Func<MeasureDefinition, MeasureDefinition>? with = null, PlanRules? rules = null) =>
        new(with?.Invoke(Scene.Plain) ?? Scene.Plain, rules ?? new(), Heard);
}
