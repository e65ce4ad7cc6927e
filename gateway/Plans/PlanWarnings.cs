using Rectification.Accounts;
using Rectification.Gateway.Accounts;
using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>What an import says beside that it is done.</summary>
internal static class PlanWarnings
{
    private const string NoEligibleReviewer = "plan.no-eligible-reviewer";
    private const int Shown = 20;

    public static async Task<IReadOnlyList<PlanWarning>> Of(IGrainFactory grains, PlanDocument plan, bool english)
    {
        var accounts = await AccountsApi.Read(grains, await grains.GetGrain<IAccountIndexGrain>(IAccountIndexGrain.Key).List());
        return [.. EligibleReviewers.Missing(plan, accounts).Select(missing => new PlanWarning
        {
            Code = NoEligibleReviewer,
            Message = Sentence(missing.Step, english),
            Step = missing.Step,
            Count = missing.Measures.Count,
            Measures = [.. missing.Measures.Take(Shown)],
        })];
    }

    private static string Sentence(ReviewStep step, bool english) => step switch
    {
        ReviewStep.Leader => english ? "For some measures nobody acts for the leader responsible." : "部分措施没有可代表责任领导审核的账号。",
        ReviewStep.Office => english ? "For some measures there is no reviewer of the office." : "部分措施没有可审核的整改办账号。",
        _ => english ? "For some measures nobody acts for the principal leader." : "部分措施没有可代表主要领导审核的账号。",
    };
}
