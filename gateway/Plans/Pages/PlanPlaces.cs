using Rectification.Gateway.Accounts.Pages;
using Rectification.Gateway.Auth;
using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>Whom an account can belong to: the units and leaders that plans and drafts name, the newest plans first.</summary>
internal sealed class PlanPlaces(IGrainFactory grains, PlanCache frames) : IPlaces
{
    private const int AtOnce = 16;

    public async Task<PlaceNames> Read(Caller reader)
    {
        var names = new PlaceNames();
        var plans = new List<PlanFrame>();
        foreach (var some in (await PlanList.Ids(grains)).Chunk(AtOnce))
        {
            plans.AddRange((await Task.WhenAll(some.Select(plan => frames.Get(plan).AsTask()))).OfType<PlanFrame>());
        }

        foreach (var frame in plans.OrderByDescending(frame => frame.FeedbackDate))
        {
            names.Add(frame.Units, frame.Leaders);
        }

        foreach (var some in (await grains.GetGrain<IDraftIndexGrain>(IDraftIndexGrain.Key).List()).Chunk(AtOnce))
        {
            foreach (var draft in (await Task.WhenAll(some.Select(id => grains.GetGrain<IPlanDraftGrain>(id).Get(reader.Actor)))).OfType<DraftView>()
                .Where(draft => reader.SeesAll || draft.Parts.Any(reader.Sees)))
            {
                names.Add(draft.Units, draft.Leaders);
            }
        }

        return names;
    }
}
