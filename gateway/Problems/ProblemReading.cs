using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Problems;

/// <summary>Finds problems within what the caller may see, for the API and for the pages alike.</summary>
internal static class ProblemReading
{
    /// <summary>The filter that a query states; malformed values are in <see cref="Query.Wrong"/>.</summary>
    public static ProblemFilter Filter(Query query) => new()
    {
        SignedOff = query.Either("signedOff"),
        LeadUnit = query.Id("unit"),
        Leader = query.Id("leader"),
        After = query.Number("cursor") ?? 0,
        Limit = query.Limit(PageAsked.Usual),
    };

    public static ProblemFilter Within(Caller caller, ProblemFilter filter) =>
        filter with { VisibleUnits = caller.VisibleUnits, VisibleLeaders = caller.Actor.Leaders };

    /// <summary>One problem with what the caller may do about it, or why it is not shown.</summary>
    public static async Task<(ProblemView? Problem, Refusal? Refusal)> One(IGrainFactory grains, Caller caller, string? plan, int no)
    {
        var problem = plan is not null && no > 0 ? await grains.GetGrain<IProblemGrain>(new NumberKey(plan, no).ToString()).GetFor(caller.Actor) : null;
        if (problem is null)
        {
            return (null, ProblemRefusals.Unknown);
        }

        if (caller.Leads(problem))
        {
            return (problem, null);
        }

        var seen = await grains.GetGrain<IPlanQueryGrain>(problem.Plan).FindProblems(Within(caller, new() { After = no - 1, Limit = 1 }));
        return seen.Items is [{ } first] && first.No == no ? (problem, null) : (null, HttpRefusals.Forbidden);
    }
}
