using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>What a plan's document comes to before anything is written: the plan, normalized, or everything that is wrong with it.</summary>
/// <param name="Plan"><see langword="null"/> exactly when there are errors.</param>
/// <param name="Errors">At most <see cref="PlanLimits.MaxErrors"/>.</param>
internal sealed record PlanJudgement(PlanDocument? Plan, IReadOnlyList<Refusal> Errors)
{
    public static PlanJudgement Of(PlanReading reading)
    {
        var errors = PlanErrors.Of(reading);
        return errors.Count > 0 ? new(null, errors) : new(PlanNormalizer.Normalize(reading.Document!), []);
    }
}
