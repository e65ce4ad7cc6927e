using Rectification.Accounts;

namespace Rectification.Plans;

/// <summary>Finds the steps of a plan's sign-off chain that nobody could take: found out at the import, and not when a measure waits for it.</summary>
public static class EligibleReviewers
{
    /// <summary>For each step of the chain the numbers of the measures no enabled account may review; steps without any are left out.</summary>
    public static IReadOnlyList<(ReviewStep Step, IReadOnlyList<int> Measures)> Missing(PlanDocument plan, IReadOnlyList<AccountView> accounts)
    {
        var enabled = accounts.Where(account => account.Disabled is null).ToList();
        var missing = new List<(ReviewStep, IReadOnlyList<int>)>();
        foreach (var step in plan.Rules.SignOffChain)
        {
            var byLeader = new Dictionary<string, IReadOnlyList<AccountView>>(StringComparer.Ordinal);
            var measures = new List<int>();
            foreach (var measure in plan.Measures)
            {
                if (!byLeader.TryGetValue(measure.Leader, out var holders))
                {
                    byLeader[measure.Leader] = holders = [.. enabled.Where(account => Holds(plan, account, step, measure.Leader))];
                }

                if (!holders.Any(account => !account.Units.Any(measure.Involves)))
                {
                    measures.Add(measure.No);
                }
            }

            if (measures.Count > 0)
            {
                missing.Add((step, measures));
            }
        }

        return missing;
    }

    private static bool Holds(PlanDocument plan, AccountView account, ReviewStep step, string leader) => step switch
    {
        ReviewStep.Leader => account.RoleSet.HasFlag(Roles.Leader) && account.Leaders.Contains(leader),
        ReviewStep.Office => account.RoleSet.HasFlag(Roles.Reviewer),
        ReviewStep.Principal => account.RoleSet.HasFlag(Roles.Leader) && Principal(plan) is { } principal && account.Leaders.Contains(principal),
        _ => throw new InvalidOperationException($"No rule for the step {step}."),
    };

    private static string? Principal(PlanDocument plan) => plan.Rules.Principal ?? (plan.Leaders is [var first, ..] ? first.Id : null);
}
