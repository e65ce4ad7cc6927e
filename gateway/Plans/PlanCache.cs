using System.Collections.Concurrent;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>The frames of plans, kept and asked for again every few seconds.</summary>
internal sealed class PlanCache(IGrainFactory grains)
{
    private const long KeptMilliseconds = 2_000;

    private readonly ConcurrentDictionary<string, Entry> _kept = new(StringComparer.Ordinal);

    /// <summary>The plan's frame, or <see langword="null"/> if there is no such plan.</summary>
    public async ValueTask<PlanFrame?> Get(string plan)
    {
        var known = _kept.GetValueOrDefault(plan);
        if (known is not null && known.Until > Environment.TickCount64)
        {
            return known.Frame;
        }

        var newer = await grains.GetGrain<IPlanGrain>(plan).GetFrame(known?.Frame.RosterVersion ?? 0, known?.Frame.HistoryGeneration ?? 0);
        if ((newer ?? known?.Frame) is not { } frame)
        {
            return null;
        }

        // Only plans that exist are kept, so their number bounds this.
        _kept[plan] = new(frame, Environment.TickCount64 + KeptMilliseconds);
        return frame;
    }

    private sealed record Entry(PlanFrame Frame, long Until);
}

internal static class PlanOfTheRoute
{
    /// <summary>For this caller there is no such plan; the public is not told which plans there are.</summary>
    public static Refusal PlanRefusal(this HttpContext context) =>
        context.CallerOrStranger() is null ? HttpRefusals.Plain.SignIn
        : context.IsOfThePublic() ? HttpRefusals.Forbidden
        : PlanRefusals.Unknown;

    /// <summary>The frame of the route's plan, or <see langword="null"/> if there is none.</summary>
    public static async ValueTask<PlanFrame?> KnownFrame(this HttpContext context) =>
        RequestPath.Id(context, "plan") is { } plan ? await context.RequestServices.GetRequiredService<PlanCache>().Get(plan) : null;
}
