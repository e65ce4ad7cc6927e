using Rectification.Accounts;
using Rectification.Measures;
using Rectification.Rules;

namespace Rectification.Plans;

/// <summary>Finds the steps of a plan's sign-off chain that no person could take: at the import, not when a measure waits for one.</summary>
public static class EligibleReviewers
{
    /// <summary>For each step of the chain the numbers of the measures no enabled account may review; steps without any are left out.</summary>
    public static IReadOnlyList<(ReviewStep Step, IReadOnlyList<int> Measures)> Missing(PlanDocument plan, IReadOnlyList<AccountView> accounts)
    {
        var enabled = accounts.Where(account => account.Disabled is null).Select(ActorOf).ToList();
        var principal = plan.Rules.PrincipalOf(plan.Leaders);
        var missing = new List<(ReviewStep, IReadOnlyList<int>)>();
        foreach (var step in plan.Rules.SignOffChain)
        {
            var byLeader = new Dictionary<string, IReadOnlyList<Actor>>(StringComparer.Ordinal);
            var measures = new List<int>();
            foreach (var measure in plan.Measures)
            {
                if (!byLeader.TryGetValue(measure.Leader, out var holders))
                {
                    byLeader[measure.Leader] = holders =
                        [.. enabled.Where(actor => MeasureDecider.MayTake(step, measure.Leader, principal, actor) is null)];
                }

                var reviewed = MeasureDecider.Unasked(measure);
                if (holders.All(actor => FourEyes.Breach(actor, reviewed, MeasureDecider.Breaches) is not null))
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

    private static Actor ActorOf(AccountView account) =>
        new() { Account = account.Name, Roles = account.RoleSet, Units = account.Units, Leaders = account.Leaders };
}
