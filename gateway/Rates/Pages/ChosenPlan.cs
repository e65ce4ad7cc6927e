using Rectification.Gateway.Auth;
using Rectification.Gateway.Work.Pages;
using Rectification.Plans;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>Which plan the first page shows to whom it was not told: the one chosen last, otherwise one in which something waits for the person.</summary>
internal sealed class ChosenPlan(PlanWorkReader work)
{
    /// <summary>Cookie with the id of the plan that a person chose last.</summary>
    public const string Cookie = "rectification-plan";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void Remember(HttpContext context, string plan) => context.Response.Cookies.Append(Cookie, plan, new()
    {
        MaxAge = Kept,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Secure = context.Request.IsHttps,
    });

    /// <param name="visitor">Who asks.</param>
    /// <param name="remembered">What <see cref="Cookie"/> says.</param>
    /// <param name="plans">The plans that may be seen, the newest first.</param>
    public async Task<PlanView?> Of(Caller? visitor, string? remembered, IReadOnlyList<PlanView> plans)
    {
        if (visitor is not { Reads: true } || plans.Count < 2)
        {
            return plans.Count > 0 ? plans[0] : null;
        }

        if (plans.FirstOrDefault(plan => plan.Id == remembered) is { } chosen)
        {
            return chosen;
        }

        var waits = await work.Read(visitor);
        return plans.OrderByDescending(plan => waits.GetValueOrDefault(plan.Id, PlanWork.None).IsAny).First();
    }
}
